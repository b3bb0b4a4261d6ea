//! Measuring one closed handling: by the verdict that was frozen, and by the time limit of another procedure.

use redress_domain::calendar::{Calendar, CalendarError};
use redress_domain::case::clock::{Clock, ClockChange, Started, Verdict};
use redress_domain::case::{Case, Due, Handling};
use redress_domain::procedure::{ClockRule, Moment, Procedure, Route};
use redress_domain::statistics::Target;
use redress_domain::time::{Date, Instant, Zone};
use redress_domain::words::Word;

use super::Measured;

/// A moment of a handling's life.
#[derive(Debug, Clone, Copy)]
struct When {
    at: Instant,
    on: Date,
}

/// The verdict as it was frozen.
///
/// # Errors
/// A sentence that says why there is none.
pub(super) fn measured_now(case: &Case, handling: &Handling) -> Result<Measured, String> {
    let clock = frozen(case, handling).ok_or("It was closed without a time limit of its own.")?;
    let verdict = clock.verdict.ok_or("It was closed without a verdict.")?;
    Ok(measured(verdict, Target { n: clock.length, unit: clock.unit }))
}

/// The verdict it would have had under a procedure.
///
/// # Errors
/// A sentence that says why it cannot be measured.
pub(super) fn measured_under(
    procedure: &Procedure,
    case: &Case,
    handling: &Handling,
    pinned: &Procedure,
    calendar: &Calendar,
) -> Result<Measured, String> {
    let rule = limit(procedure, case, handling)?;
    let story = Story { case, handling, pinned };
    let started = story.start(rule, procedure, calendar).map_err(|error| error.to_string())?;
    let started = started.ok_or_else(|| {
        format!("Its time limit would start at a moment that the case does not tell of ({}).", rule.id)
    })?;
    let verdict = match frozen(case, handling) {
        // Counted alike, it stays as it was frozen, whatever became of the calendar since.
        Some(clock) if counts_alike(clock, &started) => clock.verdict,
        clock => Some(story.verdict(&started, clock, calendar).map_err(|error| error.to_string())?),
    };
    let verdict = verdict.ok_or("It was closed without a verdict.")?;
    Ok(measured(verdict, Target { n: rule.length, unit: rule.unit }))
}

fn measured(verdict: Verdict, target: Target) -> Measured {
    Measured { target, days: verdict.working_days(), met: matches!(verdict, Verdict::Met(_)) }
}

fn frozen<'c>(case: &'c Case, handling: &Handling) -> Option<&'c Clock> {
    case.timescale(handling.number)
}

/// The time limit that a procedure has for a handling: at the stage of the same id where it has one, else by its route.
fn limit<'p>(procedure: &'p Procedure, case: &Case, handling: &Handling) -> Result<&'p ClockRule, String> {
    let route = handling.route;
    let same = handling.stage.as_deref().and_then(|id| procedure.stage(id));
    let stage = same.filter(|stage| stage.routes.contains(&route)).or_else(|| procedure.stage_for(route));
    let stage = stage.ok_or_else(|| format!("There is no stage for it: {} ({}).", route.label(), route.id()))?;
    let class = case.triage.as_ref().and_then(|triage| procedure.triage_class(&triage.class));
    let class = class.map_or_else(|| procedure.presumed_class(), |class| &class.id);
    let limit = procedure.clocks_at(route, &stage.id, class).find(|rule| rule.timescale);
    limit.ok_or_else(|| format!("The stage {} has no time limit for it.", stage.label))
}

/// Whether a clock would be counted as it was.
fn counts_alike(clock: &Clock, started: &Started) -> bool {
    let there = (clock.started_on, clock.length, clock.unit, clock.start_rule, clock.edges);
    there == (started.on, started.length, started.unit, started.start_rule, started.edges)
        && (clock.started_at == started.at || !clock.counts_hours())
}

/// What is known of a handling.
struct Story<'a> {
    case: &'a Case,
    handling: &'a Handling,
    pinned: &'a Procedure,
}

impl Story<'_> {
    /// How a clock would have started: when its moment came, at the latest on the last day permitted for what it waits for.
    fn start(
        &self,
        rule: &ClockRule,
        procedure: &Procedure,
        calendar: &Calendar,
    ) -> Result<Option<Started>, CalendarError> {
        let came = self.moment(rule.start);
        let latest = match rule.fallback.as_ref().and_then(|fallback| procedure.clock(&fallback.latest_permitted)) {
            Some(acknowledgement) => self.last_day_of(acknowledgement, calendar)?,
            None => None,
        };
        let start = match (came, latest) {
            (Some(came), Some(latest)) if latest.at < came.at => Some(latest),
            (came, latest) => came.or(latest),
        };
        start.map(|when| Started::by(rule, self.handling.number, when.at, when.on, calendar)).transpose()
    }

    fn last_day_of(&self, rule: &ClockRule, calendar: &Calendar) -> Result<Option<When>, CalendarError> {
        let Some(from) = self.moment(rule.start) else { return Ok(None) };
        let due = Started::by(rule, self.handling.number, from.at, from.on, calendar)?.due;
        let at = match due {
            Due::On(day) => Instant::start_of(day, Zone::LONDON),
            Due::At(at) => at,
        };
        Ok(Some(When { at, on: due.date() }))
    }

    /// When a moment came: the receipt is known of every handling, others where a clock of its own started or stopped by them.
    fn moment(&self, moment: Moment) -> Option<When> {
        let handling = self.handling;
        let is_receipt = match handling.route {
            Route::Esc => moment == Moment::EscalationRequested,
            _ => moment == Moment::Received,
        };
        if is_receipt {
            return Some(When { at: handling.received_at, on: handling.received_on });
        }
        let clocks = self.case.clocks.iter().filter(|clock| clock.handling == handling.number);
        let told = clocks.filter_map(|clock| {
            let rule = self.pinned.clock(&clock.rule)?;
            if rule.start == moment && !clock.provisional {
                return Some(When { at: clock.started_at, on: clock.started_on });
            }
            let at = clock
                .stopped_at
                .filter(|_| rule.stop == moment && !matches!(clock.verdict, Some(Verdict::NotNeeded)))?;
            Some(When { at, on: at.local_date(Zone::LONDON) })
        });
        told.min_by_key(|when| when.at)
    }

    /// The verdict at the close, with the extension and the pauses there were.
    fn verdict(
        &self,
        started: &Started,
        frozen: Option<&Clock>,
        calendar: &Calendar,
    ) -> Result<Verdict, CalendarError> {
        let (rule, handling) = (started.rule.clone(), started.handling);
        let mut clock = Clock::from(started);
        if let Some(days) = frozen.map(|frozen| frozen.paused_total).filter(|days| *days > 0 && !clock.counts_hours()) {
            let due = clock.edges.end_of(clock.moved(clock.due.date(), days, calendar)?);
            clock.apply(&ClockChange::Resumed { rule: rule.clone(), handling, on: due.date(), days, due });
        }
        if let Some(to) = self.handling.extended_to.filter(|to| *to > clock.due.date()) {
            clock.apply(&ClockChange::Extended { rule, handling, to });
        }
        let on = self.handling.closed_on.unwrap_or(started.on);
        let at = frozen.and_then(|clock| clock.stopped_at).unwrap_or_else(|| Instant::end_of(on, Zone::LONDON));
        clock.verdict_at(at, on, self.handling.received_on, calendar)
    }
}
