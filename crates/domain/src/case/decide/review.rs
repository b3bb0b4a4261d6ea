//! A review: whether it goes ahead (R61), and which outcomes it then leaves open.

use super::check::{self, Fields, required};
use super::{Context, clocks, decision, stage_of, working_handling};
use crate::case::eligibility::{self, Ineligible};
use crate::case::event::{Event, Fact};
use crate::case::panel::{FilterDecision, Standing, standing};
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::{Case, Handling};
use crate::procedure::{Moment, Outcome, OutcomeEffect, Stage};
use crate::staff::Staff;

/// Says whether the review goes ahead, which is for the holders of the filter's roles (R61). It can be said again until the
/// panel sits.
pub fn filter(
    ctx: &Context<'_>,
    case: &Case,
    accept: bool,
    tests: &[String],
    reason: &str,
) -> Result<Vec<Event>, Refusal> {
    let (handling, stage) = undecided(ctx, case)?;
    let rule = stage.filter.as_ref().ok_or_else(|| Rule::NoFilter { stage: stage.label.clone() })?;
    if handling.panel.is_some() {
        return Err(Rule::FilterSettled { since: "the panel sits" }.into());
    }
    if standing(stage, handling) == Standing::BeforeBoard {
        return Err(Rule::BeforeBoard.into());
    }
    let decider = ctx.by.user().and_then(|actor| ctx.staffing.find(actor));
    let decider =
        decider.ok_or_else(|| Rule::NotPermitted { need: "it is for those who decide on reviews".to_owned() })?;
    eligible(decider, eligibility::against_filtering(ctx.procedure, case, stage, decider))?;

    let mut fields = Fields::default();
    let tests = fields.take(check::known("tests", tests, &rule.tests));
    let reason = fields.take(required("reason", reason, "why the review goes ahead, or why not"));
    let (tests, reason) = fields.finish(tests.zip(reason))?;
    if accept && tests.is_empty() {
        let message = "A review goes ahead where it is of value: choose for whom.";
        return Err(FieldError::new("tests", "required", message).into());
    }
    if !accept && !tests.is_empty() {
        let message = "A review that is of value goes ahead: where it is declined, choose none of these.";
        return Err(FieldError::new("tests", "contradiction", message).into());
    }
    let clocks = clocks::happened(ctx, case, handling, Moment::FilterDecided, ctx.now, ctx.today())
        .map_err(uncountable("reason"))?;
    Ok(vec![Event { fact: Fact::FilterDecided(FilterDecision { accept, tests, reason }), clocks }])
}

/// Whether filter, panel and board let the handling be decided with this outcome. Where the review was declined nothing new
/// was looked into, so no new fault can be found: it is not upheld, or what the stage before decided stands (R61).
pub fn allows(ctx: &Context<'_>, case: &Case, handling: &Handling, outcome: &str) -> Result<(), Refusal> {
    let Some(stage) = stage_of(ctx, handling) else { return Ok(()) };
    let verdict = match standing(stage, handling) {
        Standing::Free => return Ok(()),
        Standing::Declined if stands_after_decline(ctx, case, handling, outcome) => return Ok(()),
        Standing::Decided(verdict) if verdict.outcome == outcome => return Ok(()),
        Standing::Decided(verdict) => verdict,
        standing => return Err(waits_for(&standing).into()),
    };
    let label =
        ctx.procedure.outcome(&verdict.outcome).map_or(verdict.outcome.clone(), |outcome| outcome.label.clone());
    Err(Rule::AgainstVerdict { outcome: label }.into())
}

fn stands_after_decline(ctx: &Context<'_>, case: &Case, handling: &Handling, outcome: &str) -> bool {
    let before = case.handlings.iter().rev().find(|other| other.number < handling.number);
    let decided_before = before.and_then(|before| before.decision.as_ref());
    let no_fault = ctx.procedure.outcome(outcome).is_some_and(|outcome| outcome.effect == OutcomeEffect::NotUpheld);
    no_fault || decided_before.is_some_and(|decided| decided.outcome == outcome)
}

/// The rule that stands against going on with a review that is not decided.
fn waits_for(standing: &Standing) -> Rule {
    match standing {
        Standing::AwaitsFilter => Rule::FilterPending,
        Standing::Declined => Rule::ReviewDeclined,
        Standing::NotConvened => Rule::NotConvened,
        Standing::Awaits(open) => Rule::PanelPending { open: *open },
        Standing::Tied => Rule::PanelTied,
        Standing::BeforeBoard => Rule::BeforeBoard,
        Standing::Free | Standing::Decided(_) => Rule::AlreadyDecided,
    }
}

/// The current handling with its stage, where work is done and nothing is decided.
pub(super) fn undecided<'a>(ctx: &Context<'a>, case: &'a Case) -> Result<(&'a Handling, &'a Stage), Refusal> {
    let handling = working_handling(case)?;
    if handling.decision.is_some() {
        return Err(Rule::AlreadyDecided.into());
    }
    let stage = stage_of(ctx, handling).ok_or(Rule::NotConvened)?;
    Ok((handling, stage))
}

/// As [`undecided`], past the filter: the state in which panel and board are at work.
pub(super) fn under_review<'a>(ctx: &Context<'a>, case: &'a Case) -> Result<(&'a Handling, &'a Stage), Refusal> {
    let (handling, stage) = undecided(ctx, case)?;
    match standing(stage, handling) {
        waiting @ (Standing::AwaitsFilter | Standing::Declined) => Err(waits_for(&waiting).into()),
        _ => Ok((handling, stage)),
    }
}

/// The procedure's outcome of this id, where it is one that a panel or the board can find.
pub(super) fn found<'a>(ctx: &Context<'a>, id: &str) -> Result<&'a Outcome, FieldError> {
    let outcome = decision::outcome(ctx, id)?;
    if outcome.effect.is_left_out() {
        let message = format!("'{}' is no finding of a review: the owner records it without one.", outcome.label);
        return Err(FieldError::new("outcome", "no-finding", message));
    }
    Ok(outcome)
}

/// Refuses somebody with the reasons against them, if there are any.
pub(super) fn eligible(staff: &Staff, reasons: Vec<Ineligible>) -> Result<(), Rule> {
    if reasons.is_empty() { Ok(()) } else { Err(Rule::NotEligible { name: staff.name.clone(), reasons }) }
}
