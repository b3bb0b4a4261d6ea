//! Which clocks change when a case is given another triage class.

use super::Context;
use super::clocks::{Whose, running, start};
use crate::calendar::CalendarError;
use crate::case::clock::{Clock, ClockChange, Started, Verdict};
use crate::case::state::{Case, Handling};
use crate::procedure::{ClockRule, Moment};
use crate::time::{Date, Instant, Zone};

/// The clocks of the new class count from when they would have started; those that belong to another class alone were never
/// this case's, and end.
pub fn changed(
    ctx: &Context<'_>,
    case: &Case,
    handling: &Handling,
    class: &str,
) -> Result<Vec<ClockChange>, CalendarError> {
    let whose = Whose { class, ..Whose::of(ctx, case, handling) };
    let foreign = |clock: &&Clock| {
        ctx.procedure.clock(&clock.rule).is_some_and(|rule| !rule.runs_for(whose.route, whose.stage, class))
    };
    let ended = running(case, handling.number).filter(foreign);
    let mut changes: Vec<ClockChange> = ended.map(|clock| clock.stopped(ctx.now, Verdict::NotNeeded)).collect();
    for rule in whose.rules(ctx).filter(|rule| !rule.classes.is_empty()) {
        let there = find(case, handling, rule);
        if there.is_some_and(|clock| clock.verdict != Some(Verdict::NotNeeded)) {
            continue;
        }
        let Some(started) = begun(ctx, case, handling, rule).transpose()? else { continue };
        let clock = Clock::from(&started);
        let started = Box::new(started);
        changes.push(match there {
            None => ClockChange::Started(started),
            Some(_) => ClockChange::Restarted { started, round: None },
        });
        if let Some(at) = stopped_at(ctx, case, handling, rule.stop) {
            let on = at.local_date(Zone::LONDON);
            changes.push(clock.stopped(at, clock.verdict_at(at, on, handling.received_on, ctx.calendar)?));
        }
    }
    Ok(changes)
}

fn find<'a>(case: &'a Case, handling: &Handling, rule: &ClockRule) -> Option<&'a Clock> {
    case.clocks.iter().find(|clock| clock.rule == rule.id && clock.handling == handling.number)
}

/// The clock as it would have started had the class been known; `None` while its start has not come.
fn begun(
    ctx: &Context<'_>,
    case: &Case,
    handling: &Handling,
    rule: &ClockRule,
) -> Option<Result<Started, CalendarError>> {
    let came = [rule.start, Moment::Received, Moment::EscalationRequested];
    came.into_iter().find_map(|moment| {
        let (at, on) = came_at(ctx, case, handling, moment)?;
        start(ctx, handling.number, rule, moment, at, on)
    })
}

/// When a moment came for a handling, as another of its clocks knows that started with it.
fn came_at(ctx: &Context<'_>, case: &Case, handling: &Handling, moment: Moment) -> Option<(Instant, Date)> {
    let began = if handling.number == 1 { Moment::Received } else { Moment::EscalationRequested };
    if moment == began {
        return Some((handling.received_at, handling.received_on));
    }
    let mut others = case.clocks.iter().filter(|clock| clock.handling == handling.number && !clock.provisional);
    let other = others.find(|clock| ctx.procedure.clock(&clock.rule).is_some_and(|rule| rule.start == moment))?;
    Some((other.started_at, other.started_on))
}

/// When a moment came that stopped another clock of the handling.
fn stopped_at(ctx: &Context<'_>, case: &Case, handling: &Handling, moment: Moment) -> Option<Instant> {
    let waited = |clock: &&Clock| ctx.procedure.clock(&clock.rule).is_some_and(|rule| rule.stop == moment);
    let mut others = case.clocks.iter().filter(|clock| clock.handling == handling.number);
    let ended = |clock: &&Clock| clock.verdict.and_then(Verdict::taken).is_some();
    others.find(|clock| waited(clock) && ended(clock))?.stopped_at
}
