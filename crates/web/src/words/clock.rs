//! A clock with its working: when it started, by which rule, what is due, the line of days, how it ended.

use redress_domain::calendar::Calendar;
use redress_domain::case::Due;
use redress_domain::case::clock::{Clock, Taken, Verdict};
use redress_domain::procedure::{Procedure, StartRule, Unit};
use redress_domain::time::{Date, Instant, Zone, long_date};

use super::due::{due_words, elapsed};
use super::{counted, long_due, long_instant};

/// Longest line of days that is drawn.
const DAYS_LIMIT: usize = 70;

/// A clock as its card shows it.
#[derive(Debug, Clone)]
pub(crate) struct ClockCard {
    pub(crate) name: String,
    /// End of the card's class; empty for the plain one.
    pub(crate) modifier: &'static str,
    pub(crate) chip: &'static str,
    pub(crate) state: String,
    pub(crate) due: String,
    /// One sentence each: start, rule, extension, early target.
    pub(crate) working: Vec<String>,
    /// Empty for a clock of hours.
    pub(crate) days: Vec<Day>,
    /// It is the time limit that runs now: its days are shown at once.
    pub(crate) leads: bool,
    /// The holidays and closures passed over, with their names; weekends speak for themselves.
    pub(crate) skipped: Vec<String>,
    /// Weekday of the first day, for the column it stands in: `mon` to `sun`.
    pub(crate) first_weekday: String,
}

/// One day of the line.
#[derive(Debug, Clone)]
pub(crate) struct Day {
    pub(crate) weekday: String,
    pub(crate) number: i8,
    pub(crate) classes: String,
    /// Under the number: the count, or a sign.
    pub(crate) mark: String,
    /// The whole of it for those who do not see the line.
    pub(crate) words: String,
}

/// The card of a clock as it stands now.
pub(crate) fn card(clock: &Clock, procedure: &Procedure, calendar: &Calendar, now: Instant) -> ClockCard {
    let (chip, modifier, state) = state(clock, calendar, now);
    let days = line_of_days(clock, calendar, now.local_date(Zone::LONDON));
    let first_weekday =
        days.first().map_or_else(String::new, |_| clock.started_on.strftime("%a").to_string().to_lowercase());
    let holidays = clock
        .start_rule
        .day_one()
        .and_then(|day_one| calendar.explain_due(clock.started_on, clock.length, day_one).ok());
    let skipped = holidays.into_iter().flat_map(|explained| explained.skipped);
    let named = skipped.filter(|skipped| !matches!(skipped.why.as_str(), "Saturday" | "Sunday"));
    ClockCard {
        leads: clock.timescale && clock.verdict.is_none(),
        skipped: named.map(|skipped| format!("{}: {}", long_date(skipped.date), skipped.why)).collect(),
        name: procedure.clock(&clock.rule).map_or_else(|| clock.rule.clone(), |rule| rule.label.clone()),
        modifier,
        chip,
        state,
        due: format!("Due {}", long_due(clock.due)),
        working: working(clock, calendar),
        days,
        first_weekday,
    }
}

fn state(clock: &Clock, calendar: &Calendar, now: Instant) -> (&'static str, &'static str, String) {
    match clock.verdict {
        Some(Verdict::Met(taken)) => ("rd-chip--met", "met", format!("met in {}", taken_words(taken))),
        Some(Verdict::Late(taken)) => ("rd-chip--missed", "missed", format!("missed, took {}", taken_words(taken))),
        Some(Verdict::NotNeeded) => ("rd-chip--off", "", "no longer needed".to_owned()),
        None => {
            let said = due_words(clock.due, now, calendar);
            (said.urgency.chip(), said.urgency.modifier(), said.words)
        }
    }
}

fn taken_words(taken: Taken) -> String {
    match taken {
        Taken::WorkingDays(days) => counted(u64::from(days), "working day", "working days"),
        Taken::Minutes(minutes) => elapsed(minutes),
    }
}

fn working(clock: &Clock, calendar: &Calendar) -> Vec<String> {
    let mut working = vec![format!("Started {}.", started(clock)), rule(clock)];
    if let Some(early) = clock.early {
        working.push(format!("To be aimed at: {}.", long_due(early)));
    }
    if let Some(to) = clock.extended_to {
        working.push(format!("Extended to {}.", long_date(to)));
    } else if let (Some(day_one), Due::On(due)) = (clock.start_rule.day_one(), clock.due)
        && calendar.due(clock.started_on, clock.length, day_one).is_ok_and(|counted| counted != due)
    {
        working.push("The calendar has changed since; the date given then stands.".to_owned());
    }
    if let Some(stopped) = clock.stopped_at {
        working.push(format!("Stopped {}.", long_instant(stopped)));
    }
    working
}

fn started(clock: &Clock) -> String {
    match clock.unit {
        Unit::WorkingDay => long_date(clock.started_on),
        Unit::Hour => long_instant(clock.started_at),
    }
}

fn rule(clock: &Clock) -> String {
    let length = u64::from(clock.length);
    let days = counted(length, "working day", "working days");
    match clock.start_rule {
        StartRule::DayAfter => format!("{days}; the first working day after the start counts as day 1."),
        StartRule::SameDay => {
            format!("{days}; the day of the start counts as day 1, or the next working day if it is none.")
        }
        StartRule::Instant => format!("{}, which pass by day and night.", counted(length, "hour", "hours")),
    }
}

