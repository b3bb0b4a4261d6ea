//! Which clocks a moment starts and stops.

use super::Context;
use crate::calendar::CalendarError;
use crate::case::clock::{self, Clock, ClockChange};
use crate::case::state::{Case, Handling};
use crate::procedure::{Means, Moment, Route};
use crate::time::{Date, Instant, Zone};

/// The clocks that start for a handling at a moment. A clock that waits to speak or write to the person never starts for an
/// anonymous case (R30).
pub fn starting(
    ctx: &Context<'_>,
    route: Route,
    handling: u32,
    anonymous: bool,
    moment: Moment,
    at: Instant,
    on: Date,
) -> Result<Vec<ClockChange>, CalendarError> {
    ctx.procedure
        .clocks_for(route)
        .filter(|rule| {
            rule.start == moment && !(anonymous && matches!(rule.stop, Moment::Contacted | Moment::Acknowledged))
        })
        .map(|rule| clock::start(rule, handling, at, on, ctx.calendar))
        .collect()
}

/// As [`starting`], for a handling that is there, leaving alone what has been started before: activity never resets a clock.
pub fn starting_once(
    ctx: &Context<'_>,
    case: &Case,
    handling: &Handling,
    moment: Moment,
    at: Instant,
    on: Date,
) -> Result<Vec<ClockChange>, CalendarError> {
    let started = starting(ctx, handling.route, handling.number, case.is_anonymous(), moment, at, on)?;
    let is_new = |change: &ClockChange| match change {
        ClockChange::Started(new) => {
            !case.clocks.iter().any(|old| old.rule == new.rule && old.handling == handling.number)
        }
        ClockChange::Extended { .. } | ClockChange::Stopped { .. } => true,
    };
    Ok(started.into_iter().filter(is_new).collect())
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
    running(case, handling)
        .filter(|clock| ctx.procedure.clock(&clock.rule).is_some_and(|rule| rule.stop == moment))
        .map(|clock| clock.stop(at, on, ctx.calendar))
        .collect()
}

/// The running clocks of a handling that contact by these means stops (R46). Contact made before a clock started, and
/// recorded later, does not stop it.
pub fn stopping_on_contact(
    ctx: &Context<'_>,
    case: &Case,
    handling: u32,
    means: Means,
    at: Instant,
) -> Result<Vec<ClockChange>, CalendarError> {
    let satisfies = |clock: &Clock| {
        clock.started_at <= at
            && ctx
                .procedure
                .clock(&clock.rule)
                .is_some_and(|rule| rule.stop == Moment::Contacted && rule.satisfied_by.contains(&means))
    };
    running(case, handling)
        .filter(|clock| satisfies(clock))
        .map(|clock| clock.stop(at, at.local_date(Zone::LONDON), ctx.calendar))
        .collect()
}

/// Running clocks of a handling.
pub fn running(case: &Case, handling: u32) -> impl Iterator<Item = &Clock> {
    case.clocks.iter().filter(move |clock| clock.handling == handling && clock.verdict.is_none())
}
