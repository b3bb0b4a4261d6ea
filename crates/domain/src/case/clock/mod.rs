//! Clocks of a case: started, moved and stopped by events, with a verdict that is frozen when they stop.
//!
//! Due dates are computed once, when a clock starts, and stand in the event; no later edit of a procedure or
//! a calendar moves them. Activity never resets a clock, unless its rule says so: a clock that waits to be acknowledged,
//! and one that repeats, are started again by what they wait for, and the history shows both.

mod change;
mod count;
mod explain;
mod pause;

use serde::{Deserialize, Serialize};

use super::Due;
use crate::calendar::{CloseOfBusiness, Term};
use crate::procedure::{StartRule, Unit};
use crate::time::{Date, Instant, Zone};

pub use change::{ClockChange, Started};
pub use explain::Working;

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
    /// It counts from the last day on which acknowledging is permitted, until it is acknowledged earlier.
    pub provisional: bool,
    pub length: u32,
    pub unit: Unit,
    pub start_rule: StartRule,
    pub edges: Edges,
    /// Due date, extension and pauses included.
    pub due: Due,
    pub early: Option<Due>,
    pub extended_to: Option<Date>,
    /// Calendar days by which extensions have moved it.
    pub extended_by: u32,
    /// The day on which it was paused, while it is.
    pub paused_since: Option<Date>,
    /// Days by which pauses have moved it: working days for a clock that counts them, else calendar days.
    pub paused_total: u32,
    /// How each round before this one ended, of a clock that repeats.
    pub rounds: Vec<Verdict>,
    pub stopped_at: Option<Instant>,
    pub verdict: Option<Verdict>,
}

/// What becomes of the first and the last day of a clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edges {
    /// The first day is moved to the next working day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub first_is_worked: bool,
    /// The last day is moved to the next working day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub last_is_worked: bool,
    /// When the last day closes, if that is before midnight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<CloseOfBusiness>,
}

/// How a clock ended. Frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Met(Taken),
    Late(Taken),
    /// What it waited for was no longer needed, and it was not late when that became so; or it never belonged to a case
    /// of this class.
    NotNeeded,
}

/// Time taken, in the clock's own unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Taken {
    WorkingDays(u32),
    /// Of a time limit that starts after the receipt: working days since it started, and since the receipt, which the
    /// report counts.
    #[serde(rename_all = "kebab-case")]
    LaterWorkingDays {
        days: u32,
        since_receipt: u32,
    },
    /// Of a clock of calendar days, weeks or months; with the working days among them, since the receipt where it is a
    /// time limit.
    #[serde(rename_all = "kebab-case")]
    CalendarDays {
        days: u32,
        working_days: u32,
    },
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

    /// Working days taken, where the clock counts days: of a time limit those since receipt, by which the report measures.
    pub fn working_days(self) -> Option<u32> {
        match self.taken()? {
            Taken::WorkingDays(days)
            | Taken::LaterWorkingDays { since_receipt: days, .. }
            | Taken::CalendarDays { working_days: days, .. } => Some(days),
            Taken::Minutes(_) => None,
        }
    }
}

impl Edges {
    /// When a last day ends.
    pub fn end_of(self, day: Date) -> Due {
        match self.closes_at {
            None => Due::On(day),
            Some(time) => Due::At(time.on(day, Zone::LONDON)),
        }
    }

    pub fn is_plain(&self) -> bool {
        *self == Self::default()
    }
}

impl Clock {
    /// Whether it has not stopped; a paused clock runs.
    pub fn runs(&self) -> bool {
        self.verdict.is_none()
    }

    /// Whether it is over its time now. A paused clock is not.
    pub fn is_late(&self, now: Instant) -> bool {
        self.runs() && self.paused_since.is_none() && now > self.due.deadline()
    }

    /// How its length is counted; `None` for hours.
    pub fn term(&self) -> Option<Term> {
        Some(Term {
            length: self.length,
            unit: self.unit.days()?,
            day_one: self.start_rule.day_one()?,
            first_is_worked: self.edges.first_is_worked,
            last_is_worked: self.edges.last_is_worked,
        })
    }
}
