//! Moving a time limit, pausing and resuming it, and telling the person how it is going.

use super::check::{self, Fields, required};
use super::{Context, clocks, working_handling};
use crate::calendar::{CalendarError, Term};
use crate::case::clock::{Clock, ClockChange};
use crate::case::event::{Event, Fact};
use crate::case::order::Extend;
use crate::case::payload::Extended;
use crate::case::refusal::{FieldError, Refusal, Rule, uncountable};
use crate::case::state::Case;
use crate::procedure::{ClockRule, Extension, Label, Means, Moment, Pause};
use crate::staff::UserId;
use crate::time::{Date, Instant, Zone, long_date};

/// Extends the time limit of the current handling, counted from its due date, within what the procedure allows.
pub fn extend(ctx: &Context<'_>, case: &Case, asked: &Extend) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    let clock = case.timescale(handling.number).ok_or(Rule::NoExtension)?;
    let rule = ctx.procedure.clock(&clock.rule).ok_or(Rule::NoExtension)?;
    let allowed = rule.extension.as_ref().ok_or(Rule::NoExtension)?;
    if clock.is_late(ctx.now) {
        return Err(Rule::LimitPassed.into());
    }
    if let Some(times) = allowed.max_count.filter(|most| handling.extensions >= *most) {
        return Err(Rule::ExtensionsUsedUp { times }.into());
    }
    let mut fields = Fields::default();
    let to = fields.take(new_date(ctx, clock, rule, allowed, asked.to)?);
    let reason = fields.take(required("reason", &asked.reason, "why more time is needed"));
    let ground = fields.take(ground(&allowed.reasons, asked.ground.as_deref()));
    let approver = fields.take(approver(ctx, allowed.approver_role.as_deref(), asked.approver.as_ref()));
    let told = fields.take(told(case, allowed, asked));
    let (to, reason, ground, approver, told) = fields.finish((|| Some((to?, reason?, ground?, approver?, told?)))())?;
    let clocks = vec![ClockChange::Extended { rule: clock.rule.clone(), handling: handling.number, to }];
    let outside_contact_given = asked.outside_contact_given;
    let extended = Extended { to, reason, ground, approver, told, outside_contact_given };
    Ok(vec![Event { fact: Fact::Extended(Box::new(extended)), clocks }])
}

/// The new date, if it is later than the one there is and no later than the procedure allows.
fn new_date(
    ctx: &Context<'_>,
    clock: &Clock,
    rule: &ClockRule,
    allowed: &Extension,
    to: Date,
) -> Result<Result<Date, FieldError>, Refusal> {
    ctx.calendar.is_working_day(to).map_err(uncountable("to"))?;
    if to <= clock.due.date() {
        let message = format!("It is due on {} already; an extension is to a later day.", long_date(clock.due.date()));
        return Ok(Err(FieldError::new("to", "too-early", message)));
    }
    let latest = latest(ctx, clock, rule, allowed).map_err(uncountable("to"))?;
    Ok(match latest.filter(|latest| to > *latest) {
        None => Ok(to),
        Some(latest) => {
            let more = rule.unit.count(allowed.max);
            let message = format!("The procedure allows {more} more in all: to {} at the latest.", long_date(latest));
            Err(FieldError::new("to", "too-late", message))
        }
    })
}

/// The last day it can be extended to, counted from the due date before any extension; `None` where a good reason has no end.
fn latest(
    ctx: &Context<'_>,
    clock: &Clock,
    rule: &ClockRule,
    allowed: &Extension,
) -> Result<Option<Date>, CalendarError> {
    let (Some(term), Some(unit)) = (clock.term(), clock.unit.days()) else { return Ok(Some(clock.due.date())) };
    let paused = |day: Date| match clock.paused_total {
        0 => Ok(day),
        days => clock.moved(day, days, ctx.calendar),
    };
    let due = paused(ctx.calendar.end_of(clock.started_on, &term)?)?;
    let more = Term { last_is_worked: term.last_is_worked, ..Term::after(allowed.max, unit) };
    let by_max = (!allowed.good_reason_exceeds).then(|| ctx.calendar.end_of(due, &more)).transpose()?;
    let in_all = allowed.cap_total.and_then(|length| rule.term(length));
    let by_cap = in_all.map(|term| paused(ctx.calendar.end_of(clock.started_on, &term)?)).transpose()?;
    Ok(by_max.into_iter().chain(by_cap).min())
}

/// One of the reasons the procedure lists, where it lists any.
fn ground(listed: &[Label], given: Option<&str>) -> Result<Option<String>, FieldError> {
    match given {
        None if listed.is_empty() => Ok(None),
        Some(id) if listed.iter().any(|reason| reason.id == id) => Ok(Some(id.to_owned())),
        _ => Err(unlisted("ground", listed, given.is_none())),
    }
}

fn unlisted(field: &str, listed: &[Label], missing: bool) -> FieldError {
    let code = if missing { "required" } else { "unknown" };
    if listed.is_empty() {
        return FieldError::new(field, code, "The procedure lists no reasons; give the reason in words alone.");
    }
    let known: Vec<&str> = listed.iter().map(|reason| reason.label.as_str()).collect();
    FieldError::new(field, code, format!("Choose one of the procedure's reasons: {}.", known.join("; ")))
}

