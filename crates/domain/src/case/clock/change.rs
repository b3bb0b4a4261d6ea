//! What an event does to a clock, and how the clock stands after it.

use serde::{Deserialize, Serialize};

use super::{Clock, Due, Edges, Verdict};
use crate::procedure::{StartRule, Unit};
use crate::time::{Date, Instant, days_between};

/// What an event does to a clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockChange {
    Started(Box<Started>),
    /// It counts from anew: acknowledged after it had begun provisionally, or another round of one that repeats.
    Restarted {
        started: Box<Started>,
        /// How the round before ended, of a clock that repeats.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        round: Option<Verdict>,
    },
    Extended {
        rule: String,
        handling: u32,
        to: Date,
    },
    Paused {
        rule: String,
        handling: u32,
        on: Date,
    },
    /// It goes on, due so many days later.
    Resumed {
        rule: String,
        handling: u32,
        on: Date,
        days: u32,
        due: Due,
    },
    Stopped {
        rule: String,
        handling: u32,
        at: Instant,
        verdict: Verdict,
    },
    /// The time limit of a handling that was opened again goes on, with the due date it had.
    Reopened {
        rule: String,
        handling: u32,
    },
}

/// A clock was started.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Started {
    pub rule: String,
    pub handling: u32,
    pub timescale: bool,
    pub at: Instant,
    pub on: Date,
    /// See [`Clock::provisional`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
    pub length: u32,
    pub unit: Unit,
    pub start_rule: StartRule,
    #[serde(default, skip_serializing_if = "Edges::is_plain")]
    pub edges: Edges,
    pub due: Due,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early: Option<Due>,
}

impl ClockChange {
    /// Rule id and handling of the clock it is about.
    pub fn of(&self) -> (&str, u32) {
        match self {
            Self::Started(started) | Self::Restarted { started, .. } => (&started.rule, started.handling),
            Self::Extended { rule, handling, .. }
            | Self::Paused { rule, handling, .. }
            | Self::Resumed { rule, handling, .. }
            | Self::Stopped { rule, handling, .. }
            | Self::Reopened { rule, handling } => (rule, *handling),
        }
    }
}

impl Clock {
    /// Makes a change of this clock.
    pub fn apply(&mut self, change: &ClockChange) {
        match change {
            ClockChange::Started(started) => *self = Self::from(started.as_ref()),
            ClockChange::Restarted { started, round } => {
                let mut rounds = std::mem::take(&mut self.rounds);
                rounds.extend(*round);
                *self = Self { rounds, ..Self::from(started.as_ref()) };
            }
            ClockChange::Extended { to, .. } => {
                self.extended_by = self.extended_by.saturating_add(days_between(self.due.date(), *to));
                self.due = self.edges.end_of(*to);
                self.extended_to = Some(*to);
            }
            ClockChange::Paused { on, .. } => self.paused_since = Some(*on),
            ClockChange::Resumed { days, due, .. } => {
                self.paused_since = None;
                self.paused_total = self.paused_total.saturating_add(*days);
                self.due = *due;
                self.extended_to = self.extended_to.map(|_| due.date());
            }
            ClockChange::Stopped { at, verdict, .. } => {
                self.stopped_at = Some(*at);
                self.verdict = Some(*verdict);
                // The limit of a class the case does not have is not its limit.
                self.timescale = self.timescale && *verdict != Verdict::NotNeeded;
            }
            ClockChange::Reopened { .. } => {
                self.stopped_at = None;
                self.verdict = None;
                self.timescale = true;
            }
        }
    }
}

impl From<&Started> for Clock {
    fn from(started: &Started) -> Self {
        Self {
            rule: started.rule.clone(),
            handling: started.handling,
            timescale: started.timescale,
            started_at: started.at,
            started_on: started.on,
            provisional: started.provisional,
            length: started.length,
            unit: started.unit,
            start_rule: started.start_rule,
            edges: started.edges,
            due: started.due,
            early: started.early,
            extended_to: None,
            extended_by: 0,
            paused_since: None,
            paused_total: 0,
            rounds: Vec::new(),
            stopped_at: None,
            verdict: None,
        }
    }
}
