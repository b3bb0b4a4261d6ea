//! Stages: each can be reached and leads on, by routes and steps that work.

use super::{Findings, item, word};
use crate::procedure::{Definition, Route, Stage, StepKind};

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
    if first.independent {
        let message = "There is no stage before the first that it could be independent of. Delete `independent`, or move it to a later stage.";
        findings.error("independent-of-nothing", &format!("{}.independent", item("stages", 0, &first.id)), message);
    }
    check_routes(definition, findings);
    check_ways(definition, findings);
    for (index, stage) in definition.stages.iter().enumerate() {
        check_steps(definition, stage, &item("stages", index, &stage.id), findings);
    }
}

fn check_routes(definition: &Definition, findings: &mut Findings<'_>) {
    let mut taken: Vec<Route> = Vec::new();
    for (index, stage) in definition.stages.iter().enumerate() {
        let path = format!("{}.routes", item("stages", index, &stage.id));
        for (position, route) in stage.routes.iter().enumerate() {
            // One moves up from stage to stage, but enters at one place; nothing is named twice at one stage.
            let earlier = if *route == Route::Esc { stage.routes.get(..position).unwrap_or_default() } else { &taken };
            if earlier.contains(route) {
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

/// Every stage after the first has a way in, and every stage before the last a way on.
fn check_ways(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, stage) in definition.stages.iter().enumerate() {
        let path = format!("{}.routes", item("stages", index, &stage.id));
        if index > 0 && stage.routes.iter().all(|route| *route == Route::S1) {
            let message = "No complaint can come to this stage. Give it ESC, to come from the stage before, or S2, to enter directly; or delete it.";
            findings.error("stage-without-route", &path, message);
        }
        let mut later = definition.stages.iter().skip(index + 1).peekable();
        if later.peek().is_some() && !later.any(|stage| stage.routes.contains(&Route::Esc)) {
            let message = "There are stages after this one, and nobody can ask for them from here. Give a later stage ESC, or delete them.";
            findings.error("stage-leads-nowhere", &path, message);
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