/// The days from the start to the due date, or to today where that is later: each counted, or skipped with the reason.
fn line_of_days(clock: &Clock, calendar: &Calendar, today: Date) -> Vec<Day> {
    let Some(day_one) = clock.start_rule.day_one() else { return Vec::new() };
    let due = clock.due.date();
    let stopped_on = clock.stopped_at.map(|at| at.local_date(Zone::LONDON));
    let end = due.max(stopped_on.unwrap_or(today));
    let days: Vec<Date> = std::iter::successors(Some(clock.started_on), |day| day.tomorrow().ok())
        .take_while(|day| *day <= end)
        .take(DAYS_LIMIT.saturating_add(1))
        .collect();
    if days.len() > DAYS_LIMIT {
        return Vec::new();
    }
    let limits = Limits { due, today, stopped_on };
    days.iter()
        .map(|day| {
            let counts_from_start = *day > clock.started_on || clock.start_rule == StartRule::SameDay;
            let count = calendar.taken(clock.started_on, *day, day_one).unwrap_or_default();
            let worked = calendar.is_working_day(*day).unwrap_or(false);
            drawn(*day, &limits, (worked && counts_from_start).then_some(count), clock.started_on, calendar)
        })
        .collect()
}

struct Limits {
    due: Date,
    today: Date,
    stopped_on: Option<Date>,
}

fn drawn(day: Date, limits: &Limits, count: Option<u32>, started_on: Date, calendar: &Calendar) -> Day {
    let until = limits.stopped_on.unwrap_or(limits.today);
    let (class, mark, words) = match count {
        _ if day == limits.due => {
            ("due", count.map_or_else(|| "due".to_owned(), |count| count.to_string()), "due".to_owned())
        }
        Some(count) if day > limits.due => ("over", count.to_string(), format!("day {count}, over the limit")),
        Some(count) if day <= until => ("counted", count.to_string(), format!("counted as day {count}")),
        Some(count) => ("ahead", count.to_string(), format!("will be day {count}")),
        None if day == started_on => ("start", "▸".to_owned(), "the start, not counted".to_owned()),
        None => ("skipped", "–".to_owned(), format!("not counted: {}", why(day, calendar))),
    };
    let is_today = day == limits.today && limits.stopped_on.is_none();
    let today = if is_today { " rd-days__day--today" } else { "" };
    let today_words = if is_today { "today, " } else { "" };
    Day {
        weekday: day.strftime("%a").to_string(),
        number: day.day(),
        classes: format!("rd-days__day--{class}{today}"),
        mark,
        words: format!("{}: {today_words}{words}", long_date(day)),
    }
}

fn why(day: Date, calendar: &Calendar) -> String {
    let explained = calendar.explain_due(day, 1, redress_domain::calendar::DayOne::SameDay);
    let skipped =
        explained.ok().and_then(|explained| explained.skipped.into_iter().find(|skipped| skipped.date == day));
    skipped.map_or_else(|| "not worked".to_owned(), |skipped| skipped.why)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use redress_domain::calendar::{DayOne, Division};
    use redress_domain::time::parse_date;

    use super::*;

    /// Received on Wednesday 1 April 2026, five working days over Easter.
    fn clock(calendar: &Calendar) -> Clock {
        let on = parse_date("2026-04-01").unwrap();
        let at = Instant::start_of(on, Zone::LONDON);
        Clock {
            rule: "resolve".to_owned(),
            handling: 1,
            timescale: true,
            started_at: at,
            started_on: on,
            length: 5,
            unit: Unit::WorkingDay,
            start_rule: StartRule::DayAfter,
            due: Due::On(calendar.due(on, 5, DayOne::DayAfter).unwrap()),
            early: None,
            extended_to: None,
            stopped_at: None,
            verdict: None,
        }
    }

    #[test]
    fn the_line_counts_the_days_worked_and_says_why_others_are_not() {
        let calendar = Calendar::shipped(Division::EnglandAndWales);
        let days = line_of_days(&clock(calendar), calendar, parse_date("2026-04-07").unwrap());
        let marks: Vec<&str> = days.iter().map(|day| day.mark.as_str()).collect();
        assert_eq!(marks, ["▸", "1", "–", "–", "–", "–", "2", "3", "4", "5"]);
        assert_eq!(days[2].words, "Friday 3 April 2026: not counted: Good Friday");
        assert_eq!(days[6].words, "Tuesday 7 April 2026: today, counted as day 2");
        assert!(days[7].classes.contains("ahead") && days[9].classes.contains("due"));
    }

    #[test]
    fn a_late_clock_shows_the_days_over() {
        let calendar = Calendar::shipped(Division::EnglandAndWales);
        let days = line_of_days(&clock(calendar), calendar, parse_date("2026-04-13").unwrap());
        let last = days.last().unwrap();
        assert!(last.classes.contains("over"), "{last:?}");
        assert_eq!(last.words, "Monday 13 April 2026: today, day 6, over the limit");
    }
}
