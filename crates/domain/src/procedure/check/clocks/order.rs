//! Starts and stops: wherever a clock runs both come, and the stop can come after the start.

use super::{Findings, places, word};
use crate::procedure::{ClockRule, Definition, Moment, Route, Stage, StepKind};

pub(super) fn check(definition: &Definition, clock: &ClockRule, path: &str, findings: &mut Findings<'_>) {
    if clock.start == clock.stop || !can_follow(clock.stop, clock.start) {
        let message = format!(
            "A clock that starts when '{}' cannot stop when '{}', which comes no later. Choose a later moment.",
            word(clock.start),
            word(clock.stop)
        );
        findings.error("clock-order", &format!("{path}.stop"), message);
    }
    for (stage, route) in places(definition, clock) {
        for (field, moment) in [("start", clock.start), ("stop", clock.stop)] {
            if !comes(moment, route, stage) {
                let message = format!(
                    "On the route {} nothing is ever '{}' at '{}'. Add the step that does it to the stage, or choose another moment.",
                    word(route),
                    word(moment),
                    stage.label
                );
                findings.error("clock-moment-never-comes", &format!("{path}.{field}"), message);
            }
        }
    }
    if clock.repeats && (clock.timescale || matches!(clock.stop, Moment::Closed | Moment::LearningCompleted)) {
        let message = "What repeats goes on until the handling closes, so it is no time limit and its stop comes before. Delete `repeats`, or choose another stop.";
        findings.error("repeats", &format!("{path}.repeats"), message);
    }
}

fn can_follow(stop: Moment, start: Moment) -> bool {
    let (_, latest_stop) = span(stop);
    let (earliest_start, _) = span(start);
    latest_stop > 0 && latest_stop >= earliest_start
}

/// When in a handling a moment comes, at the earliest and at the latest; moments of overlapping times come in either order.
fn span(moment: Moment) -> (u8, u8) {
    match moment {
        Moment::Received | Moment::EscalationRequested => (0, 0),
        Moment::HandedOver | Moment::Contacted | Moment::Acknowledged | Moment::FilterDecided => (1, 1),
        Moment::PanelMet => (2, 2),
        Moment::ReferredToBoard | Moment::Updated => (1, 4),
        Moment::PlanAgreed => (2, 4),
        Moment::Decided => (3, 4),
        Moment::ResponseSent => (4, 4),
        Moment::Closed => (5, 5),
        // A plan may be carried out after the handling is closed (R68).
        Moment::PlanDone => (3, 6),
        Moment::LearningCompleted => (6, 6),
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
        Moment::FilterDecided => has(StepKind::Filter),
        Moment::PanelMet => has(StepKind::Panel),
        Moment::ReferredToBoard => has(StepKind::Board),
        Moment::PlanAgreed | Moment::PlanDone => has(StepKind::Plan),
        Moment::ResponseSent => has(StepKind::Reply),
        Moment::Closed => has(StepKind::Close),
        Moment::LearningCompleted => has(StepKind::Learn),
        // Nothing closes undecided, and the person can be told at any time.
        Moment::Decided | Moment::Updated => true,
    }
}
