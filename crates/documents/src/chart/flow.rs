//! What became of cases: at each stage how many were closed, moved on, or are still open.

use super::labels::{capital, fit};
use super::marks::{legend, legend_height};
use super::svg::{Anchor, BLUE, BROWN, GREY, LINE, Stroke, Svg, WIDTH};

/// More stages than this are not drawn.
const STAGES: usize = 12;
const EDGE: i64 = 20;
/// Two lines of text stand above a box.
const BOX_TOP: i64 = 2 * LINE + 60;
const BOX: i64 = 420;
const STAGE: i64 = BOX_TOP + BOX + 340;

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// What is counted, in the plural: `complaints`.
    pub counted: String,
    /// In the order cases pass them.
    pub stages: Vec<FlowStage>,
}

/// A stage, and what became of the cases that reached it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowStage {
    /// Its name.
    pub label: String,
    /// Closed here.
    pub closed: u32,
    /// Moved on to the next stage.
    pub moved_on: u32,
    /// Still open here.
    pub open: u32,
}

impl FlowStage {
    fn reached(&self) -> u64 {
        u64::from(self.closed) + u64::from(self.moved_on) + u64::from(self.open)
    }

    fn told(&self) -> String {
        let Self { closed, moved_on, open, .. } = self;
        format!("{} reached it: {closed} closed here, {moved_on} moved on, {open} open", self.reached())
    }
}

/// The parts of a stage, each drawn in its own way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Closed,
    MovedOn,
    Open,
}

const PARTS: [(Part, &str); 3] = [(Part::Closed, "closed here"), (Part::MovedOn, "moved on"), (Part::Open, "open")];

impl Part {
    fn of(self, stage: &FlowStage) -> u64 {
        u64::from(match self {
            Part::Closed => stage.closed,
            Part::MovedOn => stage.moved_on,
            Part::Open => stage.open,
        })
    }

    fn draw(self, svg: &mut Svg, (left, top): (i64, i64), (right, bottom): (i64, i64), told: &str) {
        let (fill, edge) = match self {
            Part::Closed => (Some(BLUE), Stroke::solid(BLUE, 20)),
            Part::MovedOn => (None, Stroke::solid(BROWN, 30)),
            Part::Open => (None, Stroke { colour: GREY, width: 20, dashes: Some("4 4") }),
        };
        svg.closed(&[(left, top), (right, top), (right, bottom), (left, bottom)], fill, edge, told);
    }
}

/// The table, every stage in it.
pub(super) fn table(chart: &Flow) -> (Vec<String>, Vec<Vec<String>>) {
    let columns = ["Stage", "Reached it", "Closed here", "Moved on", "Open"].map(str::to_owned).to_vec();
    let row = |stage: &FlowStage| {
        let numbers = [stage.reached(), stage.closed.into(), stage.moved_on.into(), stage.open.into()];
        std::iter::once(stage.label.clone()).chain(numbers.map(|number| number.to_string())).collect()
    };
    (columns, chart.stages.iter().map(row).collect())
}

/// What it shows.
pub(super) fn sentence(chart: &Flow) -> String {
    let open: u64 = chart.stages.iter().map(|stage| u64::from(stage.open)).sum();
    let closed: u64 = chart.stages.iter().map(|stage| u64::from(stage.closed)).sum();
    if open + closed == 0 {
        return "There is nothing to show yet.".to_owned();
    }
    let each: Vec<String> = chart
        .stages
        .iter()
        .filter(|stage| stage.closed > 0)
        .map(|stage| format!("{} at “{}”", stage.closed, stage.label))
        .collect();
    let ended = if each.is_empty() { "none".to_owned() } else { each.join(", ") };
    let still = if open == 0 { "none".to_owned() } else { open.to_string() };
    format!("{} closed: {ended}. Still open: {still}.", capital(&chart.counted))
}

/// The picture: a row of boxes for each stage, as wide as the numbers are large.
pub(super) fn picture(chart: &Flow) -> Svg {
    let stages = chart.stages.get(..STAGES).unwrap_or(&chart.stages);
    let most = stages.iter().map(FlowStage::reached).max().unwrap_or_default();
    if most == 0 {
        return Svg::empty();
    }
    let wide = |number: u64| {
        let along = u128::from(number) * u128::from((WIDTH - 2 * EDGE).unsigned_abs()) / u128::from(most);
        i64::try_from(along).unwrap_or_default()
    };
    let rows = i64::try_from(stages.len()).unwrap_or_default();
    let mut svg = Svg::new(rows * STAGE + legend_height(&PARTS, EDGE));
    for (stage, top) in stages.iter().zip((0..).map(|row| row * STAGE)) {
        svg.text(EDGE, top + 200, Anchor::Start, &fit(&stage.label, WIDTH - 2 * EDGE));
        svg.text(EDGE, top + 200 + LINE, Anchor::Start, &stage.told());
        let (upper, lower) = (top + BOX_TOP, top + BOX_TOP + BOX);
        let mut left = EDGE;
        for (part, name) in PARTS {
            let number = part.of(stage);
            let right = left + wide(number);
            if number > 0 {
                part.draw(&mut svg, (left, upper), (right, lower), &format!("{}: {number} {name}", stage.label));
            }
            if number > 0 && part == Part::MovedOn {
                arrow(&mut svg, ((left + right) / 2).clamp(EDGE + 80, WIDTH - EDGE - 80), lower + 40);
            }
            left = right;
        }
    }
    legend(&mut svg, &PARTS, EDGE, rows * STAGE + 180, |svg, part, (x, y)| {
        part.draw(svg, (x - 80, y - 80), (x + 80, y + 80), "");
    });
    svg
}

/// Down to the next stage.
fn arrow(svg: &mut Svg, x: i64, top: i64) {
    svg.line(&[(x, top), (x, top + 140)], Stroke::solid(BROWN, 30));
    let head = [(x - 80, top + 130), (x + 80, top + 130), (x, top + 240)];
    svg.closed(&head, Some(BROWN), Stroke::solid(BROWN, 10), "");
}
