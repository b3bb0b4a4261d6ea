//! Whether a change worked: what came after it, judged by the limits of what was before.

use serde::{Deserialize, Serialize};

use super::sentence::{amount, runs, there, told};
use super::xmr::{Process, judge};
use super::{Better, ControlChart, Meaning, Measure, Point, RUN, Settings};
use crate::words::Word;

/// What a change did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// The latest signal since is an improvement.
    Worked,
    /// Nothing signals a change, or there are too few points to say.
    NoChangeYet,
    /// The latest signal since is a concern.
    Worse,
}

impl Word for Effect {
    const ALL: &'static [Self] = &[Effect::Worked, Effect::NoChangeYet, Effect::Worse];

    fn id(self) -> &'static str {
        match self {
            Effect::Worked => "worked",
            Effect::NoChangeYet => "no-change-yet",
            Effect::Worse => "worse",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Effect::Worked => "Worked",
            Effect::NoChangeYet => "No change yet",
            Effect::Worse => "Worse",
        }
    }
}

/// What a change did, with the chart that shows it; the chart's sentence gives the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Effectiveness {
    /// The answer.
    pub effect: Effect,
    /// The points before and after the change, all with the limits of those before.
    pub chart: ControlChart,
}

impl Effectiveness {
    /// The answer with its reason.
    pub fn sentence(&self) -> &str {
        &self.chart.sentence
    }
}

/// Judges the points after a change by the limits of the points before it.
///
/// Only signals that the points after make among themselves count: what began before the change is not its doing. Where
/// there are good and bad signals the later decides. While the points before are too few, or too small, nothing signals. Of
/// `settings` the rebasing is not used.
pub fn effect(
    measure: &Measure,
    better: Better,
    before: &[Point],
    after: &[Point],
    settings: &Settings,
) -> Effectiveness {
    let measure = Measure { better: Some(better), ..measure.clone() };
    let process = Process::of(&measure, before, settings);
    let mut points = judge(&measure, before, process.as_ref());
    points.extend(judge(&measure, after, process.as_ref()));
    let changed_at = (!after.is_empty()).then_some(before.len());
    let mut chart = ControlChart::assemble(&measure, points, changed_at, before.len(), settings);
    let (effect, reason) = verdict(&chart, before.len(), after.len(), settings);
    chart.sentence = format!("{}: {reason}", effect.label());
    Effectiveness { effect, chart }
}

fn verdict(chart: &ControlChart, before: usize, after: usize, settings: &Settings) -> (Effect, String) {
    let each = &chart.measure.each;
    let name = &chart.measure.name;
    let wanted = settings.min_points;
    if before < wanted {
        let reason = format!(
            "too few points to say. {} of {name} before the change, and {wanted} are wanted to know what was usual.",
            there(before, each)
        );
        return (Effect::NoChangeYet, reason);
    }
    if chart.points.first().is_some_and(|point| point.limits.is_none()) {
        let least = settings.min_mean;
        let reason = format!(
            "too few to say. Before the change {name} were fewer than {least} a {each} on average, and of so few a change cannot \
             be told from chance."
        );
        return (Effect::NoChangeYet, reason);
    }
    let since = runs(chart, before);
    let judged_by = format!("judged by the limits of the {} before", amount(before, each));
    let effect = match since.last().map(|run| run.signal.meaning) {
        Some(Meaning::Improvement) => Effect::Worked,
        Some(Meaning::Concern) => Effect::Worse,
        Some(Meaning::Neither) | None => return (Effect::NoChangeYet, unmoved(chart, after, &judged_by)),
    };
    let both_ways = since.iter().any(|run| Some(run.signal.meaning) != since.last().map(|last| last.signal.meaning));
    let decides = if both_ways { " There are signals both ways; the later one decides." } else { "" };
    (effect, format!("signals in {name} since the change: {}; {judged_by}.{decides}", told(&since)))
}

fn unmoved(chart: &ControlChart, after: usize, judged_by: &str) -> String {
    let each = &chart.measure.each;
    match after {
        0 => format!("no {each} has passed since the change."),
        few if few < RUN => format!(
            "too few points yet, {} since the change without a signal, {judged_by}; a lasting shift shows after {RUN}.",
            amount(few, each)
        ),
        many => format!("nothing signals a change in the {} since, {judged_by}.", amount(many, each)),
    }
}
