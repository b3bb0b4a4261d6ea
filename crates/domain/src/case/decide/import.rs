//! Taking over a case from a register, with its history as it was (R83).

use super::{Context, clocks};
use crate::case::clock::{Clock, ClockChange};
use crate::case::event::{Event, Fact};
use crate::case::payload::Imported;
use crate::case::refusal::{FieldError, Refusal, uncountable};
use crate::procedure::{Route, Stage};
use crate::register::{RegisterCase, RegisterHandling};
use crate::time::{Instant, Zone};

/// The event that takes a checked register case over, with each handling's time limit measured by the procedure's own rule.
///
/// # Errors
/// When an outcome is unknown or a date lies outside the calendar; a checked case has neither.
pub fn import(ctx: &Context<'_>, case: RegisterCase) -> Result<Event, Refusal> {
    let mut clocks = Vec::new();
    for (number, handling) in (1..).zip(&case.handlings) {
        clocks.extend(measure(ctx, number, handling)?);
    }
    let outcomes = case
        .handlings
        .iter()
        .filter_map(|handling| handling.closed.as_ref())
        .map(|closed| match ctx.procedure.outcome(&closed.outcome) {
            Some(outcome) => Ok((outcome.id.clone(), outcome.effect)),
            None => Err(FieldError::new("outcome", "unknown", format!("'{}' is no outcome here.", closed.outcome))),
        })
        .collect::<Result<_, _>>()?;
    let stages = case
        .handlings
        .iter()
        .filter_map(|handling| Some((handling.route, stage_of_route(ctx, handling.route)?.id.clone())))
        .collect();
    let imported = Imported {
        procedure: ctx.procedure.id.clone(),
        procedure_version: ctx.procedure.version.clone(),
        outcomes,
        stages,
        case,
    };
    Ok(Event { fact: Fact::Imported(Box::new(imported)), clocks })
}

/// The time-limit clock of one handling: started, extended, stopped.
fn measure(ctx: &Context<'_>, number: u32, handling: &RegisterHandling) -> Result<Vec<ClockChange>, Refusal> {
    let at = Instant::start_of(handling.received_on, Zone::LONDON);
    let stage = stage_of_route(ctx, handling.route).map_or("", |stage| stage.id.as_str());
    let class = ctx.procedure.presumed_class();
    let whose = clocks::Whose { handling: number, route: handling.route, stage, class, anonymous: false };
    let started = clocks::limit_from_receipt(ctx, whose, at, handling.received_on)
        .map_err(uncountable("handling_received_on"))?;
    let Some(started) = started else { return Ok(Vec::new()) };
    let mut running = Clock::from(&started);
    let mut changes = vec![ClockChange::Started(Box::new(started))];
    if let Some(to) = handling.extended_to {
        let extended = ClockChange::Extended { rule: running.rule.clone(), handling: number, to };
        running.apply(&extended);
        changes.push(extended);
    }
    if let Some(closed) = &handling.closed {
        let at = Instant::end_of(closed.on, Zone::LONDON).min(ctx.now);
        let verdict = running
            .verdict_at(at, closed.on, handling.received_on, ctx.calendar)
            .map_err(uncountable("handling_closed_on"))?;
        changes.push(running.stopped(at, verdict));
    }
    Ok(changes)
}

/// History may hold a direct second stage where the procedure now has none: it stood at the stage after the first.
fn stage_of_route<'a>(ctx: &Context<'a>, route: Route) -> Option<&'a Stage> {
    ctx.procedure.stage_for(route).or_else(|| ctx.procedure.stage_for(Route::Esc))
}
