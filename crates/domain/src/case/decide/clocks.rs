//! Which clocks a moment starts, starts again and stops.

use super::Context;
use crate::calendar::CalendarError;
use crate::case::clock::{Clock, ClockChange, Started, Verdict};
use crate::case::refusal::{Refusal, uncountable};
use crate::case::state::{Action, ActionKind, Case, Due, Handling};
use crate::procedure::{ClockRule, Means, Moment, OutcomeEffect, Route};
use crate::time::{Date, Instant, Zone};

/// The handling whose clocks are meant, as far as rules ask about it.
#[derive(Debug, Clone, Copy)]
pub struct Whose<'a> {
    pub handling: u32,
    pub route: Route,
    pub stage: &'a str,
    /// Triage class id; before triage that of a failure.
    pub class: &'a str,
    pub anonymous: bool,
}

impl<'a> Whose<'a> {
    /// Of a handling that is there.
    pub fn of(ctx: &Context<'a>, case: &'a Case, handling: &'a Handling) -> Self {
        let class = case.triage.as_ref().map_or_else(|| ctx.procedure.presumed_class(), |triage| &triage.class);
        Self {
            handling: handling.number,
            route: handling.route,
            stage: handling.stage.as_deref().unwrap_or_default(),
            class,
            anonymous: case.is_anonymous(),
        }
    }

