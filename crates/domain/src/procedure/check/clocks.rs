//! Clocks: each can start and then stop, counts what its unit can count, and every route has its time limit.

use super::{Findings, check_repeats, item, word};
use crate::procedure::{ClockRule, Definition, Moment, Route, Stage, StartRule, StepKind, Unit};

/// Two years of working days.
const MOST_DAYS: u32 = 520;
/// A year of hours.
const MOST_HOURS: u32 = 8760;

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, clock) in definition.clocks.iter().enumerate() {
        let path = item("clocks", index, &clock.id);
        check_length(clock, &path, findings);
        check_timescale_shape(clock, &path, findings);
        check_order(clock, &path, findings);
        check_routes(definition, clock, &path, findings);
        check_repeats(findings, &format!("{path}.satisfied_by"), &clock.satisfied_by);
        if clock.satisfied_by.is_empty() == (clock.stop == Moment::Contacted) {
            let message = "A clock names the means of contact that satisfy it exactly if it stops when 'contacted'. Add or delete `satisfied_by`.";
            findings.error("satisfied-by", &format!("{path}.satisfied_by"), message);
        }
    }
    check_timescales(definition, findings);
}

fn check_length(clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    let (most, unit) = match clock.unit {
        Unit::WorkingDay => (MOST_DAYS, "working days"),
        Unit::Hour => (MOST_HOURS, "hours"),
    };
    if clock.length == 0 || clock.length > most {
        let message = format!("A clock cannot run for {} {unit}. Give it 1 to {most}.", clock.length);
        findings.error("clock-length", &format!("{path}.length"), message);
    }
    if clock.early_target.is_some_and(|early| early == 0 || early >= clock.length) {
        let message = "A date to aim for comes before the due date. Make it at least 1 and less than `length`.";
        findings.error("early-target", &format!("{path}.early_target"), message);
    }
    if (clock.start_rule == StartRule::Instant) != (clock.unit == Unit::Hour) {
        let message = "Hours run from the instant, working days from a day. Use 'instant' with hours, 'same-day' or 'day-after' with working days.";
        findings.error("start-rule-unit", &format!("{path}.start_rule"), message);
    }
}

fn check_timescale_shape(clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    if clock.timescale && (clock.unit != Unit::WorkingDay || clock.stop != Moment::Closed) {
        let message = "The time limit of a stage counts working days until it is 'closed'. Correct `unit` or `stop`, or take `timescale` out.";
        findings.error("timescale-shape", &format!("{path}.timescale"), message);
    }
    let Some(extension) = clock.extension else { return };
    let at = format!("{path}.extension");
    if !clock.timescale {
        findings.error(
            "extension-without-timescale",
            &at,
            "Only the time limit of a stage can be extended. Delete `extension`, or set `timescale`.",
        );
    }
    if extension.max == 0 || extension.max > MOST_DAYS {
        let message = format!("An extension cannot be of {} working days. Give it 1 to {MOST_DAYS}.", extension.max);
        findings.error("extension-length", &at, message);
    }
}

/// A clock must be able to stop after it has started.
fn check_order(clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    if clock.start == clock.stop || rank(clock.stop) < rank(clock.start) || rank(clock.stop) == 0 {
        let message = format!(
            "A clock that starts when '{}' cannot stop when '{}', which comes no later. Choose a later moment.",
            word(clock.start),
            word(clock.stop)
        );
        findings.error("clock-order", &format!("{path}.stop"), message);
    }
}

/// Moments that can come in either order have the same rank.
fn rank(moment: Moment) -> u8 {
    match moment {
        Moment::Received | Moment::EscalationRequested => 0,
        Moment::HandedOver | Moment::Contacted | Moment::Acknowledged => 1,
        Moment::PlanAgreed => 2,
        Moment::PlanDone => 3,
        Moment::Closed => 4,
        Moment::LearningCompleted => 5,
    }
}

fn check_routes(definition: &Definition, clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    let routes = format!("{path}.routes");
    if clock.routes.is_empty() {
        findings.error("clock-without-route", &routes, "The clock never runs. Give it a route, or delete it.");
    }
    check_repeats(findings, &routes, &clock.routes);
    for (position, route) in clock.routes.iter().enumerate() {
        let Some(stage) = definition.stages.iter().find(|stage| stage.routes.contains(route)) else {
            let message = format!("No stage has the route {}. Delete it here, or give it to a stage.", word(route));
            findings.error("clock-route-unused", &format!("{routes}[{position}]"), message);
            continue;
        };
        for (field, moment) in [("start", clock.start), ("stop", clock.stop)] {
            if !comes(moment, *route, stage) {
                let message = format!(
                    "On the route {} nothing is ever '{}'. Add the step that does it to the stage, or choose another moment.",
                    word(route),
                    word(moment)
                );
                findings.error("clock-moment-never-comes", &format!("{path}.{field}"), message);
            }
        }
    }
}

/// Whether a handling that came by this route to this stage ever has this moment.
fn comes(moment: Moment, route: Route, stage: &Stage) -> bool {
    let has = |kind: StepKind| stage.steps.iter().any(|step| step.kind == kind);
    match moment {
        Moment::Received => route != Route::Esc,
        Moment::EscalationRequested => route == Route::Esc,
        Moment::HandedOver => has(StepKind::HandOver),
        Moment::Contacted => has(StepKind::Contact) || has(StepKind::FirstContact),
        Moment::Acknowledged => has(StepKind::Acknowledge),
        Moment::PlanAgreed | Moment::PlanDone => has(StepKind::Plan),
        Moment::Closed => has(StepKind::Close),
        Moment::LearningCompleted => has(StepKind::Learn),
    }
}

/// Every route that is used has exactly one time limit, by which the report measures it (R93).
fn check_timescales(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, stage) in definition.stages.iter().enumerate() {
        for route in &stage.routes {
            let limits = definition
                .clocks
                .iter()
                .enumerate()
                .filter(|(_, clock)| clock.timescale && clock.routes.contains(route));
            let mut limits = limits.map(|(index, clock)| item("clocks", index, &clock.id));
            if limits.next().is_none() {
                let message = format!(
                    "The route {} has no time limit. Set `timescale = true` on the clock that is its limit.",
                    word(route)
                );
                findings.error("timescale-missing", &format!("{}.routes", item("stages", index, &stage.id)), message);
            }
            for second in limits {
                let message = format!(
                    "The route {} has a time limit already. Take `timescale` out of one of the clocks.",
                    word(route)
                );
                findings.error("timescale-twice", &format!("{second}.timescale"), message);
            }
        }
    }
}
