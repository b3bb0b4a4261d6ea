//! The picture of a control chart: points, mean, limits and target, signals in shapes of their own.

use redress_domain::spc::{ControlChart, Hundredths, Limits};

use super::POINTS_LIMIT;
use super::control_table::signal;
use super::labels::{spread, thinned, width};
use super::marks::{Mark, RADIUS, explained, legend, legend_height, radius};
use super::scale::Scale;
use super::svg::{Anchor, BLUE, BROWN, GREY, INK, LINE, Stroke, Svg, WIDTH};

const PLOT: i64 = 2800;
const MEAN: Stroke = Stroke::solid(INK, 20);
const LIMIT: Stroke = Stroke { colour: GREY, width: 15, dashes: Some("8 5") };
const TARGET: Stroke = Stroke { colour: BROWN, width: 20, dashes: Some("14 4 3 4") };
const CHANGE: Stroke = Stroke { colour: INK, width: 15, dashes: Some("2 4") };

/// The chart with no more points than are drawn.
pub(super) fn latest(chart: &ControlChart) -> ControlChart {
    let mut chart = chart.clone();
    let all = chart.points.len();
    let over = all.saturating_sub(POINTS_LIMIT);
    if over > 0 {
        chart.points.drain(..over);
        chart.changed_at = chart.changed_at.and_then(|at| at.checked_sub(over));
        chart.sentence.push_str(&format!(" The latest {POINTS_LIMIT} of {all} are drawn."));
    }
    chart
}

/// Where everything stands.
struct Layout {
    scale: Scale,
    left: i64,
    right: i64,
    top: i64,
    bottom: i64,
    points: i64,
}

/// The picture.
pub(super) fn picture(chart: &ControlChart) -> Svg {
    if chart.points.iter().all(|point| point.value.is_none()) {
        return Svg::empty();
    }
    let marks: Vec<Mark> = chart
        .points
        .iter()
        .map(|point| Mark::of(point.signal, point.counted.is_some_and(|counted| counted.few && counted.whole > 0)))
        .collect();
    let explained = explained(&marks);
    let lines = lines(chart);
    let layout = Layout::of(chart, &lines);
    let below = layout.bottom + 2 * LINE;
    let mut svg = Svg::new(below + legend_height(&explained, layout.left));
    axes(&mut svg, chart, &layout);
    change(&mut svg, chart, &layout);
    limits(&mut svg, chart, &layout);
    names(&mut svg, &lines, &layout);
    points(&mut svg, chart, &marks, &layout);
    legend(&mut svg, &explained, layout.left, below, |svg, mark, at| mark.draw(svg, at, RADIUS, ""));
    svg
}

/// The lines that are named at the right, with their names.
fn lines(chart: &ControlChart) -> Vec<(Hundredths, String)> {
    let bounds = chart.measure.bounds;
    let limits = chart.limits().map(|limits| limits.drawn(bounds));
    let of_limits =
        limits.map(|limits| [("upper limit", limits.upper), ("mean", limits.centre), ("lower limit", limits.lower)]);
    let target = chart.measure.target.map(|target| ("target", target));
    let all = of_limits.into_iter().flatten().chain(target);
    all.map(|(name, value)| (value, format!("{name} {}", bounds.print(value)))).collect()
}

impl Layout {
    fn of(chart: &ControlChart, lines: &[(Hundredths, String)]) -> Layout {
        let bounds = chart.measure.bounds;
        let top = if chart.changed_at.is_some() { LINE + 150 } else { 200 };
        let bottom = top + PLOT;
        let drawn = chart.points.iter().filter_map(|point| point.limits).map(|limits| limits.drawn(bounds));
        let values = chart.points.iter().filter_map(|point| point.value);
        let all = values.chain(drawn.flat_map(|limits| [limits.upper, limits.lower]));
        let scale = Scale::over(all.chain(chart.measure.target), bounds, bottom, top);
        let ticks = scale.ticks().into_iter().map(|tick| width(&bounds.print(tick))).max();
        let names = lines.iter().map(|(_, name)| width(name)).max().unwrap_or_default();
        let points = i64::try_from(chart.points.len()).unwrap_or(i64::MAX);
        Layout { scale, left: ticks.unwrap_or_default() + 200, right: WIDTH - names - 160, top, bottom, points }
    }

    /// Where a point stands; `halves` is twice its number, so that there is a place between two.
    fn x(&self, halves: i64) -> i64 {
        self.left + (self.right - self.left) * (halves + 1) / (2 * self.points.max(1))
    }
}

