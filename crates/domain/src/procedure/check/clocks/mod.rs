//! Clocks: each can start and then stop, counts what its unit can count, and every handling has one time limit.

mod counting;
mod fallback;
mod moving;
mod order;
mod timescales;

use super::{Findings, check_repeats, item, word};
use crate::procedure::{ClockRule, Definition, Moment, Route, Stage};

/// Two years of working days.
const MOST_DAYS: u32 = 520;

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, clock) in definition.clocks.iter().enumerate() {
        let path = item("clocks", index, &clock.id);
        counting::check(clock, &path, findings);
        moving::check(definition, clock, &path, findings);
        check_places(definition, clock, &path, findings);
        order::check(definition, clock, &path, findings);
        fallback::check(definition, clock, &path, findings);
        check_satisfied_by(clock, &path, findings);
    }
    timescales::check(definition, findings);
}

/// The stages and routes at which a clock runs.
fn places<'d>(definition: &'d Definition, clock: &ClockRule) -> impl Iterator<Item = (&'d Stage, Route)> {
    let kept_to = |stage: &&Stage| clock.stages.is_empty() || clock.stages.contains(&stage.id);
    let stages = definition.stages.iter().filter(kept_to);
    stages.flat_map(|stage| {
        stage.routes.iter().filter(|route| clock.routes.contains(route)).map(move |route| (stage, *route))
    })
}

fn check_places(definition: &Definition, clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    let routes = format!("{path}.routes");
    if clock.routes.is_empty() {
        findings.error("clock-without-route", &routes, "The clock never runs. Give it a route, or delete it.");
    }
    check_repeats(findings, &routes, &clock.routes);
    check_repeats(findings, &format!("{path}.stages"), &clock.stages);
    check_repeats(findings, &format!("{path}.classes"), &clock.classes);
    for (position, route) in clock.routes.iter().enumerate() {
        if !places(definition, clock).any(|(_, used)| used == *route) {
            let message =
                format!("No stage it runs at has the route {}. Delete it here, or give it to a stage.", word(route));
            findings.error("clock-route-unused", &format!("{routes}[{position}]"), message);
        }
    }
    for (position, id) in clock.stages.iter().enumerate() {
        let at = format!("{path}.stages[{position}]");
        if !definition.stages.iter().any(|stage| stage.id == *id) {
            let message = format!("There is no stage '{id}'. Correct the name, or delete it.");
            findings.error("unknown-stage", &at, message);
        } else if !places(definition, clock).any(|(stage, _)| stage.id == *id) {
            let message =
                format!("None of the clock's routes leads to the stage '{id}'. Add one, or delete the stage here.");
            findings.error("clock-stage-unused", &at, message);
        }
    }
    for (position, id) in clock.classes.iter().enumerate() {
        if !definition.triage.iter().any(|class| class.id == *id) {
            let message = format!("There is no triage class '{id}'. Correct the name, or delete it.");
            findings.error("unknown-class", &format!("{path}.classes[{position}]"), message);
        }
    }
}

fn check_satisfied_by(clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    let at = format!("{path}.satisfied_by");
    check_repeats(findings, &at, &clock.satisfied_by);
    if clock.satisfied_by.is_empty() == (clock.stop == Moment::Contacted) {
        let message = "A clock names the means of contact that satisfy it exactly if it stops when 'contacted'. Add or delete `satisfied_by`.";
        findings.error("satisfied-by", &at, message);
    }
}
