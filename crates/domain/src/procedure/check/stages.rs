//! Stages: one for each route, in an order that works, with steps for everything that closing waits for.

use super::{Findings, check_repeats, item, word};
use crate::procedure::{Definition, Guard, Route, Stage, StepKind};

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    let Some(first) = definition.stages.first() else {
        findings.error("no-stage", "stages", "The procedure has no stage. Add one with the route S1.");
        return;
    };
    let first_path = format!("{}.routes", item("stages", 0, &first.id));
    if !first.routes.contains(&Route::S1) {
        findings.error(
            "first-stage-without-s1",
            &first_path,
            "Complaints enter at the first stage. Give it the route S1.",
        );
    }
    if first.routes.contains(&Route::Esc) {
        let message = "ESC comes up from the stage before, and this is the first. Move ESC to a later stage.";
        findings.error("escalation-at-first-stage", &first_path, message);
    }
    check_routes(definition, findings);
    for (index, stage) in definition.stages.iter().enumerate() {
        let path = item("stages", index, &stage.id);
        check_steps(definition, stage, &path, findings);
        check_guards(definition, stage, &path, findings);
    }
}

fn check_routes(definition: &Definition, findings: &mut Findings<'_>) {
    let mut taken: Vec<Route> = Vec::new();
    for (index, stage) in definition.stages.iter().enumerate() {
        let path = format!("{}.routes", item("stages", index, &stage.id));
        if stage.routes.is_empty() {
            findings.error(
                "stage-without-route",
                &path,
                "No complaint can come to this stage. Give it a route, or delete it.",
            );
        }
        for (position, route) in stage.routes.iter().enumerate() {
            if taken.contains(route) {
                let message = format!(
                    "The route {} leads to a stage already. Each route leads to one stage: delete it here or there.",
                    word(route)
                );
                findings.error("route-twice", &format!("{path}[{position}]"), message);
            }
            taken.push(*route);
        }
    }
}

fn check_steps(definition: &Definition, stage: &Stage, path: &str, findings: &mut Findings<'_>) {
    let mut kinds: Vec<StepKind> = Vec::new();
    for (position, step) in stage.steps.iter().enumerate() {
        let at = format!("{path}.steps[{position}]");
        if kinds.contains(&step.kind) {
            let message =
                format!("The stage has two steps of the kind '{}'. Join them, or delete one.", word(step.kind));
            findings.error("step-twice", &format!("{at}.kind"), message);
        }
        kinds.push(step.kind);
        if !definition.parts.iter().any(|part| part.id == step.part) {
            let message =
                format!("There is no part '{}' to open from this step. Add the part, or correct the name.", step.part);
            findings.error("unknown-part", &format!("{at}.part"), message);
        }
    }
    if !kinds.contains(&StepKind::Close) {
        findings.error(
            "stage-never-closes",
            &format!("{path}.steps"),
            "The stage has no step of the kind 'close'. Add one.",
        );
    }
    if stage.first_contact && !kinds.contains(&StepKind::FirstContact) {
        let message = "Settling at first contact is allowed here, but there is no step of the kind 'first-contact'. Add it, or take `first_contact` out.";
        findings.error("first-contact-without-step", &format!("{path}.first_contact"), message);
    }
}

fn check_guards(definition: &Definition, stage: &Stage, path: &str, findings: &mut Findings<'_>) {
    let closing = format!("{path}.closing");
    check_repeats(findings, &closing, &stage.closing);
    for (position, guard) in stage.closing.iter().enumerate() {
        let at = format!("{closing}[{position}]");
        let steps = steps_for(*guard);
        if !steps.is_empty() && !stage.steps.iter().any(|step| steps.contains(&step.kind)) {
            let names = steps.iter().map(|kind| format!("'{}'", word(kind))).collect::<Vec<_>>().join(" or ");
            let message = format!(
                "Closing waits for '{}', but the stage has no step {names} in which it is done. Add the step, or delete the guard.",
                word(guard)
            );
            findings.error("guard-without-step", &at, message);
        }
    }
    if stage.closing.contains(&Guard::WrittenReplySent) && !stage.closing.contains(&Guard::WrittenReplyAsked) {
        let message = "A written reply can only be wanted if it was asked about. Add 'written-reply-asked'.";
        findings.error("guard-without-question", &closing, message);
    }
    if stage.closing.contains(&Guard::Code) && definition.codes.is_empty() {
        findings.error(
            "guard-without-codes",
            &closing,
            "Closing waits for a decision code, and there is none. Add codes, or delete the guard.",
        );
    }
}

/// The steps in one of which a guard is met; empty where it needs none of its own.
fn steps_for(guard: Guard) -> &'static [StepKind] {
    match guard {
        Guard::Contact => &[StepKind::Contact, StepKind::FirstContact],
        Guard::PlanDone => &[StepKind::Plan],
        Guard::WrittenReplyAsked | Guard::WrittenReplySent => &[StepKind::Reply],
        Guard::Agreement | Guard::Compensation | Guard::Code => &[],
    }
}
