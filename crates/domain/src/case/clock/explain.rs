//! A clock with its working shown: from what to what it counts, by which rule, and what moved it.

use super::{Clock, Due};
use crate::calendar::{Calendar, DayOne, Explanation};
use crate::procedure::Unit;
use crate::time::{Date, Instant, Zone, long_date};

/// How a due date came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Working {
    /// Start, rule, edges, pauses, extension and end, one sentence each.
    pub sentences: Vec<String>,
    /// Each day on the way to the date before pauses and extensions, on the calendar as it is now; `None` for hours, and
    /// where the calendar no longer vouches for the days.
    pub days: Option<Explanation>,
}

impl Clock {
    /// Its working.
    pub fn explain(&self, calendar: &Calendar) -> Working {
        let days = self.term().and_then(|term| calendar.explain_term(self.started_on, &term).ok());
        let mut sentences = vec![self.start(), self.rule_in_words()];
        sentences.extend(days.as_ref().and_then(rolled));
        sentences
            .extend(self.edges.closes_at.map(|time| format!("The last day ends at {time}, the close of business.")));
        sentences.extend(self.early.map(|early| format!("To be aimed at: {}.", in_words(early))));
        sentences.extend(self.pauses());
        sentences.extend(self.extended_to.map(|to| format!("Extended to {}.", long_date(to))));
        sentences.extend(days.as_ref().and_then(|days| self.changed_calendar(days)));
        sentences.extend(self.earlier_rounds());
        sentences.extend(self.stopped_at.map(|at| format!("Stopped {}.", instant_in_words(at))));
        Working { sentences, days }
    }

    fn start(&self) -> String {
        let start = match self.unit {
            Unit::Hour => instant_in_words(self.started_at),
            _ => long_date(self.started_on),
        };
        match self.provisional {
            false => format!("Started {start}."),
            true => format!(
                "Counts from {start}, the last day to acknowledge; from the day of acknowledging where that comes first."
            ),
        }
    }

    fn rule_in_words(&self) -> String {
        let length = self.unit.count(self.length);
        let first = match (self.unit, self.start_rule.day_one()) {
            (Unit::Hour, _) | (_, None) => return format!("{length}, which pass by day and night."),
            (Unit::WorkingDay, Some(DayOne::DayAfter)) => "the first working day after the start counts as day 1",
            (Unit::WorkingDay, Some(DayOne::SameDay)) => {
                "the day of the start counts as day 1, or the next working day if it is none"
            }
            (Unit::Month, Some(DayOne::DayAfter)) => {
                "to the day of the same number, or the last of the month where there is none"
            }
            (Unit::Month, Some(DayOne::SameDay)) => "beginning with the day of the start",
            (Unit::CalendarDay | Unit::Week, Some(DayOne::DayAfter)) => {
                "the day after the start counts as day 1, worked or not"
            }
            (Unit::CalendarDay | Unit::Week, Some(DayOne::SameDay)) => {
                "the day of the start counts as day 1, worked or not"
            }
        };
        let moved = match (self.unit, self.edges.first_is_worked) {
            (Unit::WorkingDay, _) | (_, false) => "",
            (_, true) => "; a first day that is not worked is moved to the next working day",
        };
        format!("{length}; {first}{moved}.")
    }

    fn pauses(&self) -> Vec<String> {
        let unit = if self.unit == Unit::WorkingDay { Unit::WorkingDay } else { Unit::CalendarDay };
        let moved =
            (self.paused_total > 0).then(|| format!("Moved on by {} for pauses.", unit.count(self.paused_total)));
        let paused = self.paused_since.map(|on| format!("Paused since {}.", long_date(on)));
        moved.into_iter().chain(paused).collect()
    }

    /// Said where the date given stands although the calendar would give another now.
    fn changed_calendar(&self, days: &Explanation) -> Option<String> {
        let untouched = self.extended_to.is_none() && self.paused_total == 0;
        (untouched && days.due != self.due.date())
            .then(|| "The calendar has changed since; the date given then stands.".to_owned())
    }

    fn earlier_rounds(&self) -> Option<String> {
        let late = self.rounds.iter().filter(|round| matches!(round, super::Verdict::Late(_))).count();
        let rounds = self.rounds.len();
        (rounds > 0).then(|| format!("Rounds before this one: {rounds}, of which {late} late."))
    }
}

/// Why the last day was moved.
fn rolled(days: &Explanation) -> Option<String> {
    let first = days.rolled.first()?;
    Some(format!("{} is not worked ({}), so it is due on {}.", long_date(first.date), first.why, long_date(days.due)))
}

fn in_words(due: Due) -> String {
    match due {
        Due::On(on) => long_date(on),
        Due::At(at) => instant_in_words(at),
    }
}

fn instant_in_words(at: Instant) -> String {
    let day: Date = at.local_date(Zone::LONDON);
    format!("{} at {}", long_date(day), at.local_time(Zone::LONDON))
}