/// Who approves: somebody with the role the procedure names, which whoever gives the command may hold.
fn approver(ctx: &Context<'_>, role: Option<&str>, named: Option<&UserId>) -> Result<Option<UserId>, FieldError> {
    const FIELD: &str = "approver";
    let Some(role) = role else { return named.map(|id| check::staff(ctx, FIELD, id)).transpose() };
    let holds = |id: &UserId| ctx.staffing.find(id).is_some_and(|staff| staff.has_role(role));
    let label = ctx.procedure.role(role).map_or(role, |role| role.label.as_str());
    match named {
        Some(id) => {
            let id = check::staff(ctx, FIELD, id)?;
            let message = format!(
                "{} cannot approve this: the procedure wants somebody with the role {label}.",
                ctx.staffing.name(&id)
            );
            if holds(&id) { Ok(Some(id)) } else { Err(FieldError::new(FIELD, "lacks-role", message)) }
        }
        None => match ctx.by.user().filter(|actor| holds(actor)) {
            Some(actor) => Ok(Some(actor.clone())),
            None => Err(FieldError::new(FIELD, "required", format!("Say who approved it, with the role {label}."))),
        },
    }
}

/// How the person was told, where there is somebody to tell.
fn told(case: &Case, allowed: &Extension, asked: &Extend) -> Result<Option<Means>, FieldError> {
    if case.is_anonymous() {
        let message = "This was brought anonymously; nobody can have been told.";
        return if asked.told.is_some() { Err(FieldError::new("told", "anonymous", message)) } else { Ok(None) };
    }
    if allowed.tell_customer && asked.told.is_none() {
        return Err(FieldError::new(
            "told",
            "required",
            "Tell the person of the new date, and say how they were told.",
        ));
    }
    if allowed.give_outside_contact && !asked.outside_contact_given {
        let message = "Give the person the contact of the outside body with it, and say that you did.";
        return Err(FieldError::new("outside_contact_given", "required", message));
    }
    Ok(asked.told)
}

/// Pauses those clocks of the current handling that the procedure lets pause. It moves nothing: resuming does.
pub fn pause(ctx: &Context<'_>, case: &Case, reason: &str, named: Option<&UserId>) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    let mut pausing: Vec<(&Clock, &Pause)> = clocks::running(case, handling.number)
        .filter_map(|clock| Some((clock, ctx.procedure.clock(&clock.rule)?.pause.as_ref()?)))
        .collect();
    if pausing.is_empty() {
        return Err(Rule::NoPause.into());
    }
    if pausing.iter().any(|(clock, _)| clock.paused_since.is_some()) {
        return Err(Rule::AlreadyPaused.into());
    }
    pausing.retain(|(clock, _)| !clock.is_late(ctx.now));
    if pausing.is_empty() {
        return Err(Rule::LimitPassed.into());
    }
    pausing.retain(|(clock, pause)| clock.paused_total < pause.max);
    if pausing.is_empty() {
        return Err(Rule::PausesUsedUp.into());
    }
    let mut fields = Fields::default();
    let reason = fields.take(required("reason", reason, "why it has to wait"));
    let mut approved = None;
    for (_, pause) in &pausing {
        if let Some(given) = reason.as_deref().filter(|_| !pause.reasons.is_empty()) {
            let listed = ground(&pause.reasons, Some(given));
            fields.take(listed.map_err(|error| FieldError::new("reason", error.code, error.message)));
        }
        approved = fields.take(approver(ctx, pause.approver_role.as_deref(), named)).flatten().or(approved);
    }
    let (reason, approver) = fields.finish(reason.map(|reason| (reason, approved)))?;
    let clocks = pausing.iter().map(|(clock, _)| clock.pause(ctx.today())).collect();
    Ok(vec![Event { fact: Fact::Paused { reason, approver }, clocks }])
}

/// Lets the paused clocks of the current handling go on from a day, due by as much later as they were paused.
pub fn resume(ctx: &Context<'_>, case: &Case, on: Date) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    let paused: Vec<&Clock> =
        clocks::running(case, handling.number).filter(|clock| clock.paused_since.is_some()).collect();
    let since = paused.iter().filter_map(|clock| clock.paused_since).max().ok_or(Rule::NotPaused)?;
    let on = check::past_day(ctx, "on", on, since, "it was paused")?;
    let mut changes = Vec::new();
    for clock in paused {
        changes.extend(clocks::resumed(ctx, clock, on).map_err(uncountable("on"))?.0);
    }
    Ok(vec![Event { fact: Fact::Resumed { on }, clocks: changes }])
}

/// The person was told how it is going.
pub fn update(ctx: &Context<'_>, case: &Case, means: Means, at: Instant, text: &str) -> Result<Vec<Event>, Refusal> {
    let handling = working_handling(case)?;
    if case.is_anonymous() {
        return Err(Rule::Anonymous.into());
    }
    let mut fields = Fields::default();
    let at = fields.take(check::past_instant(ctx, "at", at, handling.received_at, "this was received"));
    let text = fields.take(required("text", text, "what the person was told"));
    let (at, text) = fields.finish(at.zip(text))?;
    let on = at.local_date(Zone::LONDON);
    let clocks = clocks::happened(ctx, case, handling, Moment::Updated, at, on).map_err(uncountable("at"))?;
    Ok(vec![Event { fact: Fact::UpdateGiven { means, at, text }, clocks }])
}
