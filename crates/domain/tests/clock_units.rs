//! Clocks of every unit: when each is due, until when it is met, what it took, and how it explains itself.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use proptest::prelude::*;
use redress_domain::calendar::{Calendar, Division};
use redress_domain::case::Due;
use redress_domain::case::clock::{Clock, ClockChange, Started, Taken, Verdict};
use redress_domain::procedure::ClockRule;
use redress_domain::time::{Date, Instant, Zone, parse_date, parse_local};

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

fn at(local: &str) -> Instant {
    parse_local(local, Zone::LONDON).unwrap()
}

fn england() -> &'static Calendar {
    Calendar::shipped(Division::EnglandAndWales)
}

/// A time limit from receipt to close, of the length, unit and rules given.
fn rule(counting: &str) -> ClockRule {
    let text = format!(
        "id = 'limit'\nlabel = 'Limit'\nroutes = ['S1']\nstart = 'received'\nstop = 'closed'\ntimescale = true\n{counting}"
    );
    toml::from_str(&text).unwrap_or_else(|error| panic!("{counting}: {error}"))
}

fn started(counting: &str, local: &str) -> Clock {
    let at = at(local);
    Clock::from(&Started::by(&rule(counting), 1, at, at.local_date(Zone::LONDON), england()).unwrap())
}

/// The verdict of a clock that stops at a local time, of a handling received when it started.
fn verdict(clock: &Clock, local: &str) -> Verdict {
    let at = at(local);
    clock.verdict_at(at, at.local_date(Zone::LONDON), clock.started_on, england()).unwrap()
}

fn is_met(clock: &Clock, local: &str) -> bool {
    matches!(verdict(clock, local), Verdict::Met(_))
}

const S164A: &str = "start_rule = 'day-after'\nlength = 30\nunit = 'calendar_day'\nend_rule = 'next-working-day'";
const EIGHT_WEEKS: &str = "start_rule = 'day-after'\nlength = 8\nunit = 'week'";
const SIX_MONTHS: &str = "start_rule = 'same-day'\nlength = 6\nunit = 'month'\nmonth_rule = 'beginning-with'";
const THIRD_DAY: &str = "start_rule = 'day-after'\nlength = 3\nunit = 'working_day'\nend_of_day = 'close-of-business'";
const A_DAY: &str = "start_rule = 'instant'\nlength = 24\nunit = 'hour'";

#[test]
fn thirty_days_that_end_on_boxing_day_are_met_until_the_end_of_the_next_working_day() {
    let clock = started(S164A, "2026-11-26T09:00");
    assert_eq!(clock.due, Due::On(day("2026-12-29")));
    assert!(is_met(&clock, "2026-12-29T23:59") && !is_met(&clock, "2026-12-30T00:00"));
}

#[test]
fn the_third_business_day_ends_at_its_close_of_business() {
    let clock = started(THIRD_DAY, "2026-04-02T11:00");
    assert_eq!(clock.due, Due::At(at("2026-04-09T17:00")));
    assert!(is_met(&clock, "2026-04-09T17:00") && !is_met(&clock, "2026-04-09T17:01"));
    let early = started(&format!("{THIRD_DAY}\nclose_of_business = '16:30'"), "2026-04-02T11:00");
    assert_eq!(early.due, Due::At(at("2026-04-09T16:30")));
}

#[test]
fn six_months_beginning_with_the_day_of_receipt() {
    assert_eq!(started(SIX_MONTHS, "2024-08-31T12:00").due, Due::On(day("2025-02-28")));
}

#[test]
fn a_day_of_hours_moves_the_local_time_across_a_clock_change() {
    let due = |received| started(A_DAY, received).due;
    assert_eq!(due("2026-03-28T10:00"), Due::At(at("2026-03-29T11:00")));
    assert_eq!(due("2026-10-24T10:00"), Due::At(at("2026-10-25T09:00")));
    assert_eq!(verdict(&started(A_DAY, "2026-10-24T10:00"), "2026-10-25T09:00"), Verdict::Met(Taken::Minutes(1440)));
}

