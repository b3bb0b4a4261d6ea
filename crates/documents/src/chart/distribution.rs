//! How long things took: how many took how many days, and the target.

use redress_domain::spc::{Bounds, Hundredths};

use super::labels::{capital, thinned, width};
use super::marks::{legend, legend_height};
use super::scale::Scale;
use super::svg::{Anchor, BLUE, BROWN, GREY, LINE, RED, Stroke, Svg, WIDTH};

/// More bars than this are not drawn: each then stands for several days.
const BARS: u32 = 20;
const PLOT: i64 = 2400;
const TOP: i64 = LINE + 150;

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// What is counted, in the plural: `complaints closed`.
    pub counted: String,
    /// What the time is counted in, in the plural: `working days`.
    pub unit: String,
    /// Days, and how many took so long.
    pub days: Vec<(u32, u32)>,
    /// Days within which it was to be done.
    pub target: Option<u32>,
}

/// A bar: how many took `from` to `to` days.
pub(super) struct Bin {
    from: u32,
    to: u32,
    count: u32,
    late: bool,
}

impl Bin {
    fn label(&self) -> String {
        if self.from == self.to { self.from.to_string() } else { format!("{}-{}", self.from, self.to) }
    }
}

/// The bars: equally wide, and one of them ends with the target.
pub(super) fn bins(chart: &Distribution) -> Vec<Bin> {
    let Some(longest) = chart.days.iter().filter(|(_, count)| *count > 0).map(|(days, _)| *days).max() else {
        return Vec::new();
    };
    let target = chart.target.unwrap_or(0);
    let longest = longest.max(target);
    let wide = (0..10)
        .flat_map(|power| [1, 2, 5].map(|factor: u32| factor.saturating_mul(10_u32.saturating_pow(power))))
        .find(|wide| longest.div_ceil(*wide) < BARS)
        .unwrap_or(u32::MAX);
    let first = target.checked_rem(wide).unwrap_or(0);
    let ends = (0..=BARS).map(|at| first.saturating_add(at.saturating_mul(wide)));
    let mut from = 0;
    let mut bins = Vec::new();
    for to in ends {
        let within = chart.days.iter().filter(|(days, _)| (from..=to).contains(days));
        let count = within.fold(0_u32, |sum, (_, count)| sum.saturating_add(*count));
        bins.push(Bin { from, to, count, late: chart.target.is_some_and(|target| from > target) });
        if to >= longest {
            break;
        }
        from = to.saturating_add(1);
    }
    bins
}

/// The table, up to the longest that any took.
pub(super) fn table(chart: &Distribution, bins: &[Bin]) -> (Vec<String>, Vec<Vec<String>>) {
    let columns = vec![capital(&chart.unit), capital(&chart.counted)];
    let last = bins.iter().rposition(|bin| bin.count > 0).unwrap_or_default();
    let bins = bins.get(..=last).unwrap_or_default();
    (columns, bins.iter().map(|bin| vec![bin.label(), bin.count.to_string()]).collect())
}

/// What it shows.
pub(super) fn sentence(chart: &Distribution) -> String {
    let mut days: Vec<(u32, u64)> =
        chart.days.iter().filter(|(_, count)| *count > 0).map(|(days, count)| (*days, u64::from(*count))).collect();
    days.sort_unstable();
    let total: u64 = days.iter().map(|(_, count)| count).sum();
    let Some((longest, _)) = days.last() else {
        return "There is nothing to show yet.".to_owned();
    };
    let (counted, unit) = (&chart.counted, &chart.unit);
    if total == 1 {
        let against = chart.target.map_or_else(String::new, |target| format!(", against a target of {target}"));
        return format!("There is one {counted}: it took {}{against}.", of_unit(*longest, unit));
    }
    let up_to = |limit: u32| days.iter().filter(|(days, _)| *days <= limit).map(|(_, count)| count).sum::<u64>();
    let half = days.iter().map(|(days, _)| *days).find(|days| 2 * up_to(*days) >= total).unwrap_or_default();
    let half = of_unit(half, unit);
    let shape = format!("Of {total} {counted} at least half took {half} or fewer, and the longest {longest}");
    match chart.target {
        None => format!("{shape}."),
        Some(target) => {
            let met = up_to(target);
            let share = Hundredths::ratio(100 * met, total).unwrap_or_default();
            format!("{shape}; {met} ({share}%) took no longer than the target of {target}.")
        }
    }
}

