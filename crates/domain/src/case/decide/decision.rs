//! The decision on a handling and on compensation (R38, R54, R55).

use super::check::{self, Fields, optional, required};
use super::{Context, not_barred, triaged_handling, working_handling};
use crate::case::command::Decide;
use crate::case::event::{Decided, Event, Fact};
use crate::case::refusal::{FieldError, Refusal, Rule};
use crate::case::state::{Agreement, Case, Compensation};
use crate::procedure::{Code, CodeFamily, Guard, Outcome, OutcomeEffect};

/// Most compensation that one decision can hold, in pence: ten million pounds.
const COMPENSATION_LIMIT_PENCE: u64 = 1_000_000_000;

/// Compensation was considered: none, or an amount with its basis and approver (R38).
pub fn compensation(ctx: &Context<'_>, case: &Case, decision: &Compensation) -> Result<Vec<Event>, Refusal> {
    working_handling(case)?;
    let decision = match decision {
        Compensation::None => Compensation::None,
        Compensation::Amount { pence, basis, approver } => {
            let mut fields = Fields::default();
            if *pence == 0 || *pence > COMPENSATION_LIMIT_PENCE {
                let message =
                    "Enter an amount of more than nothing and at most £10,000,000, or choose that none is due.";
                fields.push(FieldError::new("amount", "out-of-range", message));
            }
            let basis = fields.take(required("basis", basis, "what the amount is based on"));
            let approver = fields.take(check::staff(ctx, "approver", approver));
            let (basis, approver) = fields.finish(basis.zip(approver))?;
            Compensation::Amount { pence: *pence, basis, approver }
        }
    };
    Ok(vec![Fact::CompensationDecided { decision }.into()])
}

/// Decides the current handling. Until it is closed a decision may be given again; the last one stands.
pub fn decide(ctx: &Context<'_>, case: &Case, decide: &Decide) -> Result<Vec<Event>, Refusal> {
    let mut fields = Fields::default();
    let outcome = fields.take(outcome(ctx, &decide.outcome));
    let code = fields.take(code(ctx, decide.code.as_deref()));
    let finding = fields.take(optional("finding", decide.finding.as_deref()));
    let explanation = fields.take(optional("explanation", decide.explanation.as_deref()));
    let action_taken = fields.take(optional("action_taken", decide.action_taken.as_deref()));
    let (outcome, code, finding, explanation, action_taken) =
        fields.finish((|| Some((outcome?, code?, finding?, explanation?, action_taken?)))())?;

    let left_out = matches!(outcome.effect, OutcomeEffect::Withdrawn | OutcomeEffect::Reclassified);
    if outcome.effect == OutcomeEffect::Reclassified {
        not_barred(ctx, case, triaged_handling(case)?)?;
    } else {
        let handling = working_handling(case)?;
        not_barred(ctx, case, handling)?;
        if handling.owner.is_none() && handling.settled_at_first_contact.is_none() && !left_out {
            return Err(Rule::NoOwner.into());
        }
    }
    let agreement = if left_out { None } else { agreement(ctx, case, decide)? };
    contradictions(outcome, code, finding.as_deref(), agreement.as_ref())?;
    let decided = Decided {
        outcome: outcome.id.clone(),
        effect: outcome.effect,
        code: code.map(|code| code.id.clone()),
        finding,
        explanation,
        action_taken,
        agreement,
    };
    Ok(vec![Fact::Decided(Box::new(decided)).into()])
}

fn outcome<'a>(ctx: &Context<'a>, id: &str) -> Result<&'a Outcome, FieldError> {
    ctx.procedure.outcome(id).ok_or_else(|| {
        let known: Vec<&str> = ctx.procedure.outcomes.iter().map(|outcome| outcome.id.as_str()).collect();
        FieldError::new("outcome", "unknown", format!("Choose one of: {}.", known.join(", ")))
    })
}

fn code<'a>(ctx: &Context<'a>, id: Option<&str>) -> Result<Option<&'a Code>, FieldError> {
    let Some(id) = id.filter(|id| !id.is_empty()) else { return Ok(None) };
    match ctx.procedure.code(id) {
        Some(code) => Ok(Some(code)),
        None => {
            let known: Vec<&str> = ctx.procedure.codes.iter().map(|code| code.id.as_str()).collect();
            Err(FieldError::new("code", "unknown", format!("Choose exactly one of: {}.", known.join(", "))))
        }
    }
}

/// The agreement given with the decision; one given when it was settled at first contact stands for it.
fn agreement(ctx: &Context<'_>, case: &Case, decide: &Decide) -> Result<Option<Agreement>, Refusal> {
    match &decide.agreement {
        Some(given) => Ok(Some(check::agreement(ctx, case, given)?)),
        None => Ok(case
            .current()
            .and_then(|handling| handling.settled_at_first_contact.as_ref())
            .map(|settled| settled.agreement.clone())),
    }
}

/// What a decision cannot say at once.
fn contradictions(
    outcome: &Outcome,
    code: Option<&Code>,
    finding: Option<&str>,
    agreement: Option<&Agreement>,
) -> Result<(), Refusal> {
    let mut errors = Vec::new();
    let no_failure = code.is_some_and(|code| code.family == CodeFamily::NotAFailure);
    let reclassified = outcome.effect == OutcomeEffect::Reclassified;
    if let Some(code) = code.filter(|_| no_failure != reclassified) {
        let message = if reclassified {
            format!("'{}' says that it was a failure; reclassifying says that it was not.", code.label)
        } else {
            format!("'{}' says that it was no failure, so the outcome is that it is reclassified.", code.label)
        };
        errors.push(FieldError::new("code", "contradiction", message));
    }
    let found_fault = matches!(outcome.effect, OutcomeEffect::Upheld | OutcomeEffect::PartlyUpheld);
    if found_fault && finding.is_none() {
        errors.push(FieldError::new(
            "finding",
            "required",
            "Say what went wrong: the report tells it for each upheld case.",
        ));
    }
    if outcome.effect == OutcomeEffect::Resolved && matches!(agreement, Some(Agreement::NotAgreed { .. })) {
        let message = "'Resolved' means that the person agrees; choose whether it is upheld or not.";
        errors.push(FieldError::new("outcome", "contradiction", message));
    }
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors)) }
}

/// Whether the guard that asks for agreement is met.
pub fn has_agreement(case: &Case) -> bool {
    case.current().and_then(|handling| handling.decision.as_ref()).is_some_and(|decision| decision.agreement.is_some())
}

/// Whether a guard still holds: for a handling that is withdrawn or no failure, only the code does.
pub fn guard_applies(case: &Case, effect: Option<OutcomeEffect>, guard: Guard) -> bool {
    match effect {
        Some(OutcomeEffect::Withdrawn | OutcomeEffect::Reclassified) => guard == Guard::Code,
        _ => case.counts_as_failure() || guard == Guard::Code,
    }
}
