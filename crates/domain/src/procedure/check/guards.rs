//! What closing waits for, and what a stage has steps for: each guard can be met, and each step has its rules.

use super::{Findings, check_repeats, item, word};
use crate::procedure::{Definition, Guard, OutcomeEffect, Stage, StepKind, Written};

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, stage) in definition.stages.iter().enumerate() {
        let path = item("stages", index, &stage.id);
        check_steps_of_guards(stage, &path, findings);
        check_needs(definition, stage, &path, findings);
        check_written(definition, stage, &path, findings);
        check_rules(stage, &path, findings);
        check_waits(stage, &path, findings);
    }
}

fn check_steps_of_guards(stage: &Stage, path: &str, findings: &mut Findings<'_>) {
    let closing = format!("{path}.closing");
    check_repeats(findings, &closing, &stage.closing);
    for (position, guard) in stage.closing.iter().enumerate() {
        let steps = steps_for(*guard);
        if !steps.is_empty() && !steps.iter().any(|kind| has_step(stage, *kind)) {
            let names = steps.iter().map(|kind| format!("'{}'", word(kind))).collect::<Vec<_>>().join(" or ");
            let message = format!(
                "Closing waits for '{}', but the stage has no step {names} in which it is done. Add the step, or delete the guard.",
                word(guard)
            );
            findings.error("guard-without-step", &format!("{closing}[{position}]"), message);
        }
    }
}

/// The steps in one of which a guard is met; empty where it needs none of its own.
fn steps_for(guard: Guard) -> &'static [StepKind] {
    match guard {
        Guard::Contact => &[StepKind::Contact, StepKind::FirstContact],
        Guard::PlanDone | Guard::PlanAgreed => &[StepKind::Plan],
        Guard::WrittenReplyAsked | Guard::WrittenReplySent => &[StepKind::Reply],
        Guard::Filter => &[StepKind::Filter],
        Guard::Panel => &[StepKind::Panel],
        Guard::DecisionConfirmed => &[StepKind::Confirm],
        Guard::Agreement | Guard::Compensation | Guard::Code | Guard::Evidence | Guard::Apology => &[],
    }
}

/// What a guard needs of the procedure beside a step.
fn check_needs(definition: &Definition, stage: &Stage, path: &str, findings: &mut Findings<'_>) {
    let has_outcome = |effect: OutcomeEffect| definition.outcomes.iter().any(|outcome| outcome.effect == effect);
    let finds_fault = has_outcome(OutcomeEffect::Upheld) || has_outcome(OutcomeEffect::PartlyUpheld);
    let needs = [
        (
            Guard::Code,
            !definition.codes.is_empty(),
            "guard-without-codes",
            "a decision code, and there is none. Add codes",
        ),
        (
            Guard::Evidence,
            !definition.evidence.is_empty(),
            "guard-without-evidence",
            "evidence, and `evidence` lists no kind of it. Add kinds",
        ),
        (
            Guard::Apology,
            finds_fault,
            "guard-without-fault",
            "an apology where fault was found, and no outcome finds any. Add an outcome with the effect 'upheld'",
        ),
        (
            Guard::Filter,
            stage.filter.is_some(),
            "guard-without-filter",
            "the filter, and the stage has none. Add `filter`",
        ),
        (Guard::Panel, stage.panel.is_some(), "guard-without-panel", "the panel, and the stage has none. Add `panel`"),
    ];
    for (guard, is_there, code, missing) in needs {
        if stage.closing.contains(&guard) && !is_there {
            let message = format!("Closing waits for {missing}, or delete the guard '{}'.", word(guard));
            findings.error(code, &format!("{path}.closing"), message);
        }
    }
}

fn check_written(definition: &Definition, stage: &Stage, path: &str, findings: &mut Findings<'_>) {
    let waits = |guard: Guard| stage.closing.contains(&guard);
    let on_request = definition.response.written == Written::OnRequest;
    if on_request && waits(Guard::WrittenReplySent) && !waits(Guard::WrittenReplyAsked) {
        let message = "A written reply can only be wanted if it was asked about. Add 'written-reply-asked', or set `response.written` to 'always'.";
        findings.error("guard-without-question", &format!("{path}.closing"), message);
    }
}

/// The filter, the panel and the board each have a step in which they act, and no such step is without them.
fn check_rules(stage: &Stage, path: &str, findings: &mut Findings<'_>) {
    let rules = [
        ("filter", StepKind::Filter, stage.filter.is_some()),
        ("panel", StepKind::Panel, stage.panel.is_some()),
        ("board", StepKind::Board, stage.board.is_some()),
    ];
    for (name, kind, is_there) in rules {
        let position = stage.steps.iter().position(|step| step.kind == kind);
        match (position, is_there) {
            (Some(position), false) => {
                let message = format!(
                    "There is a step of the kind '{name}', but the stage has no `{name}`. Say who it is and what it decides, or delete the step."
                );
                findings.error("step-without-rules", &format!("{path}.steps[{position}].kind"), message);
            }
            (None, true) => {
                let message = format!(
                    "The stage has a `{name}`, but no step of the kind '{name}' in which it acts. Add the step, or delete `{name}`."
                );
                findings.error("rules-without-step", &format!("{path}.{name}"), message);
            }
            _ => {}
        }
    }
}

/// Closing waits for what the stage has a step for.
fn check_waits(stage: &Stage, path: &str, findings: &mut Findings<'_>) {
    let guarded = [
        (StepKind::Filter, Guard::Filter, "filter-without-guard", "R61"),
        (StepKind::Panel, Guard::Panel, "panel-without-guard", "R59"),
        (StepKind::Confirm, Guard::DecisionConfirmed, "confirm-without-guard", "R67"),
    ];
    for (kind, guard, code, requirement) in guarded {
        if has_step(stage, kind) && !stage.closing.contains(&guard) {
            let message = format!(
                "The stage has a step of the kind '{}', but closing does not wait for it. Add '{}' to `closing`, unless it is optional.",
                word(kind),
                word(guard)
            );
            findings.warning(code, &format!("{path}.closing"), requirement, message);
        }
    }
}

fn has_step(stage: &Stage, kind: StepKind) -> bool {
    stage.steps.iter().any(|step| step.kind == kind)
}