/// `1 working day`, `8 working days`.
fn of_unit(count: u32, unit: &str) -> String {
    let unit = if count == 1 { unit.strip_suffix('s').unwrap_or(unit) } else { unit };
    format!("{count} {unit}")
}

/// The picture.
pub(super) fn picture(chart: &Distribution, bins: &[Bin]) -> Svg {
    if bins.is_empty() {
        return Svg::empty();
    }
    let bottom = TOP + PLOT;
    let counts = bins.iter().map(|bin| Hundredths::whole(bin.count));
    let scale = Scale::over(counts, Bounds::Count, bottom, TOP);
    let ticks = scale.ticks();
    let left = ticks.iter().map(|tick| width(&tick.to_string())).max().unwrap_or_default() + 200;
    let bars = i64::try_from(bins.len()).unwrap_or(i64::MAX).max(1);
    let x = |at: i64| left + (WIDTH - 20 - left) * at / bars;
    let entries = entries(chart);
    let mut svg = Svg::new(bottom + 3 * LINE + legend_height(&entries, left));

    for tick in ticks {
        let y = scale.place(tick);
        svg.line(&[(left - 60, y), (left, y)], Stroke::solid(GREY, 10));
        svg.text(left - 100, y + 60, Anchor::End, &tick.to_string());
    }
    svg.line(&[(left, TOP), (left, bottom), (WIDTH - 20, bottom)], Stroke::solid(GREY, 10));
    let gap = (x(1) - x(0)) / 10;
    for (at, bin) in (0..).zip(bins) {
        let top = scale.place(Hundredths::whole(bin.count));
        let shape = rectangle((x(at) + gap, top), (x(at + 1) - gap, bottom));
        if bin.count > 0 {
            bar(&mut svg, bin.late, &shape, &format!("{} {}: {}", bin.label(), chart.unit, bin.count));
        }
        if chart.target == Some(bin.to) {
            target(&mut svg, &format!("target {}", bin.to), x(at + 1), left, bottom);
        }
    }
    let labels: Vec<String> = bins.iter().map(Bin::label).collect();
    let labels: Vec<(i64, &str)> =
        (0..).zip(&labels).map(|(at, label)| ((x(at) + x(at + 1)) / 2, label.as_str())).collect();
    for label in thinned(&labels) {
        svg.text(label.x, bottom + LINE, Anchor::Middle, &label.text);
    }
    svg.text((left + WIDTH) / 2, bottom + 2 * LINE, Anchor::Middle, &super::labels::fit(&chart.unit, WIDTH - left));
    legend(&mut svg, &entries, left, bottom + 3 * LINE, |svg, late, (x, y)| {
        bar(svg, late, &rectangle((x - 80, y - 80), (x + 80, y + 80)), "");
    });
    svg
}

/// Bars within the target are filled, later ones are hollow.
fn entries(chart: &Distribution) -> Vec<(bool, &'static str)> {
    match chart.target {
        Some(_) => vec![(false, "within the target"), (true, "later")],
        None => Vec::new(),
    }
}

fn bar(svg: &mut Svg, late: bool, shape: &[(i64, i64)], told: &str) {
    let colour = if late { RED } else { BLUE };
    svg.closed(shape, (!late).then_some(colour), Stroke::solid(colour, 20), told);
}

fn target(svg: &mut Svg, text: &str, x: i64, left: i64, bottom: i64) {
    let stroke = Stroke { colour: BROWN, width: 20, dashes: Some("14 4 3 4") };
    svg.line(&[(x, TOP - 100), (x, bottom)], stroke);
    let half = width(text) / 2;
    svg.text(x.clamp(left + half, WIDTH - half - 60), TOP - 160, Anchor::Middle, text);
}

fn rectangle((left, top): (i64, i64), (right, bottom): (i64, i64)) -> [(i64, i64); 4] {
    [(left, top), (right, top), (right, bottom), (left, bottom)]
}