/// R94
#[test]
fn a_limit_in_calendar_days_also_tells_the_working_days_that_the_report_counts() {
    let clock = started(EIGHT_WEEKS, "2026-04-02T11:00");
    // Over Easter: Tuesday 7 to Friday 10 April and Monday 13 are five working days.
    let taken = Taken::CalendarDays { days: 11, working_days: 5 };
    assert_eq!(verdict(&clock, "2026-04-13T10:00"), Verdict::Met(taken));
    assert_eq!(verdict(&clock, "2026-04-13T10:00").working_days(), Some(5));
    assert_eq!(verdict(&clock, "2026-05-29T10:00"), Verdict::Late(Taken::CalendarDays { days: 57, working_days: 37 }));
}

/// R94
#[test]
fn a_limit_that_starts_after_receipt_is_met_by_its_own_days_and_reported_by_those_since_receipt() {
    let clock = started("start_rule = 'day-after'\nlength = 10\nunit = 'working_day'", "2026-03-06T10:00");
    let closed = at("2026-03-20T10:00");
    let verdict = clock.verdict_at(closed, day("2026-03-20"), day("2026-03-02"), england()).unwrap();
    assert_eq!(verdict, Verdict::Met(Taken::LaterWorkingDays { days: 10, since_receipt: 14 }));
    assert_eq!(verdict.working_days(), Some(14));
}

#[test]
fn people_are_warned_so_many_units_before_it_is_due() {
    let warns = |counting: &str, received| {
        let counting = format!("{counting}\nwarn_at = [1, 3]");
        let warns = started(&counting, received).warns_at(&rule(&counting), england());
        warns.iter().map(|at| at.local_date(Zone::LONDON).to_string()).collect::<Vec<_>>()
    };
    // Due on Thursday 9 April 2026, after Easter.
    assert_eq!(warns(THIRD_DAY, "2026-04-02T11:00"), ["2026-04-02", "2026-04-08"]);
    assert_eq!(warns(EIGHT_WEEKS, "2026-04-02T11:00"), ["2026-05-07", "2026-05-21"]);
    let hours = format!("{A_DAY}\nwarn_at = [2]");
    let clock = started(&hours, "2026-10-24T10:00");
    assert_eq!(clock.warns_at(&rule(&hours), england()), [at("2026-10-25T07:00")]);
    assert!(!clock.warns(&rule(&hours), at("2026-10-25T06:59"), england()));
    assert!(clock.warns(&rule(&hours), at("2026-10-25T07:00"), england()));
}

#[test]
fn every_unit_explains_itself() {
    let working = |counting: &str, received| started(counting, received).explain(england());
    let moved = working(S164A, "2026-11-26T09:00");
    assert_eq!(
        moved.sentences,
        [
            "Started Thursday 26 November 2026.",
            "30 calendar days; the day after the start counts as day 1, worked or not.",
            "Saturday 26 December 2026 is not worked (Saturday), so it is due on Tuesday 29 December 2026.",
        ]
    );
    assert_eq!(moved.days.unwrap().counted.len(), 30);
    let rules = [
        (EIGHT_WEEKS, "8 weeks; the day after the start counts as day 1, worked or not."),
        (SIX_MONTHS, "6 months; beginning with the day of the start."),
        (THIRD_DAY, "3 working days; the first working day after the start counts as day 1."),
        (A_DAY, "24 hours, which pass by day and night."),
    ];
    for (counting, told) in rules {
        let working = working(counting, "2026-03-02T09:00");
        assert_eq!(working.sentences[1], told);
        assert_eq!(working.days.is_some(), counting != A_DAY);
    }
    let closes = working(THIRD_DAY, "2026-03-02T09:00").sentences;
    assert_eq!(closes[2], "The last day ends at 17:00, the close of business.");
}

