//! The next stage: asking for it, acknowledging the request.

use super::check::{self, Fields, optional};
use super::intake::received;
use super::{Context, clocks, open_handling};
use crate::calendar::DayOne;
use crate::case::event::{Event, Fact};
use crate::case::order::Escalate;
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::{Case, Handling};
use crate::procedure::{Means, Moment, OutcomeEffect, Route, Stage, StepKind, Window, WindowStart, WindowUnit};
use crate::time::{Date, Instant, Zone, long_date, plus_days, plus_months};

/// The person asks for the next stage (R57), which an anonymous one cannot (R30). It counts from the day it was asked for
/// (R89), and waits for nothing, the board included (R56).
pub fn request(ctx: &Context<'_>, case: &Case, escalate: &Escalate) -> Result<Vec<Event>, Refusal> {
    if case.is_anonymous() {
        return Err(Rule::Anonymous.into());
    }
    let handling = case.current().ok_or(Rule::Closed)?;
    let closed_on = handling.closed_on.ok_or(Rule::StillOpen)?;
    let stage = next_stage(ctx, case, handling)?;
    let mut fields = Fields::default();
    let asked = fields.take(received(ctx, "asked_on", escalate.asked, Some(closed_on)));
    let reasons = fields.take(optional("reasons", escalate.reasons.as_deref()));
    let waiver = fields.take(optional("waiver", escalate.waiver.as_deref()));
    let ((at, on), reasons, waiver) = fields.finish((|| Some((asked?, reasons?, waiver?)))())?;
    let waiver = within_window(ctx, case, closed_on, on, waiver)?;
    let number = handling.number.saturating_add(1);
    let class = case.triage.as_ref().map_or_else(|| ctx.procedure.presumed_class(), |triage| &triage.class);
    let whose = clocks::Whose { handling: number, route: Route::Esc, stage: &stage.id, class, anonymous: false };
    let clocks = clocks::starting(ctx, whose, Moment::EscalationRequested, at, on).map_err(uncountable("asked_on"))?;
    let (stage, channel) = (stage.id.clone(), escalate.channel);
    let fact = Fact::EscalationRequested { route: Route::Esc, stage, on, at, channel, reasons, waiver };
    Ok(vec![Event { fact, clocks }])
}

fn next_stage<'a>(ctx: &Context<'a>, case: &Case, handling: &Handling) -> Result<&'a Stage, Rule> {
    let how = match handling.decision.as_ref().map(|decision| decision.effect) {
        Some(OutcomeEffect::Withdrawn) => Some("withdrawn"),
        Some(OutcomeEffect::Reclassified) => Some("reclassified"),
        _ => case.merged_into.as_ref().map(|_| "merged into another"),
    };
    if let Some(how) = how {
        return Err(Rule::NothingToEscalate { how: how.to_owned() });
    }
    let here = super::stage_of(ctx, handling);
    let next = match here {
        Some(here) => ctx.procedure.next_stage(here),
        None => ctx.procedure.stage_for(Route::Esc),
    };
    next.ok_or_else(|| Rule::NoNextStage { stage: here.map_or_else(String::new, |here| here.label.clone()) })
}

/// The reason for which the time limit is waived, where it has passed: of several the one that ends last counts.
fn within_window(
    ctx: &Context<'_>,
    case: &Case,
    closed_on: Date,
    asked_on: Date,
    waiver: Option<String>,
) -> Result<Option<String>, Refusal> {
    let rule = &ctx.procedure.escalation;
    let ends = rule.windows.iter().map(|window| end_of(ctx, case, closed_on, window));
    let ends = ends.collect::<Result<Vec<Date>, Refusal>>()?;
    let Some(until) = ends.into_iter().max().filter(|until| asked_on > *until) else { return Ok(None) };
    let until = long_date(until);
    match waiver {
        _ if !rule.waivable => Err(Rule::EscalationTooLate { until }.into()),
        Some(waiver) => Ok(Some(waiver)),
        None => {
            let message = format!("The next stage had to be asked for by {until}: say why it is taken all the same.");
            Err(FieldError::new("waiver", "required", message).into())
        }
    }
}

fn end_of(ctx: &Context<'_>, case: &Case, closed_on: Date, window: &Window) -> Result<Date, Refusal> {
    let start = match window.from {
        WindowStart::Reply => closed_on,
        WindowStart::Event => case.happened_on.unwrap_or(case.received_on),
    };
    match window.unit {
        WindowUnit::WorkingDay => {
            ctx.calendar.due(start, window.length, DayOne::DayAfter).map_err(uncountable("asked_on"))
        }
        WindowUnit::CalendarDay => Ok(plus_days(start, window.length)),
        WindowUnit::Month => Ok(plus_months(start, window.length)),
    }
}

/// What was received at this stage was acknowledged to the person (R58); clocks that wait for it count from then.
pub fn acknowledge(ctx: &Context<'_>, case: &Case, means: Means, at: Instant) -> Result<Vec<Event>, Refusal> {
    let handling = open_handling(case)?;
    if case.is_anonymous() {
        return Err(Rule::Anonymous.into());
    }
    let acknowledges = |stage: &Stage| stage.steps.iter().any(|step| step.kind == StepKind::Acknowledge);
    if !super::stage_of(ctx, handling).is_some_and(acknowledges) {
        return Err(Rule::NothingToAcknowledge.into());
    }
    if handling.acknowledged {
        return Err(Rule::AlreadyAcknowledged.into());
    }
    let at = check::past_instant(ctx, "at", at, handling.received_at, "the request was received")?;
    let on = at.local_date(Zone::LONDON);
    let clocks = clocks::happened(ctx, case, handling, Moment::Acknowledged, at, on).map_err(uncountable("at"))?;
    Ok(vec![Event { fact: Fact::EscalationAcknowledged { at, means }, clocks }])
}
