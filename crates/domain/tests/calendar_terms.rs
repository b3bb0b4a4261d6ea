//! Lengths of calendar days, weeks and months beside working days: worked examples, and what holds for all of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use jiff::ToSpan;
use proptest::prelude::*;
use redress_domain::calendar::{Calendar, CalendarError, Closure, DayOne, DayUnit, Division, Term};
use redress_domain::time::{Date, parse_date};

use DayOne::{DayAfter, SameDay};
use DayUnit::{CalendarDay, Month, Week, WorkingDay};

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

fn england() -> &'static Calendar {
    Calendar::shipped(Division::EnglandAndWales)
}

fn term(length: u32, unit: DayUnit, day_one: DayOne) -> Term {
    Term { day_one, ..Term::after(length, unit) }
}

fn rolled(term: Term) -> Term {
    Term { last_is_worked: true, ..term }
}

fn end(start: &str, term: Term) -> String {
    england().end_of(day(start), &term).unwrap().to_string()
}

#[test]
fn thirty_days_under_section_164a_end_on_the_next_working_day() {
    let thirty_days = term(30, CalendarDay, DayAfter);
    assert_eq!(end("2026-11-26", thirty_days), "2026-12-26");
    assert_eq!(end("2026-11-26", rolled(thirty_days)), "2026-12-29", "28 December is the substitute for Boxing Day");
    // The day after receipt counts even on a Saturday.
    assert_eq!(end("2026-11-27", thirty_days), "2026-12-27");
}

#[test]
fn months_beginning_with_the_day_end_on_the_eve_of_the_corresponding_one() {
    let six_months = term(6, Month, SameDay);
    assert_eq!(end("2024-08-31", six_months), "2025-02-28", "not 27 February, which stepping back last would give");
    assert_eq!(end("2026-03-03", six_months), "2026-09-02");
    assert_eq!(end("2026-03-01", six_months), "2026-08-28", "from the last of February");
    assert_eq!(end("2023-09-01", six_months), "2024-02-29");
}

#[test]
fn months_to_the_corresponding_day_end_on_the_last_of_a_shorter_month() {
    let month = |length| term(length, Month, DayAfter);
    assert_eq!(end("2026-03-03", month(6)), "2026-09-03");
    assert_eq!(end("2026-01-31", month(1)), "2026-02-28");
    assert_eq!(end("2024-01-31", month(1)), "2024-02-29");
    assert_eq!(end("2026-05-31", month(12)), "2027-05-31");
}

#[test]
fn eight_weeks_after_a_day_end_on_the_same_weekday() {
    assert_eq!(end("2026-04-02", term(8, Week, DayAfter)), "2026-05-28");
    assert_eq!(end("2026-04-02", term(8, Week, SameDay)), "2026-05-27");
}

#[test]
fn a_count_may_begin_with_the_first_working_day() {
    // Good Friday 3 April 2026: the first working day after Thursday is Tuesday.
    let from_worked = |day_one| Term { first_is_worked: true, ..term(8, Week, day_one) };
    assert_eq!(end("2026-04-02", from_worked(DayAfter)), "2026-06-01", "Monday, the eve of a Tuesday and eight weeks");
    assert_eq!(end("2026-04-02", from_worked(SameDay)), "2026-05-27");
}

#[test]
fn the_working_of_a_moved_end_names_each_day_passed_over() {
    let working = england().explain_term(day("2026-11-26"), &rolled(term(30, CalendarDay, DayAfter))).unwrap();
    assert_eq!(working.counted.len(), 30);
    assert_eq!(working.counted.last(), Some(&day("2026-12-26")));
    let rolled: Vec<_> =
        working.rolled.iter().map(|skipped| (skipped.date.to_string(), skipped.why.as_str())).collect();
    let expected = [
        ("2026-12-26".to_owned(), "Saturday"),
        ("2026-12-27".to_owned(), "Sunday"),
        ("2026-12-28".to_owned(), "Boxing Day (substitute day)"),
    ];
    assert_eq!(rolled, expected);
}

#[test]
fn a_length_beyond_the_vouched_years_is_refused_whatever_its_unit() {
    for unit in [WorkingDay, CalendarDay, Week, Month] {
        for length in [10_000, u32::MAX] {
            let refused = england().end_of(day("2026-01-01"), &term(length, unit, DayAfter));
            assert!(matches!(refused, Err(CalendarError::OutOfRange { .. })), "{length} {unit:?}: {refused:?}");
            let refused = england().before(day("2026-01-01"), length, unit);
            assert!(matches!(refused, Err(CalendarError::OutOfRange { .. })), "{length} {unit:?} before: {refused:?}");
        }
        let refused = england().end_of(day("2026-01-01"), &term(0, unit, SameDay));
        assert_eq!(refused, Err(CalendarError::LengthTooShort));
    }
}