#[test]
fn events_written_before_there_were_other_units_read_and_write_as_they_were() {
    let text = r#"{"started":{"rule":"resolve","handling":1,"timescale":true,"at":"2026-03-02T10:00:00Z","on":"2026-03-02","length":10,"unit":"working_day","start_rule":"day-after","due":{"on":"2026-03-16"}}}"#;
    let change: ClockChange = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&change).unwrap(), text);
    let text = r#"{"stopped":{"rule":"resolve","handling":1,"at":"2026-03-06T10:00:00Z","verdict":{"met":{"working-days":4}}}}"#;
    let change: ClockChange = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&change).unwrap(), text);
}

fn countings() -> impl Strategy<Value = String> {
    let units = [
        "unit = 'working_day'\nstart_rule = 'day-after'",
        "unit = 'working_day'\nstart_rule = 'same-day'",
        "unit = 'calendar_day'\nstart_rule = 'day-after'",
        "unit = 'calendar_day'\nstart_rule = 'same-day'",
        "unit = 'week'\nstart_rule = 'day-after'",
        "unit = 'month'\nstart_rule = 'day-after'\nmonth_rule = 'corresponding'",
        "unit = 'month'\nstart_rule = 'same-day'\nmonth_rule = 'beginning-with'",
    ];
    let ends = ["", "end_rule = 'next-working-day'", "end_of_day = 'close-of-business'"];
    (1..20_u32, prop::sample::select(units.to_vec()), prop::sample::select(ends.to_vec()))
        .prop_map(|(length, unit, end)| format!("length = {length}\n{unit}\n{end}"))
}

/// Minutes around both clock changes of 2026, and elsewhere.
fn received() -> impl Strategy<Value = Instant> {
    let around = |day: &'static str| (0..6 * 1440_i64).prop_map(move |minutes| after(at(day), minutes));
    prop_oneof![around("2026-03-26T00:00"), around("2026-10-22T00:00"), around("2024-02-27T00:00")]
}

fn after(at: Instant, minutes: i64) -> Instant {
    Instant::from_micros(at.as_micros() + minutes * 60_000_000)
}

proptest! {
    #[test]
    fn a_clock_is_met_to_its_last_instant_and_late_from_the_next(counting in countings(), received in received()) {
        let rule = rule(&counting);
        let clock = Clock::from(&Started::by(&rule, 1, received, received.local_date(Zone::LONDON), england()).unwrap());
        let deadline = clock.due.deadline();
        let verdict = |at: Instant| {
            clock.verdict_at(at, at.local_date(Zone::LONDON), clock.started_on, england()).unwrap()
        };
        prop_assert!(matches!(verdict(deadline), Verdict::Met(_)));
        prop_assert!(!clock.is_late(deadline));
        let past = Instant::from_micros(deadline.as_micros() + 1);
        prop_assert!(clock.is_late(past));
        // Working days to midnight forgive a close on the days after the last that nobody works.
        let forgiven = !england().is_working_day(past.local_date(Zone::LONDON)).unwrap()
            && counting.contains("working_day'")
            && !counting.contains("close-of-business");
        prop_assert_eq!(matches!(verdict(past), Verdict::Met(_)), forgiven);
    }

    #[test]
    fn a_due_day_ends_at_local_midnight_whatever_the_clocks_do(counting in countings(), received in received()) {
        let rule = rule(&counting);
        let started = Started::by(&rule, 1, received, received.local_date(Zone::LONDON), england()).unwrap();
        if let Due::On(due) = started.due {
            let next = Instant::from_micros(started.due.deadline().as_micros() + 1);
            prop_assert_eq!(next.local_date(Zone::LONDON), due.tomorrow().unwrap());
            prop_assert_eq!(next.local_time(Zone::LONDON), "00:00");
        } else {
            prop_assert_eq!(started.due.deadline().local_time(Zone::LONDON), "17:00");
        }
    }
}
