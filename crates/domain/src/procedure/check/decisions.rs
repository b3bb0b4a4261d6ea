//! Triage classes, outcomes and decision codes: enough of them to decide a case, and in step with one another.

use super::{Findings, item};
use crate::procedure::{CodeFamily, Definition, OutcomeEffect};

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    if !definition.triage.iter().any(|class| class.counts_as_failure) {
        let message =
            "No class counts as a failure, so nothing would ever be handled. Set `counts_as_failure = true` on one.";
        findings.error("no-failure-class", "triage", message);
    }
    if !definition.outcomes.iter().any(|outcome| decides(outcome.effect)) {
        let message =
            "No outcome decides a case. Add one whose effect is 'upheld', 'partly-upheld', 'not-upheld' or 'resolved'.";
        findings.error("no-deciding-outcome", "outcomes", message);
    }
    check_reclassified(definition, findings);
}

fn decides(effect: OutcomeEffect) -> bool {
    match effect {
        OutcomeEffect::Upheld | OutcomeEffect::PartlyUpheld | OutcomeEffect::NotUpheld | OutcomeEffect::Resolved => {
            true
        }
        OutcomeEffect::Withdrawn | OutcomeEffect::Reclassified => false,
    }
}

/// A code that says "not a failure" and the outcome that takes the case out of the figures need each other (R55).
fn check_reclassified(definition: &Definition, findings: &mut Findings<'_>) {
    let mut codes = definition.codes.iter().enumerate().filter(|(_, code)| code.family == CodeFamily::NotAFailure);
    let mut outcomes =
        definition.outcomes.iter().enumerate().filter(|(_, outcome)| outcome.effect == OutcomeEffect::Reclassified);
    match (codes.next(), outcomes.next()) {
        (Some((index, code)), None) => {
            let message = format!(
                "The code '{}' is of the family 'not_a_failure', but no outcome has the effect 'reclassified'. Add that outcome, or change the family.",
                code.id
            );
            findings.error("family-without-outcome", &format!("{}.family", item("codes", index, &code.id)), message);
        }
        (None, Some((index, outcome))) => {
            let message = format!(
                "The outcome '{}' reclassifies, but no code is of the family 'not_a_failure'. Add such a code, or delete the outcome.",
                outcome.id
            );
            findings.error(
                "outcome-without-family",
                &format!("{}.effect", item("outcomes", index, &outcome.id)),
                message,
            );
        }
        _ => {}
    }
}
