//! Counting: when a clock is due, when it warns, and how it ends.

use super::{Clock, ClockChange, Due, Edges, Started, Taken, Verdict};
use crate::calendar::{Calendar, CalendarError, DayUnit};
use crate::procedure::{ClockRule, NonworkingStart, Unit};
use crate::time::{Date, Instant, Zone, minus_days};

impl Started {
    /// A clock that starts by its rule.
    ///
    /// # Errors
    /// When a date that is needed lies outside the years the calendar vouches for.
    pub fn by(
        rule: &ClockRule,
        handling: u32,
        at: Instant,
        on: Date,
        calendar: &Calendar,
    ) -> Result<Self, CalendarError> {
        let edges = Edges {
            first_is_worked: rule.nonworking_start == Some(NonworkingStart::NextWorkingDay),
            last_is_worked: rule.term(rule.length).is_some_and(|term| term.last_is_worked),
            closes_at: rule.closes_at(),
        };
        let due = |length| match rule.term(length) {
            Some(term) => Ok(edges.end_of(calendar.end_of(on, &term)?)),
            None => Ok(Due::At(at.plus_hours(length))),
        };
        Ok(Self {
            rule: rule.id.clone(),
            handling,
            timescale: rule.timescale,
            at,
            on,
            provisional: false,
            length: rule.length,
            unit: rule.unit,
            start_rule: rule.start_rule,
            edges,
            due: due(rule.length)?,
            early: rule.early_target.map(due).transpose()?,
        })
    }
}

impl Clock {
    /// The verdict when it stops on a day, at an instant, of a handling received on a day.
    ///
    /// A clock of working days is met when the days taken are within its length and its pauses, so a close on the Saturday
    /// after the last day is met, or when it stops on or before the date it was extended to. Every other clock is met when
    /// it stops by what it is due by.
    ///
    /// # Errors
    /// When the days cannot be counted on the calendar.
    pub fn verdict_at(
        &self,
        at: Instant,
        on: Date,
        received_on: Date,
        calendar: &Calendar,
    ) -> Result<Verdict, CalendarError> {
        let taken = self.taken(at, on, received_on, calendar)?;
        let by_the_extension = || matches!(self.due, Due::On(_)) && self.extended_to.is_some_and(|to| on <= to);
        let met = self.keeps(self.due, at, on, taken) || by_the_extension();
        Ok(if met { Verdict::Met(taken) } else { Verdict::Late(taken) })
    }

    /// Whether it was met, and would have been had it never been extended.
    pub fn met_unextended(&self) -> bool {
        let (Some(Verdict::Met(taken)), Some(at)) = (self.verdict, self.stopped_at) else { return false };
        let due = self.edges.end_of(minus_days(self.due.date(), self.extended_by));
        self.extended_to.is_none() || self.keeps(due, at, at.local_date(Zone::LONDON), taken)
    }

    /// Whether it is in time for a due date.
    fn keeps(&self, due: Due, at: Instant, on: Date, taken: Taken) -> bool {
        match (due, taken) {
            (Due::On(_), Taken::WorkingDays(days) | Taken::LaterWorkingDays { days, .. }) => {
                days <= self.length.saturating_add(self.paused_total)
            }
            (Due::On(due), _) => on <= due,
            (Due::At(due), _) => at <= due,
        }
    }

    fn taken(&self, at: Instant, on: Date, received_on: Date, calendar: &Calendar) -> Result<Taken, CalendarError> {
        let Some(term) = self.term() else { return Ok(Taken::Minutes(at.minutes_since(self.started_at))) };
        // Only a time limit is measured from the receipt; every other clock from its own start.
        let reported_from = if self.timescale { received_on.min(self.started_on) } else { self.started_on };
        let days = calendar.taken_of(self.started_on, on, &term)?;
        let working_days = calendar.taken(reported_from, on.max(reported_from), term.day_one)?;
        Ok(match term.unit {
            DayUnit::WorkingDay if reported_from < self.started_on => {
                Taken::LaterWorkingDays { days, since_receipt: working_days }
            }
            DayUnit::WorkingDay => Taken::WorkingDays(days),
            DayUnit::CalendarDay | DayUnit::Week | DayUnit::Month => Taken::CalendarDays { days, working_days },
        })
    }

    /// The change that stops it with a verdict.
    pub fn stopped(&self, at: Instant, verdict: Verdict) -> ClockChange {
        ClockChange::Stopped { rule: self.rule.clone(), handling: self.handling, at, verdict }
    }

    /// The change that lets it go on, of a time limit whose handling is opened again.
    pub fn reopened(&self) -> ClockChange {
        ClockChange::Reopened { rule: self.rule.clone(), handling: self.handling }
    }

    /// From when on people are warned that it will be due, first the earliest. A date that the calendar does not vouch for
    /// is left out.
    pub fn warns_at(&self, rule: &ClockRule, calendar: &Calendar) -> Vec<Instant> {
        let from = |length: &u32| match (self.unit.days(), self.due) {
            (Some(unit), due) => {
                calendar.before(due.date(), *length, unit).ok().map(|day| Instant::start_of(day, Zone::LONDON))
            }
            (None, due) => Some(due.deadline().minus_hours(*length)),
        };
        let mut warns: Vec<Instant> = rule.warn_at.iter().filter_map(from).collect();
        warns.sort();
        warns
    }

    /// Whether people are warned of it now.
    pub fn warns(&self, rule: &ClockRule, now: Instant, calendar: &Calendar) -> bool {
        self.runs() && self.paused_since.is_none() && self.warns_at(rule, calendar).iter().any(|from| *from <= now)
    }

    /// Whether it counts hours.
    pub fn counts_hours(&self) -> bool {
        self.unit == Unit::Hour
    }
}