fn calendars() -> impl Strategy<Value = Calendar> {
    let closures = prop::collection::vec(vouched_day(), 0..40);
    (prop::sample::select(Division::ALL.to_vec()), closures).prop_map(|(division, days)| {
        let closures = days.into_iter().map(|on| Closure { on, label: "Closed".to_owned() });
        Calendar::shipped(division).with_closures(closures)
    })
}

fn vouched_day() -> impl Strategy<Value = Date> {
    (400..9_000_i64).prop_map(|days| jiff::civil::date(2008, 1, 1).checked_add(days.days()).unwrap())
}

fn units() -> impl Strategy<Value = DayUnit> {
    prop::sample::select(vec![WorkingDay, CalendarDay, Week, Month])
}

fn terms() -> impl Strategy<Value = Term> {
    let day_one = prop::sample::select(vec![SameDay, DayAfter]);
    (1..30_u32, units(), day_one, any::<bool>(), any::<bool>()).prop_map(
        |(length, unit, day_one, first_is_worked, last_is_worked)| Term {
            length,
            unit,
            day_one,
            first_is_worked,
            last_is_worked,
        },
    )
}

proptest! {
    #[test]
    fn a_longer_length_or_a_later_start_never_ends_sooner(
        calendar in calendars(), start in vouched_day(), later in 0..40_i64, term in terms(), longer in 0..5_u32,
    ) {
        let end = calendar.end_of(start, &term).unwrap();
        prop_assert!(calendar.end_of(start.checked_add(later.days()).unwrap(), &term).unwrap() >= end);
        let longer = Term { length: term.length + longer, ..term };
        prop_assert!(calendar.end_of(start, &longer).unwrap() >= end);
    }

    #[test]
    fn an_end_that_is_moved_is_the_first_working_day_from_where_it_was(
        calendar in calendars(), start in vouched_day(), term in terms(),
    ) {
        let before = calendar.end_of(start, &Term { last_is_worked: false, ..term }).unwrap();
        let after = calendar.end_of(start, &rolled(term)).unwrap();
        let worked = |day: Date| calendar.is_working_day(day).unwrap();
        prop_assert!(after >= before && worked(after));
        let mut between = before;
        while between < after {
            prop_assert!(!worked(between));
            between = between.tomorrow().unwrap();
        }
    }

    #[test]
    fn counting_from_the_next_working_day_is_counting_from_the_day_that_is_one(
        calendar in calendars(), start in vouched_day(), length in 1..30_u32, unit in units(),
    ) {
        let mut first = start;
        while !calendar.is_working_day(first).unwrap() {
            first = first.tomorrow().unwrap();
        }
        let moved = Term { first_is_worked: true, ..term(length, unit, SameDay) };
        prop_assert_eq!(calendar.end_of(start, &moved), calendar.end_of(first, &term(length, unit, SameDay)));
    }

    #[test]
    fn the_working_accounts_for_every_day_from_day_one_to_the_due_date(
        calendar in calendars(), start in vouched_day(), term in terms(),
    ) {
        let working = calendar.explain_term(start, &term).unwrap();
        prop_assert_eq!(working.due, calendar.end_of(start, &term).unwrap());
        let skipped = working.skipped.iter().chain(working.rolled.iter()).map(|skipped| skipped.date);
        let mut days: Vec<Date> = working.counted.iter().copied().chain(skipped).chain([working.due]).collect();
        days.sort();
        days.dedup();
        let first = if term.day_one == SameDay { start } else { start.tomorrow().unwrap() };
        let expected: Vec<Date> = first.series(1.days()).take_while(|day| *day <= working.due).collect();
        prop_assert_eq!(days, expected);
    }

    #[test]
    fn the_days_taken_by_the_end_are_the_days_counted(calendar in calendars(), start in vouched_day(), term in terms()) {
        let term = Term { last_is_worked: false, ..term };
        let working = calendar.explain_term(start, &term).unwrap();
        let counted = u32::try_from(working.counted.len()).unwrap();
        prop_assert_eq!(calendar.taken_of(start, working.due, &term), Ok(counted));
    }

    #[test]
    fn going_back_from_an_end_that_is_worked_is_going_forward_undone(
        calendar in calendars(), start in vouched_day(), length in 1..60_u32, unit in prop::sample::select(vec![WorkingDay, CalendarDay, Week]),
    ) {
        let start = calendar.working_day_on_or_after(start).unwrap();
        let end = calendar.end_of(start, &Term::after(length, unit)).unwrap();
        prop_assert_eq!(calendar.before(end, length, unit), Ok(start));
        let days = calendar.days_after(start, end, unit).unwrap();
        prop_assert_eq!(days, if unit == Week { 7 * length } else { length });
    }
}
