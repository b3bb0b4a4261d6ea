//! Time limits: every handling that counts has exactly one, by which the report measures it (R93).

use super::{Findings, item, word};
use crate::procedure::{ClockRule, Definition, Moment, Route, Stage, Unit};

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, clock) in definition.clocks.iter().enumerate().filter(|(_, clock)| clock.timescale) {
        if clock.unit == Unit::Hour || clock.stop != Moment::Closed {
            let message = "The time limit of a stage counts days until it is 'closed'. Correct `unit` or `stop`, or take `timescale` out.";
            findings.error("timescale-shape", &format!("{}.timescale", item("clocks", index, &clock.id)), message);
        }
    }
    let mut twice: Vec<usize> = Vec::new();
    for (index, stage) in definition.stages.iter().enumerate() {
        for route in &stage.routes {
            let missing = check_route(definition, stage, *route, &mut twice, findings);
            if let Some(class) = missing {
                let message = format!(
                    "The route {} has no time limit here{class}. Set `timescale = true` on the clock that is its limit.",
                    word(route)
                );
                findings.error("timescale-missing", &format!("{}.routes", item("stages", index, &stage.id)), message);
            }
        }
    }
}

/// Tells every second limit once; and of which class, in words, there is none.
fn check_route(
    definition: &Definition,
    stage: &Stage,
    route: Route,
    twice: &mut Vec<usize>,
    findings: &mut Findings<'_>,
) -> Option<String> {
    let told = definition.clocks.iter().any(|clock| clock.timescale && !clock.classes.is_empty());
    let classes = definition.triage.iter().filter(|class| class.counts_as_failure);
    let mut missing = None;
    for (id, label) in classes.map(|class| (class.id.as_str(), class.label.as_str())) {
        let class = if told { format!(" for '{label}'") } else { String::new() };
        let runs = |clock: &ClockRule| clock.timescale && clock.runs_for(route, &stage.id, id);
        let mut limits = definition.clocks.iter().enumerate().filter(|(_, clock)| runs(clock));
        if limits.next().is_none() {
            missing.get_or_insert(class);
            continue;
        }
        for (index, second) in limits {
            if !twice.contains(&index) {
                twice.push(index);
                let message = format!(
                    "The route {} has a time limit already{class}. Take `timescale` out of one of the clocks.",
                    word(route)
                );
                findings.error("timescale-twice", &format!("{}.timescale", item("clocks", index, &second.id)), message);
            }
        }
    }
    missing
}
