//! The next stage: asking for it, acknowledging the request, extending a time limit.

use super::check::{self, Fields, optional, required};
use super::intake::received;
use super::{Context, clocks, open_handling, working_handling};
use crate::calendar::DayOne;
use crate::case::clock::ClockChange;
use crate::case::command::Escalate;
use crate::case::event::{Event, Fact};
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::{Case, Handling};
use crate::procedure::{Means, Moment, OutcomeEffect, Route};
use crate::time::{Date, Instant, Zone, long_date, plus_months};

/// The person asks for the next stage (R57), which an anonymous one cannot (R30). It counts from the day it was asked for (R89).
pub fn request(ctx: &Context<'_>, case: &Case, escalate: &Escalate) -> Result<Vec<Event>, Refusal> {
    if case.is_anonymous() {
        return Err(Rule::Anonymous.into());
    }
    let handling = case.current().ok_or(Rule::Closed)?;
    let closed_on = handling.closed_on.ok_or(Rule::StillOpen)?;
    let stage = next_stage(ctx, handling)?;
    let mut fields = Fields::default();
    let asked = fields.take(received(ctx, "asked_on", escalate.asked, Some(closed_on)));
    let reasons = fields.take(optional("reasons", escalate.reasons.as_deref()));
    let ((at, on), reasons) = fields.finish(asked.zip(reasons))?;
    within_window(ctx, closed_on, on)?;
    let number = handling.number.saturating_add(1);
    let clocks = clocks::starting(ctx, Route::Esc, number, case.is_anonymous(), Moment::EscalationRequested, at, on)
        .map_err(uncountable("asked_on"))?;
    let fact = Fact::EscalationRequested { route: Route::Esc, stage, on, at, channel: escalate.channel, reasons };
    Ok(vec![Event { fact, clocks }])
}

fn next_stage(ctx: &Context<'_>, handling: &Handling) -> Result<String, Refusal> {
    let how = match handling.decision.as_ref().map(|decision| decision.effect) {
        Some(OutcomeEffect::Withdrawn) => Some("withdrawn"),
        Some(OutcomeEffect::Reclassified) => Some("reclassified"),
        _ => None,
    };
    if let Some(how) = how {
        return Err(Rule::NothingToEscalate { how: how.to_owned() }.into());
    }
    let here = super::stage_of(ctx, handling);
    match ctx.procedure.stage_for(Route::Esc) {
        Some(next) if here.is_none_or(|here| here.id != next.id) => Ok(next.id.clone()),
        _ => Err(Rule::NoNextStage { stage: here.map_or_else(String::new, |here| here.label.clone()) }.into()),
    }
}

fn within_window(ctx: &Context<'_>, closed_on: Date, asked_on: Date) -> Result<(), Refusal> {
    let Some(months) = ctx.procedure.escalation.window_months else { return Ok(()) };
    let until = plus_months(closed_on, months);
    if asked_on > until {
        return Err(Rule::EscalationTooLate { until: long_date(until) }.into());
    }
    Ok(())
}

/// The request for this stage was acknowledged to the person (R58).
pub fn acknowledge(ctx: &Context<'_>, case: &Case, means: Means, at: Instant) -> Result<Vec<Event>, Refusal> {
    let handling = open_handling(case)?;
    if case.is_anonymous() {
        return Err(Rule::Anonymous.into());
    }
    if handling.route == Route::S1 {
        return Err(Rule::NothingToAcknowledge.into());
    }
    if handling.acknowledged {
        return Err(Rule::AlreadyAcknowledged.into());
    }
    let at = check::past_instant(ctx, "at", at, handling.received_at, "the request was received")?;
    let on = at.local_date(Zone::LONDON);
    let stopped =
        clocks::stopping(ctx, case, handling.number, Moment::Acknowledged, at, on).map_err(uncountable("at"))?;
    Ok(vec![Event { fact: Fact::EscalationAcknowledged { at, means }, clocks: stopped }])
}

/// Extends the time limit of the current handling, counted from its due date, within what the procedure allows.
pub fn extend(ctx: &Context<'_>, case: &Case, to: Date, reason: &str) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    let clock = case.timescale(handling.number).ok_or(Rule::NoExtension)?;
    let allowed = ctx.procedure.clock(&clock.rule).and_then(|rule| rule.extension).ok_or(Rule::NoExtension)?;
    if ctx.now > clock.due.deadline() {
        return Err(Rule::LimitPassed.into());
    }
    let day_one = clock.start_rule.day_one().unwrap_or(DayOne::DayAfter);
    let due = ctx.calendar.due(clock.started_on, clock.length, day_one).map_err(uncountable("to"))?;
    let latest = ctx.calendar.due(due, allowed.max, DayOne::DayAfter).map_err(uncountable("to"))?;
    let mut fields = Fields::default();
    let reason = fields.take(required("reason", reason, "why more time is needed"));
    if to <= clock.due.date() {
        let message = format!("It is due on {} already; an extension is to a later day.", long_date(clock.due.date()));
        fields.push(FieldError::new("to", "too-early", message));
    }
    if to > latest {
        let message =
            format!("The procedure allows {} more working days: to {} at the latest.", allowed.max, long_date(latest));
        fields.push(FieldError::new("to", "too-late", message));
    }
    let reason = fields.finish(reason)?;
    let clocks = vec![ClockChange::Extended { rule: clock.rule.clone(), handling: handling.number, to }];
    Ok(vec![Event { fact: Fact::Extended { to, reason }, clocks }])
}
