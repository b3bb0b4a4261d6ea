//! A due date in words, as somebody would say it now: `by tomorrow 14:20`, `3 working days left`, `late by 1 working day`.

use redress_domain::calendar::{Calendar, DayOne, DayUnit};
use redress_domain::case::Due;
use redress_domain::case::clock::Clock;
use redress_domain::procedure::Unit;
use redress_domain::time::{Date, Instant, Zone, long_date};

use super::counted;

/// How near it is. Said in the words too: colour only repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Urgency {
    Running,
    /// Tomorrow, or one working day.
    Soon,
    Today,
    Late,
}

impl Urgency {
    /// Class of the chip that shows it.
    pub(crate) fn chip(self) -> &'static str {
        match self {
            Self::Running => "rd-chip--running",
            Self::Soon => "rd-chip--soon",
            Self::Today => "rd-chip--today",
            Self::Late => "rd-chip--late",
        }
    }

    /// End of the class of a panel or a clock that shows it; empty for the plain one.
    pub(crate) fn modifier(self) -> &'static str {
        match self {
            Self::Running => "",
            Self::Soon | Self::Today => "soon",
            Self::Late => "late",
        }
    }
}

/// A due date as it is said now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DueWords {
    pub(crate) words: String,
    pub(crate) urgency: Urgency,
}

/// What to say of a due date now. Days are working days of the calendar; hours pass by day and night.
pub(crate) fn due_words(due: Due, now: Instant, calendar: &Calendar) -> DueWords {
    let (words, urgency) = match due {
        Due::On(on) => of_day(on, now.local_date(Zone::LONDON), calendar),
        Due::At(at) => of_instant(at, now),
    };
    DueWords { words, urgency }
}

/// What to say of a running clock now, in what it counts: calendar days are not told in working days.
pub(crate) fn clock_words(clock: &Clock, now: Instant, calendar: &Calendar) -> DueWords {
    match (clock.due, clock.unit) {
        (Due::On(on), Unit::CalendarDay | Unit::Week | Unit::Month) => {
            let (words, urgency) = of_calendar_day(on, now.local_date(Zone::LONDON), calendar);
            DueWords { words, urgency }
        }
        (due, _) => due_words(due, now, calendar),
    }
}

fn of_calendar_day(on: Date, today: Date, calendar: &Calendar) -> (String, Urgency) {
    let days = |from, to| calendar.days_after(from, to, DayUnit::CalendarDay);
    let words = |days: u32| counted(u64::from(days), "day", "days");
    match (days(today, on), days(on, today)) {
        (Ok(0), Ok(0)) => ("due today".to_owned(), Urgency::Today),
        (Ok(1), Ok(0)) => (format!("{} left", words(1)), Urgency::Soon),
        (Ok(left), Ok(0)) => (format!("{} left", words(left)), Urgency::Running),
        (_, Ok(over)) => (format!("late by {}", words(over)), Urgency::Late),
        _ => of_day(on, today, calendar),
    }
}

fn of_day(on: Date, today: Date, calendar: &Calendar) -> (String, Urgency) {
    if on == today {
        return ("due today".to_owned(), Urgency::Today);
    }
    let (from, to) = if today < on { (today, on) } else { (on, today) };
    // A date no calendar vouches for is said as it stands.
    let Ok(days) = calendar.taken(from, to, DayOne::DayAfter) else {
        let urgency = if today < on { Urgency::Running } else { Urgency::Late };
        return (format!("due {}", long_date(on)), urgency);
    };
    let days_words = counted(u64::from(days), "working day", "working days");
    match (today < on, days) {
        (true, 0) => (format!("due {}, no working day before it", long_date(on)), Urgency::Soon),
        (true, 1) => (format!("{days_words} left"), Urgency::Soon),
        (true, _) => (format!("{days_words} left"), Urgency::Running),
        // Until the next working day no day has been lost.
        (false, 0) => (format!("was due {}, no working day since", long_date(on)), Urgency::Today),
        (false, _) => (format!("late by {days_words}"), Urgency::Late),
    }
}

