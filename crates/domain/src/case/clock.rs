//! Clocks of a case: started, extended and stopped by events, with a verdict that is frozen when they stop.
//!
//! Due dates are computed once, when a clock starts, and stand in the event; no later edit of a procedure or
//! a calendar moves them. Activity never resets a clock.

use serde::{Deserialize, Serialize};

use super::Due;
use crate::calendar::{Calendar, CalendarError};
use crate::procedure::{ClockRule, StartRule, Unit};
use crate::time::{Date, Instant, Zone};

/// A clock as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// Id of its rule in the case's version of the procedure.
    pub rule: String,
    pub handling: u32,
    /// Whether it is the time limit of its handling, by which the report measures.
    pub timescale: bool,
    pub started_at: Instant,
    pub started_on: Date,
    pub length: u32,
    pub unit: Unit,
    pub start_rule: StartRule,
    /// Due date, extension included.
    pub due: Due,
    pub early: Option<Due>,
    pub extended_to: Option<Date>,
    pub stopped_at: Option<Instant>,
    pub verdict: Option<Verdict>,
}

/// What an event does to a clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockChange {
    Started(Box<Started>),
    Extended { rule: String, handling: u32, to: Date },
    Stopped { rule: String, handling: u32, at: Instant, verdict: Verdict },
}

/// A clock was started.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Started {
    pub rule: String,
    pub handling: u32,
    pub timescale: bool,
    pub at: Instant,
    pub on: Date,
    pub length: u32,
    pub unit: Unit,
    pub start_rule: StartRule,
    pub due: Due,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early: Option<Due>,
}

/// How a clock ended. Frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Met(Taken),
    Late(Taken),
    /// What it waited for was no longer needed, and it was not late when that became so.
    NotNeeded,
}

/// Time taken, in the clock's own unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Taken {
    WorkingDays(u32),
    /// Elapsed minutes of a clock that counts hours.
    Minutes(u32),
}

impl Verdict {
    pub fn taken(self) -> Option<Taken> {
        match self {
            Self::Met(taken) | Self::Late(taken) => Some(taken),
            Self::NotNeeded => None,
        }
    }

    /// Working days taken, where the clock counts them.
    pub fn working_days(self) -> Option<u32> {
        match self.taken()? {
            Taken::WorkingDays(days) => Some(days),
            Taken::Minutes(_) => None,
        }
    }
}

/// Starts a clock by its rule.
///
/// # Errors
/// When a date that is needed lies outside the years the calendar vouches for.
pub fn start(
    rule: &ClockRule,
    handling: u32,
    at: Instant,
    on: Date,
    calendar: &Calendar,
) -> Result<ClockChange, CalendarError> {
    Ok(ClockChange::Started(Box::new(Started {
        rule: rule.id.clone(),
        handling,
        timescale: rule.timescale,
        at,
        on,
        length: rule.length,
        unit: rule.unit,
        start_rule: rule.start_rule,
        due: due(rule.start_rule, rule.length, at, on, calendar)?,
        early: rule.early_target.map(|early| due(rule.start_rule, early, at, on, calendar)).transpose()?,
    })))
}

fn due(start_rule: StartRule, length: u32, at: Instant, on: Date, calendar: &Calendar) -> Result<Due, CalendarError> {
    match start_rule.day_one() {
        Some(day_one) => Ok(Due::On(calendar.due(on, length, day_one)?)),
        None => Ok(Due::At(at.plus_hours(length))),
    }
}

impl Clock {
    /// The verdict when it stops on a day, at an instant.
    ///
    /// A clock of working days is met when the days taken are within its length, so a close on the Saturday after the last
    /// day is met, or when it stops on or before the date it was extended to.
    ///
    /// # Errors
    /// When the days cannot be counted on the calendar.
    pub fn verdict_at(&self, at: Instant, on: Date, calendar: &Calendar) -> Result<Verdict, CalendarError> {
        let (taken, met) = match self.start_rule.day_one() {
            Some(day_one) => {
                let days = calendar.taken(self.started_on, on.max(self.started_on), day_one)?;
                (Taken::WorkingDays(days), days <= self.length || self.extended_to.is_some_and(|to| on <= to))
            }
            None => (Taken::Minutes(at.minutes_since(self.started_at)), at <= self.due.deadline()),
        };
        Ok(if met { Verdict::Met(taken) } else { Verdict::Late(taken) })
    }

    /// The change that stops it on a day, at an instant.
    ///
    /// # Errors
    /// As [`Clock::verdict_at`].
    pub fn stop(&self, at: Instant, on: Date, calendar: &Calendar) -> Result<ClockChange, CalendarError> {
        Ok(self.stopped(at, self.verdict_at(at, on, calendar)?))
    }

    /// The change that ends it because what it waited for is no longer needed: late stays late.
    ///
    /// # Errors
    /// As [`Clock::verdict_at`].
    pub fn end_unneeded(&self, at: Instant, calendar: &Calendar) -> Result<ClockChange, CalendarError> {
        let verdict = match self.verdict_at(at, at.local_date(Zone::LONDON), calendar)? {
            late @ Verdict::Late(_) => late,
            Verdict::Met(_) | Verdict::NotNeeded => Verdict::NotNeeded,
        };
        Ok(self.stopped(at, verdict))
    }

    fn stopped(&self, at: Instant, verdict: Verdict) -> ClockChange {
        ClockChange::Stopped { rule: self.rule.clone(), handling: self.handling, at, verdict }
    }
}