fn counted<T>(points: &[T]) -> impl Iterator<Item = (i64, &T)> {
    (0_i64..).step_by(2).zip(points)
}

fn axes(svg: &mut Svg, chart: &ControlChart, layout: &Layout) {
    let stroke = Stroke::solid(GREY, 10);
    svg.line(&[(layout.left, layout.top), (layout.left, layout.bottom), (layout.right, layout.bottom)], stroke);
    for tick in layout.scale.ticks() {
        let y = layout.scale.place(tick);
        svg.line(&[(layout.left - 60, y), (layout.left, y)], stroke);
        svg.text(layout.left - 100, y + 60, Anchor::End, &chart.measure.bounds.print(tick));
    }
    let labels: Vec<(i64, &str)> =
        counted(&chart.points).map(|(at, point)| (layout.x(at), point.label.as_str())).collect();
    for label in thinned(&labels) {
        let x = labels.get(label.at).map_or(label.x, |(x, _)| *x);
        svg.line(&[(x, layout.bottom), (x, layout.bottom + 60)], stroke);
        svg.text(label.x, layout.bottom + LINE, Anchor::Middle, &label.text);
    }
}

/// Where a change is, or limits start anew.
fn change(svg: &mut Svg, chart: &ControlChart, layout: &Layout) {
    let Some(at) = chart.changed_at.and_then(|at| i64::try_from(at).ok()) else {
        return;
    };
    let x = layout.x(2 * at - 1);
    svg.line(&[(x, layout.top - 100), (x, layout.bottom)], CHANGE);
    let half = width("change") / 2;
    svg.text(x.clamp(layout.left + half, WIDTH - half - 60), layout.top - 150, Anchor::Middle, "change");
}

/// One of the lines that limits make.
type Which = fn(Limits) -> Hundredths;

fn limits(svg: &mut Svg, chart: &ControlChart, layout: &Layout) {
    let of: [(Which, Stroke); 3] =
        [(|limits| limits.upper, LIMIT), (|limits| limits.centre, MEAN), (|limits| limits.lower, LIMIT)];
    for (which, stroke) in of {
        for steps in steps(chart, layout, which) {
            svg.line(&steps, stroke);
        }
    }
    if let Some(target) = chart.measure.target {
        let y = layout.scale.place(target);
        svg.line(&[(layout.left, y), (layout.right, y)], TARGET);
    }
}

/// Lines of steps, each as wide as its point has room, broken where there are no limits and where they start anew.
fn steps(chart: &ControlChart, layout: &Layout, which: Which) -> Vec<Vec<(i64, i64)>> {
    let mut lines: Vec<Vec<(i64, i64)>> = vec![Vec::new()];
    for (number, (at, point)) in counted(&chart.points).enumerate() {
        let limits = point.limits.map(|limits| limits.drawn(chart.measure.bounds));
        if limits.is_none() || chart.changed_at == Some(number) {
            lines.push(Vec::new());
        }
        if let (Some(limits), Some(line)) = (limits, lines.last_mut()) {
            let y = layout.scale.place(which(limits));
            // A level line is one line, so that its dashes run through.
            if line.last().is_some_and(|(_, before)| *before == y) {
                line.pop();
            } else {
                line.push((layout.x(at - 1), y));
            }
            line.push((layout.x(at + 1), y));
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn names(svg: &mut Svg, lines: &[(Hundredths, String)], layout: &Layout) {
    let wanted: Vec<i64> = lines.iter().map(|(value, _)| layout.scale.place(*value) + 60).collect();
    let heights = spread(&wanted, layout.top + 60, layout.bottom + 60);
    for ((_, name), y) in lines.iter().zip(heights) {
        svg.text(layout.right + 80, y, Anchor::Start, name);
    }
}

fn points(svg: &mut Svg, chart: &ControlChart, marks: &[Mark], layout: &Layout) {
    let bounds = chart.measure.bounds;
    let place = |(at, value)| (layout.x(at), layout.scale.place(value));
    let valued = || counted(&chart.points).filter_map(|(at, point)| Some((at, point, point.value?)));
    let line: Vec<(i64, i64)> = valued().map(|(at, _, value)| place((at, value))).collect();
    svg.line(&line, Stroke::solid(BLUE, 15));
    let radius = radius(marks.len());
    for ((at, point), mark) in counted(&chart.points).zip(marks) {
        if let Some(value) = point.value {
            let told = if point.signal.is_some() { format!(", {}", signal(point)) } else { String::new() };
            mark.draw(svg, place((at, value)), radius, &format!("{}: {}{told}", point.label, bounds.print(value)));
        }
    }
}
