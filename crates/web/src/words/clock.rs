//! A clock with its working: when it started, by which rule, what is due, the line of days, how it ended.

use redress_domain::calendar::{Calendar, DayOne, DayUnit, Explanation};
use redress_domain::case::clock::{Clock, Taken, Verdict};
use redress_domain::procedure::Procedure;
use redress_domain::time::{Date, Instant, Zone, long_date};

use super::due::{clock_words, elapsed};
use super::{counted, long_due};

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
    /// One sentence each: start, rule, early target, pauses, extension.
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
    let working = clock.explain(calendar);
    let days = line_of_days(clock, working.days.as_ref(), calendar, now.local_date(Zone::LONDON));
    let first_weekday =
        days.first().map_or_else(String::new, |_| clock.started_on.strftime("%a").to_string().to_lowercase());
    let skipped = working.days.into_iter().flat_map(|explained| explained.skipped);
    let named = skipped.filter(|skipped| !matches!(skipped.why.as_str(), "Saturday" | "Sunday"));
    ClockCard {
        leads: clock.timescale && clock.runs(),
        skipped: named.map(|skipped| format!("{}: {}", long_date(skipped.date), skipped.why)).collect(),
        name: procedure.clock(&clock.rule).map_or_else(|| clock.rule.clone(), |rule| rule.label.clone()),
        modifier,
        chip,
        state,
        due: format!("Due {}", long_due(clock.due)),
        working: working.sentences,
        days,
        first_weekday,
    }
}

fn state(clock: &Clock, calendar: &Calendar, now: Instant) -> (&'static str, &'static str, String) {
    match (clock.verdict, clock.paused_since) {
        (Some(Verdict::Met(taken)), _) => ("rd-chip--met", "met", format!("met in {}", taken_words(taken))),
        (Some(Verdict::Late(taken)), _) => {
            ("rd-chip--missed", "missed", format!("missed, took {}", taken_words(taken)))
        }
        (Some(Verdict::NotNeeded), _) => ("rd-chip--off", "", "no longer needed".to_owned()),
        (None, Some(since)) => ("rd-chip--paused", "paused", format!("paused since {}", long_date(since))),
        (None, None) => {
            let said = clock_words(clock, now, calendar);
            (said.urgency.chip(), said.urgency.modifier(), said.words)
        }
    }
}

fn taken_words(taken: Taken) -> String {
    let working = |days: u32| counted(u64::from(days), "working day", "working days");
    match taken {
        Taken::WorkingDays(days) => working(days),
        Taken::LaterWorkingDays { days, since_receipt } => {
            format!("{}, {since_receipt} since it was received", working(days))
        }
        Taken::CalendarDays { days, working_days } => {
            format!("{}, of which {working_days} worked", counted(u64::from(days), "day", "days"))
        }
        Taken::Minutes(minutes) => elapsed(minutes),
    }
}

/// The days from the start to the due date, or to today where that is later: each counted, or passed over with the reason.
fn line_of_days(clock: &Clock, explained: Option<&Explanation>, calendar: &Calendar, today: Date) -> Vec<Day> {
    let Some(term) = clock.term() else { return Vec::new() };
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
    let limits = Limits { due, today, stopped_on, started_on: clock.started_on };
    // What the last day was moved over was counted for nobody.
    let last_counted = explained.and_then(|explained| explained.counted.last().copied());
    let moved_over = |day: Date| {
        explained.is_some_and(|explained| explained.rolled.iter().any(|rolled| rolled.date == day))
            && last_counted.is_some_and(|last| day > last)
    };
    let count = |day: Date| {
        let counts = term.unit != DayUnit::WorkingDay || calendar.is_working_day(day).unwrap_or(false);
        let taken = calendar.taken_of(clock.started_on, day, &term).unwrap_or_default();
        (counts && taken > 0 && !moved_over(day)).then_some(taken)
    };
    days.iter().map(|day| drawn(*day, &limits, count(*day), calendar)).collect()
}

struct Limits {
    due: Date,
    today: Date,
    stopped_on: Option<Date>,
    started_on: Date,
}