    /// The rules that apply. A clock that waits to speak or write to the person never runs for an anonymous case (R30).
    pub fn rules(self, ctx: &Context<'a>) -> impl Iterator<Item = &'a ClockRule> {
        let waits_for_person = |rule: &ClockRule| {
            matches!(rule.stop, Moment::Contacted | Moment::Acknowledged | Moment::Updated | Moment::ResponseSent)
        };
        ctx.procedure
            .clocks_at(self.route, self.stage, self.class)
            .filter(move |rule| !(self.anonymous && waits_for_person(rule)))
    }
}

/// The clocks that a moment starts, for a handling that begins with it; and those that begin provisionally, because what they
/// wait for may come late.
pub fn starting(
    ctx: &Context<'_>,
    whose: Whose<'_>,
    moment: Moment,
    at: Instant,
    on: Date,
) -> Result<Vec<ClockChange>, CalendarError> {
    let started = whose.rules(ctx).filter_map(|rule| start(ctx, whose.handling, rule, moment, at, on));
    started.map(|started| started.map(|started| ClockChange::Started(Box::new(started)))).collect()
}

/// How a rule starts at a moment: at once; or, where the moment starts the acknowledgement it falls back to, from the last day
/// on which acknowledging is permitted.
pub fn start(
    ctx: &Context<'_>,
    handling: u32,
    rule: &ClockRule,
    moment: Moment,
    at: Instant,
    on: Date,
) -> Option<Result<Started, CalendarError>> {
    if rule.start == moment {
        return Some(Started::by(rule, handling, at, on, ctx.calendar));
    }
    let acknowledgement = ctx.procedure.clock(&rule.fallback.as_ref()?.latest_permitted)?;
    let provisional = |permitted: Due| {
        let at = match permitted {
            Due::On(day) => Instant::start_of(day, Zone::LONDON),
            Due::At(instant) => instant,
        };
        let started = Started::by(rule, handling, at, permitted.date(), ctx.calendar)?;
        Ok(Started { provisional: true, ..started })
    };
    (acknowledgement.start == moment).then(|| {
        let waiting = Started::by(acknowledgement, handling, at, on, ctx.calendar)?;
        provisional(waiting.due)
    })
}

/// The time limit of a handling that was taken from elsewhere, of which nothing is known but its receipt.
pub fn limit_from_receipt(
    ctx: &Context<'_>,
    whose: Whose<'_>,
    at: Instant,
    on: Date,
) -> Result<Option<Started>, CalendarError> {
    let limit = ctx.procedure.clocks_at(whose.route, whose.stage, whose.class).find(|rule| rule.timescale);
    let Some(rule) = limit.or_else(|| ctx.procedure.timescale_or_stage(whose.route)) else { return Ok(None) };
    let begun = [Moment::Received, Moment::EscalationRequested]
        .into_iter()
        .find_map(|moment| start(ctx, whose.handling, rule, moment, at, on));
    begun.unwrap_or_else(|| Started::by(rule, whose.handling, at, on, ctx.calendar)).map(Some)
}

/// Everything that a moment does to the clocks of a handling: it stops those that waited for it and starts those that begin
/// with it.
pub fn happened(
    ctx: &Context<'_>,
    case: &Case,
    handling: &Handling,
    moment: Moment,
    at: Instant,
    on: Date,
) -> Result<Vec<ClockChange>, CalendarError> {
    let mut changes = stopping(ctx, case, handling.number, moment, at, on)?;
    changes.extend(starting_once(ctx, case, handling, moment, at, on)?);
    Ok(changes)
}

/// As [`starting`], for a handling that is there, leaving alone what has been started before: activity never resets a clock.
/// Only one that had begun provisionally starts again, when what it waited for comes by the day it counts from; and, of a
/// handling that was opened again, one that its closing had made needless, and the learning record's that was completed.
pub fn starting_once(
    ctx: &Context<'_>,
    case: &Case,
    handling: &Handling,
    moment: Moment,
    at: Instant,
    on: Date,
) -> Result<Vec<ClockChange>, CalendarError> {
    let mut changes = Vec::new();
    for rule in Whose::of(ctx, case, handling).rules(ctx).filter(|rule| rule.start == moment) {
        let started = Started::by(rule, handling.number, at, on, ctx.calendar)?;
        match case.clocks.iter().find(|clock| clock.rule == rule.id && clock.handling == handling.number) {
            None => changes.push(ClockChange::Started(Box::new(started))),
            Some(clock) if gives_way(clock, at, on) => {
                changes.push(ClockChange::Restarted { started: Box::new(started), round: None });
            }
            Some(clock) if is_due_anew(rule, clock) => {
                let round = clock.verdict.filter(|verdict| verdict.taken().is_some());
                changes.push(ClockChange::Restarted { started: Box::new(started), round });
            }
            Some(_) => {}
        }
    }
    Ok(changes)
}

/// Whether what a stopped clock waited for is to be done after all, or once more.
fn is_due_anew(rule: &ClockRule, clock: &Clock) -> bool {
    match clock.verdict {
        None => false,
        Some(Verdict::NotNeeded) => true,
        Some(Verdict::Met(_) | Verdict::Late(_)) => rule.stop == Moment::LearningCompleted,
    }
}

/// Whether a clock is provisional still and starts again at a moment. One that was moved keeps the date people were given.
fn gives_way(clock: &Clock, at: Instant, on: Date) -> bool {
    let in_time = if clock.counts_hours() { at <= clock.started_at } else { on <= clock.started_on };
    let untouched = clock.extended_to.is_none() && clock.paused_since.is_none() && clock.paused_total == 0;
    clock.runs() && clock.provisional && in_time && untouched
}

/// The running clocks of a handling that a moment stops.
pub fn stopping(
    ctx: &Context<'_>,
    case: &Case,
    handling: u32,
    moment: Moment,
    at: Instant,
    on: Date,
) -> Result<Vec<ClockChange>, CalendarError> {
    stopped(ctx, case, handling, at, on, |rule, clock| rule.stop == moment && (!rule.repeats || clock.started_at <= at))
}

/// The running clocks of a handling that contact by these means stops (R46); speaking with the person also tells them how it
/// is going. Contact made before a clock started, and recorded later, does not stop it.
pub fn stopping_on_contact(
    ctx: &Context<'_>,
    case: &Case,
    handling: u32,
    means: Means,
    at: Instant,
) -> Result<Vec<ClockChange>, CalendarError> {
    let satisfies = |rule: &ClockRule| match rule.stop {
        Moment::Contacted => rule.satisfied_by.contains(&means),
        Moment::Updated => means.is_personal(),
        _ => false,
    };
    stopped(ctx, case, handling, at, at.local_date(Zone::LONDON), |rule, clock| {
        // People tell times to the minute: within the minute in which the clock started is after it.
        clock.started_at.floor_minute() <= at && satisfies(rule)
    })
}

fn stopped(
    ctx: &Context<'_>,
    case: &Case,
    handling: u32,
    at: Instant,
    on: Date,
    stops: impl Fn(&ClockRule, &Clock) -> bool,
) -> Result<Vec<ClockChange>, CalendarError> {
    let mut changes = Vec::new();
    for clock in running(case, handling) {
        let Some(rule) = ctx.procedure.clock(&clock.rule).filter(|rule| stops(rule, clock)) else { continue };
        let (resumed, clock) = resumed(ctx, clock, on)?;
        changes.extend(resumed);
        let verdict = clock.verdict_at(at, on, received_on(case, &clock), ctx.calendar)?;
        changes.push(if rule.repeats {
            let started = Box::new(Started::by(rule, handling, at, on, ctx.calendar)?);
            ClockChange::Restarted { started, round: Some(verdict) }
        } else {
            clock.stopped(at, verdict)
        });
    }
    Ok(changes)
}

/// A clock as it goes on, and the change that lets it, where it is paused: nothing ends while it is.
pub fn resumed(ctx: &Context<'_>, clock: &Clock, on: Date) -> Result<(Option<ClockChange>, Clock), CalendarError> {
    let pause = ctx.procedure.clock(&clock.rule).and_then(|rule| rule.pause.as_ref());
    let change = clock.resume(on, pause, ctx.calendar)?;
    let mut clock = clock.clone();
    if let Some(change) = &change {
        clock.apply(change);
    }
    Ok((change, clock))
}

fn received_on(case: &Case, clock: &Clock) -> Date {
    let handling = case.handlings.iter().find(|handling| handling.number == clock.handling);
    handling.map_or(clock.started_on, |handling| handling.received_on)
}

/// Running clocks of a handling.
pub fn running(case: &Case, handling: u32) -> impl Iterator<Item = &Clock> {
    case.clocks.iter().filter(move |clock| clock.handling == handling && clock.runs())
}

/// The ends of the clocks of a handling that wait for something its closing makes needless; what is late stays late. The clock
/// of a plan goes on while steps of the plan are to be done (R68), and was never needed where there was no plan.
pub fn unneeded(ctx: &Context<'_>, case: &Case, handling: &Handling, at: Instant) -> Result<Vec<ClockChange>, Refusal> {
    let effect = handling.decision.as_ref().map(|decision| decision.effect);
    let abandoned = matches!(effect, Some(OutcomeEffect::Withdrawn | OutcomeEffect::Reclassified));
    let has_plan = plan(case, handling.number).next().is_some();
    let on = at.local_date(Zone::LONDON);
    let mut changes = Vec::new();
    for clock in running(case, handling.number) {
        let Some(rule) = ctx.procedure.clock(&clock.rule) else { continue };
        let verdict = match rule.stop {
            Moment::Closed | Moment::LearningCompleted => continue,
            Moment::PlanDone if !abandoned && has_open_steps(case, handling.number) => continue,
            Moment::PlanDone if !has_plan => Verdict::NotNeeded,
            _ => {
                let (resumed, clock) = resumed(ctx, clock, on).map_err(uncountable("on"))?;
                changes.extend(resumed);
                let verdict = clock.verdict_at(at, on, handling.received_on, ctx.calendar);
                match verdict.map_err(uncountable("on"))? {
                    late @ Verdict::Late(_) => late,
                    Verdict::Met(_) | Verdict::NotNeeded => Verdict::NotNeeded,
                }
            }
        };
        changes.push(clock.stopped(at, verdict));
    }
    Ok(changes)
}

/// The steps of a handling's plan.
pub fn plan(case: &Case, handling: u32) -> impl Iterator<Item = &Action> {
    case.actions.iter().filter(move |action| action.kind == ActionKind::Plan && action.handling == handling)
}

/// Whether steps of a handling's plan are still to be done.
pub fn has_open_steps(case: &Case, handling: u32) -> bool {
    plan(case, handling).any(|step| step.done_on.is_none())
}
