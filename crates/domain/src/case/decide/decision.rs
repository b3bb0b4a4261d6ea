//! The decision on a handling (R54, R55).

use super::check::{self, Fields, optional};
use super::{Context, clocks, considered, not_barred, points, review, triaged_handling, working_handling};
use crate::case::clock::ClockChange;
use crate::case::event::{Event, Fact};
use crate::case::matter::effect_of_points;
use crate::case::order::Decide;
use crate::case::payload::Decided;
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::{Agreement, Case, Handling};
use crate::procedure::{Code, CodeFamily, Moment, Outcome, OutcomeEffect};
use crate::words::Word;

/// Decides the current handling. Until it is closed a decision may be given again; the last one stands.
pub fn decide(ctx: &Context<'_>, case: &Case, decide: &Decide) -> Result<Vec<Event>, Refusal> {
    let mut fields = Fields::default();
    let outcome = fields.take(outcome(ctx, &decide.outcome));
    let code = fields.take(code(ctx, decide.code.as_deref()));
    let finding = fields.take(optional("finding", decide.finding.as_deref()));
    let explanation = fields.take(optional("explanation", decide.explanation.as_deref()));
    let action_taken = fields.take(optional("action_taken", decide.action_taken.as_deref()));
    let outcome_reason = fields.take(optional("outcome_reason", decide.outcome_reason.as_deref()));
    let remedies = fields.take(check::known("remedies", &decide.remedies, &ctx.procedure.remedies));
    let considered = considered::check(ctx, &decide.considered, &mut fields);
    let told = (|| Some((finding?, explanation?, action_taken?, outcome_reason?)))();
    let (outcome, code, told, remedies, considered) =
        fields.finish((|| Some((outcome?, code?, told?, remedies?, considered?)))())?;
    let (finding, explanation, action_taken, outcome_reason) = told;

    let handling = to_decide(ctx, case, outcome.effect)?;
    let left_out = outcome.effect.is_left_out();
    if !left_out {
        points::all_decided(&case.points)?;
        review::allows(ctx, case, handling, &outcome.id)?;
    }
    let agreement = if left_out { None } else { agreement(ctx, case, decide)? };
    contradictions(outcome, code, finding.as_deref(), agreement.as_ref())?;
    follows_from_points(ctx, case, outcome, outcome_reason.as_deref())?;
    let decided = Decided {
        outcome: outcome.id.clone(),
        effect: outcome.effect,
        code: code.map(|code| code.id.clone()),
        finding,
        explanation,
        action_taken,
        agreement,
        considered,
        remedies,
        outcome_reason,
    };
    let clocks = if left_out { Vec::new() } else { moved(ctx, case, handling)? };
    Ok(vec![Event { fact: Fact::Decided(Box::new(decided)), clocks }])
}

/// The current handling, if it can be decided with this effect by whoever gives the command.
pub fn to_decide<'a>(ctx: &Context<'_>, case: &'a Case, effect: OutcomeEffect) -> Result<&'a Handling, Refusal> {
    let is_open = if effect == OutcomeEffect::Reclassified { triaged_handling } else { working_handling };
    let handling = is_open(case)?;
    not_barred(ctx, case, handling)?;
    let in_hand = handling.owner.is_some() || handling.settled_at_first_contact.is_some();
    if in_hand || effect.is_left_out() { Ok(handling) } else { Err(Rule::NoOwner.into()) }
}

fn moved(ctx: &Context<'_>, case: &Case, handling: &Handling) -> Result<Vec<ClockChange>, Refusal> {
    clocks::happened(ctx, case, handling, Moment::Decided, ctx.now, ctx.today()).map_err(uncountable("outcome"))
}

/// The procedure's outcome of this id.
pub fn outcome<'a>(ctx: &Context<'a>, id: &str) -> Result<&'a Outcome, FieldError> {
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
    if outcome.effect.is_fault() && finding.is_none() {
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

/// Where the points lead to another outcome, there is a reason for this one.
fn follows_from_points(
    ctx: &Context<'_>,
    case: &Case,
    outcome: &Outcome,
    reason: Option<&str>,
) -> Result<(), FieldError> {
    let follows = effect_of_points(ctx.procedure, &case.points);
    let Some(effect) = follows.filter(|effect| *effect != outcome.effect && !outcome.effect.is_left_out()) else {
        return Ok(());
    };
    if reason.is_some() {
        return Ok(());
    }
    let named = ctx.procedure.outcomes.iter().find(|outcome| outcome.effect == effect);
    let named = named.map_or(effect.label(), |outcome| outcome.label.as_str());
    let message = format!("From the findings on the points it follows that this is '{named}': say why it is not.");
    Err(FieldError::new("outcome_reason", "required", message))
}