fn of_instant(at: Instant, now: Instant) -> (String, Urgency) {
    if now > at {
        return (format!("late by {}", elapsed(now.minutes_since(at))), Urgency::Late);
    }
    let (day, today) = (at.local_date(Zone::LONDON), now.local_date(Zone::LONDON));
    let time = at.local_time(Zone::LONDON);
    if day == today {
        (format!("by today {time}"), Urgency::Today)
    } else if today.tomorrow().is_ok_and(|tomorrow| tomorrow == day) {
        (format!("by tomorrow {time}"), Urgency::Soon)
    } else {
        (format!("by {} {time}", long_date(day)), Urgency::Running)
    }
}

/// A stretch of time in its largest fitting unit, rounded down.
pub(crate) fn elapsed(minutes: u32) -> String {
    let (hours, days) = (minutes / 60, minutes / (24 * 60));
    if minutes < 60 {
        counted(u64::from(minutes), "minute", "minutes")
    } else if hours < 48 {
        counted(u64::from(hours), "hour", "hours")
    } else {
        counted(u64::from(days), "day", "days")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use redress_domain::calendar::Division;
    use redress_domain::time::{parse_date, parse_local};

    use super::*;

    fn said(due: &str, now: &str) -> (String, Urgency) {
        let calendar = Calendar::shipped(Division::EnglandAndWales);
        let due = match parse_date(due) {
            Ok(on) => Due::On(on),
            Err(_) => Due::At(parse_local(due, Zone::LONDON).unwrap()),
        };
        let words = due_words(due, parse_local(now, Zone::LONDON).unwrap(), calendar);
        (words.words, words.urgency)
    }

    #[test]
    fn days_are_working_days() {
        // 3 April 2026 is Good Friday, 6 April Easter Monday.
        let cases = [
            ("2026-03-06", "2026-03-03T09:00", "3 working days left", Urgency::Running),
            ("2026-03-04", "2026-03-03T23:59", "1 working day left", Urgency::Soon),
            ("2026-03-03", "2026-03-03T09:00", "due today", Urgency::Today),
            ("2026-03-02", "2026-03-03T09:00", "late by 1 working day", Urgency::Late),
            ("2026-04-07", "2026-04-02T17:00", "1 working day left", Urgency::Soon),
            ("2026-04-02", "2026-04-08T08:00", "late by 2 working days", Urgency::Late),
        ];
        for (due, now, words, urgency) in cases {
            assert_eq!(said(due, now), (words.to_owned(), urgency), "{due} at {now}");
        }
    }

    #[test]
    fn a_weekend_loses_no_working_day() {
        let (words, urgency) = said("2026-03-06", "2026-03-07T12:00");
        assert_eq!((words.as_str(), urgency), ("was due Friday 6 March 2026, no working day since", Urgency::Today));
        let (words, _) = said("2026-03-08", "2026-03-07T12:00");
        assert_eq!(words, "due Sunday 8 March 2026, no working day before it");
    }

    #[test]
    fn hours_are_said_by_the_clock_in_london() {
        let cases = [
            ("2026-03-03T14:20", "2026-03-03T09:00", "by today 14:20", Urgency::Today),
            ("2026-03-04T14:20", "2026-03-03T23:59", "by tomorrow 14:20", Urgency::Soon),
            ("2026-03-05T14:20", "2026-03-03T09:00", "by Thursday 5 March 2026 14:20", Urgency::Running),
            ("2026-03-03T14:20", "2026-03-03T14:21", "late by 1 minute", Urgency::Late),
            ("2026-03-03T14:20", "2026-03-04T14:20", "late by 24 hours", Urgency::Late),
            ("2026-03-03T14:20", "2026-03-06T14:19", "late by 2 days", Urgency::Late),
            // The clocks go forward on 29 March 2026: it is an hour less than it looks.
            ("2026-03-29T00:30", "2026-03-29T02:30", "late by 1 hour", Urgency::Late),
        ];
        for (due, now, words, urgency) in cases {
            assert_eq!(said(due, now), (words.to_owned(), urgency), "{due} at {now}");
        }
    }

    #[test]
    fn a_date_beyond_the_calendar_is_said_as_it_stands() {
        assert_eq!(
            said("2199-01-02", "2026-03-03T09:00"),
            ("due Wednesday 2 January 2199".to_owned(), Urgency::Running)
        );
    }
}
