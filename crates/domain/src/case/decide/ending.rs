//! Ends that no decision of ours brings: the person withdraws, or the case is a duplicate; and opening again what was closed.

use super::check::{self, Fields, optional, required};
use super::people::not_anonymous;
use super::{Context, clocks, not_barred, working_handling};
use crate::case::clock::Clock;
use crate::case::event::{Event, Fact};
use crate::case::matter::Considered;
use crate::case::payload::Decided;
use crate::case::refusal::{Refusal, Rule, uncountable};
use crate::case::state::{Case, Due, Handling};
use crate::procedure::{Means, Moment, Outcome, OutcomeEffect, Procedure};
use crate::time::{Date, long_date, plus_months};
use crate::words::Word;

/// The person takes the complaint back. This alone ends a handling whatever its closing would wait for.
pub fn withdraw(
    ctx: &Context<'_>,
    case: &Case,
    means: Means,
    on: Date,
    reason: Option<&str>,
) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    not_anonymous(case)?;
    not_barred(ctx, case, handling)?;
    let mut fields = Fields::default();
    let on = fields.take(check::past_day(ctx, "on", on, handling.received_on, "this was received"));
    let reason = fields.take(optional("reason", reason));
    let (on, reason) = fields.finish(on.zip(reason))?;
    let mut events = vec![Fact::Withdrawn { means, on, reason }.into()];
    events.extend(end_as(ctx, case, handling, OutcomeEffect::Withdrawn, on)?);
    Ok(events)
}

/// Ends a handling without a decision of ours, by the procedure's outcome that means so; nothing is learnt from it.
pub(super) fn end_as(
    ctx: &Context<'_>,
    case: &Case,
    handling: &Handling,
    effect: OutcomeEffect,
    on: Date,
) -> Result<[Event; 2], Refusal> {
    let outcome = outcome(ctx.procedure, effect).ok_or_else(|| Rule::NoOutcome { meaning: effect.label() })?;
    let decided = Decided {
        outcome: outcome.id.clone(),
        effect,
        code: None,
        finding: None,
        explanation: None,
        action_taken: None,
        agreement: None,
        considered: Considered::default(),
        remedies: Vec::new(),
        outcome_reason: None,
    };
    let handling = Handling { decision: Some(decided.clone()), ..handling.clone() };
    let at = Due::On(on).deadline().min(ctx.now);
    let mut ended = clocks::stopping(ctx, case, handling.number, Moment::Closed, at, on).map_err(uncountable("on"))?;
    ended.extend(clocks::unneeded(ctx, case, &handling, at)?);
    let closed = Event { fact: Fact::HandlingClosed { on, repeat_of: None }, clocks: ended };
    Ok([Fact::Decided(Box::new(decided)).into(), closed])
}

/// The outcome that means so; of several the one that is named after it, for consent that never came ends a case likewise.
fn outcome(procedure: &Procedure, effect: OutcomeEffect) -> Option<&Outcome> {
    let mut meaning = procedure.outcomes.iter().filter(|outcome| outcome.effect == effect);
    procedure.outcome(effect.id()).filter(|outcome| outcome.effect == effect).or_else(|| meaning.next())
}

/// Opens the last handling again, so that it is decided anew. The time limit goes on with the date it had; what was learnt
/// stays.
pub fn reopen(ctx: &Context<'_>, case: &Case, reason: &str) -> Result<Vec<Event>, Refusal> {
    if case.merged_into.is_some() {
        return Err(Rule::Merged.into());
    }
    let handling = case.current().ok_or(Rule::AlreadyOpen)?;
    let closed_on = handling.closed_on.ok_or(Rule::AlreadyOpen)?;
    if case.external.is_some() {
        return Err(Rule::OutsideDecided.into());
    }
    let allowed = ctx.procedure.reopening.ok_or(Rule::NoReopening)?;
    let until = plus_months(closed_on, allowed.within_months);
    if ctx.today() > until {
        return Err(Rule::ReopenTooLate { until: long_date(until) }.into());
    }
    not_barred(ctx, case, handling)?;
    let reason = required("reason", reason, "why it is opened again")?;
    let clocks = time_limit(ctx, case, handling).map(Clock::reopened).into_iter().collect();
    Ok(vec![Event { fact: Fact::Reopened { reason }, clocks }])
}

/// The time limit of a handling that has stopped.
fn time_limit<'a>(ctx: &Context<'_>, case: &'a Case, handling: &Handling) -> Option<&'a Clock> {
    let rule = clocks::Whose::of(ctx, case, handling).rules(ctx).find(|rule| rule.timescale);
    let by_rule = |clock: &&Clock| clock.handling == handling.number && rule.is_some_and(|rule| rule.id == clock.rule);
    case.timescale(handling.number).or_else(|| case.clocks.iter().find(by_rule)).filter(|clock| !clock.runs())
}
