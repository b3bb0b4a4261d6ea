//! The Pareto picture: bars by size on the scale of the whole, and the line of their running share.

use redress_domain::spc::{Hundredths, Pareto, ParetoItem};

use super::labels::{capital, fit, width};
use super::svg::{Anchor, BLUE, BROWN, GREY, INK, LINE, Stroke, Svg, WIDTH};

/// More bars than this are drawn as one.
const BARS: usize = 15;
const ROW: i64 = 380;
const TOP: i64 = LINE + 60;
const LABELS: i64 = 2200;

/// A row of the picture.
struct Bar {
    label: String,
    count: u64,
    cumulative: Hundredths,
    vital: bool,
}

/// The table, every item in it.
pub(super) fn table(item: &str, chart: &Pareto) -> (Vec<String>, Vec<Vec<String>>) {
    let columns = vec![capital(item), "Number".to_owned(), "Share".to_owned(), "Running share".to_owned()];
    let row = |item: &ParetoItem| {
        vec![item.label.clone(), item.count.to_string(), format!("{}%", item.share), format!("{}%", item.cumulative)]
    };
    (columns, chart.items.iter().map(row).collect())
}

/// The picture.
pub(super) fn picture(chart: &Pareto) -> Svg {
    let bars = bars(chart);
    if bars.is_empty() {
        return Svg::empty();
    }
    let numbers = bars.iter().map(|bar| width(&bar.count.to_string())).max().unwrap_or_default().max(width("number"));
    let shares = bars.iter().map(|bar| width(&percent(bar))).max().unwrap_or_default().max(width("running"));
    let right = WIDTH - 20 - shares - 200 - numbers - 160;
    let left = bars.iter().map(|bar| width(&bar.label)).max().unwrap_or_default().min(LABELS) + 120;
    let whole = |count: u64| {
        let along = u128::from(count) * u128::from((right - left).unsigned_abs()) / u128::from(chart.total.max(1));
        left + i64::try_from(along).unwrap_or_default()
    };

    let rows = i64::try_from(bars.len()).unwrap_or_default();
    let bottom = TOP + rows * ROW;
    let mut svg = Svg::new(bottom + LINE + 100);
    svg.text(WIDTH - 20 - shares - 200, LINE - 80, Anchor::End, "number");
    svg.text(WIDTH - 20, LINE - 80, Anchor::End, "running");
    let mut line = Vec::with_capacity(bars.len());
    let mut sum = 0;
    for (bar, top) in bars.iter().zip((0..).map(|row| TOP + row * ROW)) {
        sum += bar.count;
        let (base, middle, end) = (top + ROW / 2 + 60, top + ROW / 2, whole(bar.count));
        svg.text(left - 100, base, Anchor::End, &fit(&bar.label, LABELS));
        let shape = [(left, top + 60), (end, top + 60), (end, top + ROW - 60), (left, top + ROW - 60)];
        let fill = bar.vital.then_some(BLUE);
        svg.closed(&shape, fill, Stroke::solid(BLUE, 20), &format!("{}: {}", bar.label, bar.count));
        svg.text(WIDTH - 20 - shares - 200, base, Anchor::End, &bar.count.to_string());
        svg.text(WIDTH - 20, base, Anchor::End, &percent(bar));
        line.push((whole(sum), middle));
    }
    axis(&mut svg, left, right, bottom);
    svg.line(&line, Stroke::solid(BROWN, 20));
    for at in line {
        svg.circle(at, 45, Some(BROWN), Stroke::solid(BROWN, 10), "");
    }
    svg
}

/// The first bars, and all others as one.
fn bars(chart: &Pareto) -> Vec<Bar> {
    let drawn = if chart.items.len() > BARS { BARS - 1 } else { BARS };
    let bar = |(at, item): (usize, &ParetoItem)| Bar {
        label: item.label.clone(),
        count: item.count.into(),
        cumulative: item.cumulative,
        vital: at < chart.vital,
    };
    let mut bars: Vec<Bar> = chart.items.iter().enumerate().take(drawn).map(bar).collect();
    let others = chart.items.get(drawn..).unwrap_or_default();
    if let Some(last) = others.last() {
        bars.push(Bar {
            label: format!("{} others", others.len()),
            count: others.iter().map(|item| u64::from(item.count)).sum(),
            cumulative: last.cumulative,
            vital: false,
        });
    }
    bars
}

fn percent(bar: &Bar) -> String {
    format!("{}%", bar.cumulative)
}

fn axis(svg: &mut Svg, left: i64, right: i64, bottom: i64) {
    let place = |percent: i64| left + (right - left) * percent / 100;
    svg.line(&[(left, TOP), (left, bottom), (right, bottom)], Stroke::solid(GREY, 10));
    let dashed = Stroke { colour: INK, width: 15, dashes: Some("2 4") };
    svg.line(&[(place(80), TOP), (place(80), bottom)], dashed);
    // Of 80 and 100 a narrow picture has room for one, and 80 is what is looked for.
    let all = [0, 20, 40, 60, 80, 100];
    let narrow = place(20) - place(0) < width("100%") + 60;
    for tick in all.into_iter().filter(|tick| !narrow || [0, 40, 80].contains(tick)) {
        svg.line(&[(place(tick), bottom), (place(tick), bottom + 60)], Stroke::solid(GREY, 10));
        svg.text(place(tick), bottom + LINE, Anchor::Middle, &format!("{tick}%"));
    }
}