fn drawn(day: Date, limits: &Limits, count: Option<u32>, calendar: &Calendar) -> Day {
    let until = limits.stopped_on.unwrap_or(limits.today);
    let (class, mark, words) = match count {
        _ if day == limits.due => {
            ("due", count.map_or_else(|| "due".to_owned(), |count| count.to_string()), "due".to_owned())
        }
        Some(count) if day > limits.due => ("over", count.to_string(), format!("day {count}, over the limit")),
        Some(count) if day <= until => ("counted", count.to_string(), format!("counted as day {count}")),
        Some(count) => ("ahead", count.to_string(), format!("will be day {count}")),
        None if day == limits.started_on => ("start", "▸".to_owned(), "the start, not counted".to_owned()),
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
    let explained = calendar.explain_due(day, 1, DayOne::SameDay);
    let skipped =
        explained.ok().and_then(|explained| explained.skipped.into_iter().find(|skipped| skipped.date == day));
    skipped.map_or_else(|| "not worked".to_owned(), |skipped| skipped.why)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use redress_domain::calendar::Division;
    use redress_domain::case::clock::Started;
    use redress_domain::procedure::{ClockRule, shipped};
    use redress_domain::time::parse_date;

    use super::*;

    /// The time limit of a shipped procedure's first stage, changed, for a case received on a day.
    fn clock(on: &str, change: fn(&mut ClockRule)) -> Clock {
        let file = shipped::find("donnington-service-failure").unwrap();
        let procedure = Procedure::load(file.file, file.text).procedure.unwrap();
        let mut rule = procedure.clock("resolve").unwrap().clone();
        rule.length = 5;
        change(&mut rule);
        let on = parse_date(on).unwrap();
        let at = Instant::start_of(on, Zone::LONDON);
        Clock::from(&Started::by(&rule, 1, at, on, calendar()).unwrap())
    }

    fn calendar() -> &'static Calendar {
        Calendar::shipped(Division::EnglandAndWales)
    }

    fn line(clock: &Clock, today: &str) -> Vec<Day> {
        let explained = clock.explain(calendar()).days;
        line_of_days(clock, explained.as_ref(), calendar(), parse_date(today).unwrap())
    }

    fn marks(days: &[Day]) -> Vec<&str> {
        days.iter().map(|day| day.mark.as_str()).collect()
    }

    #[test]
    fn the_line_counts_the_days_worked_and_says_why_others_are_not() {
        let days = line(&clock("2026-04-01", |_| ()), "2026-04-07");
        assert_eq!(marks(&days), ["▸", "1", "–", "–", "–", "–", "2", "3", "4", "5"]);
        assert_eq!(days[2].words, "Friday 3 April 2026: not counted: Good Friday");
        assert_eq!(days[6].words, "Tuesday 7 April 2026: today, counted as day 2");
        assert!(days[7].classes.contains("ahead") && days[9].classes.contains("due"));
    }

    #[test]
    fn a_late_clock_shows_the_days_over() {
        let days = line(&clock("2026-04-01", |_| ()), "2026-04-13");
        let last = days.last().unwrap();
        assert!(last.classes.contains("over"), "{last:?}");
        assert_eq!(last.words, "Monday 13 April 2026: today, day 6, over the limit");
    }

    #[test]
    fn calendar_days_are_all_counted_and_a_last_day_that_is_moved_says_so() {
        // Five days from Monday 30 March end on Saturday 4 April, and are moved over Easter to Tuesday 7 April.
        let rolling = |rule: &mut ClockRule| {
            rule.unit = redress_domain::procedure::Unit::CalendarDay;
            rule.end_rule = redress_domain::procedure::EndRule::NextWorkingDay;
        };
        let days = line(&clock("2026-03-30", rolling), "2026-03-31");
        assert_eq!(marks(&days), ["▸", "1", "2", "3", "4", "5", "–", "–", "8"]);
        assert_eq!(days[6].words, "Sunday 5 April 2026: not counted: Sunday");
        assert_eq!(days[8].words, "Tuesday 7 April 2026: due");
    }
}
