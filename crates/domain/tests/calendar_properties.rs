//! What holds for every count of working days, checked against a walk from day to day.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::collections::BTreeSet;

use jiff::ToSpan;
use proptest::prelude::*;
use redress_domain::calendar::{Calendar, Closure, DayOne, Division};
use redress_domain::time::Date;

use DayOne::{DayAfter, SameDay};

fn calendars() -> impl Strategy<Value = Calendar> {
    let closures = prop::collection::vec(vouched_day(), 0..40);
    (prop::sample::select(Division::ALL.to_vec()), closures).prop_map(|(division, days)| {
        let closures = days.into_iter().map(|on| Closure { on, label: "Closed".to_owned() });
        Calendar::shipped(division).with_closures(closures)
    })
}

/// A day early enough for the longest count tried here to end within the vouched years.
fn vouched_day() -> impl Strategy<Value = Date> {
    (0..9_600_i64).prop_map(|days| plus_days(jiff::civil::date(2008, 1, 1), days))
}

fn rules() -> impl Strategy<Value = DayOne> {
    prop::sample::select(vec![SameDay, DayAfter])
}

fn plus_days(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap()
}

proptest! {
    #[test]
    fn counting_from_the_same_day_is_never_later_and_differs_only_for_a_working_day(
        calendar in calendars(), received in vouched_day(), n in 1..90_u32,
    ) {
        let same_day = calendar.due(received, n, SameDay).unwrap();
        let day_after = calendar.due(received, n, DayAfter).unwrap();
        prop_assert!(same_day <= day_after);
        prop_assert_eq!(same_day == day_after, !calendar.is_working_day(received).unwrap());
    }

    #[test]
    fn a_case_closed_on_its_due_date_took_the_whole_length_and_not_a_day_less(
        calendar in calendars(), received in vouched_day(), n in 1..90_u32, rule in rules(),
    ) {
        let due = calendar.due(received, n, rule).unwrap();
        prop_assert!(calendar.is_working_day(due).unwrap());
        prop_assert_eq!(calendar.taken(received, due, rule), Ok(n));
        if due > received {
            prop_assert_eq!(calendar.taken(received, due.yesterday().unwrap(), rule), Ok(n - 1));
        }
    }

    #[test]
    fn later_receipt_or_a_longer_length_is_never_due_sooner(
        calendar in calendars(), received in vouched_day(), later in 0..60_i64, n in 1..90_u32, longer in 1..20_u32, rule in rules(),
    ) {
        let due = calendar.due(received, n, rule).unwrap();
        prop_assert!(due <= calendar.due(plus_days(received, later), n, rule).unwrap());
        prop_assert!(due < calendar.due(received, n + longer, rule).unwrap());
    }

    #[test]
    fn an_extension_counts_on_from_the_due_date(
        calendar in calendars(), received in vouched_day(), n in 1..60_u32, more in 0..30_u32, rule in rules(),
    ) {
        let extended = calendar.due(calendar.due(received, n, rule).unwrap(), more, DayAfter).unwrap();
        prop_assert_eq!(calendar.due(received, n + more, rule).unwrap(), extended);
    }

    #[test]
    fn an_explanation_accounts_for_every_day_on_the_way(
        calendar in calendars(), received in vouched_day(), n in 1..90_u32, rule in rules(),
    ) {
        let shown = calendar.explain_due(received, n, rule).unwrap();
        prop_assert_eq!(shown.due, calendar.due(received, n, rule).unwrap());
        prop_assert_eq!(shown.counted.len(), n as usize);
        prop_assert_eq!(shown.counted.last(), Some(&shown.due));
        for day in &shown.counted {
            prop_assert!(calendar.is_working_day(*day).unwrap());
        }
        let mut passed: Vec<Date> = shown.counted.clone();
        for skipped in &shown.skipped {
            prop_assert!(!calendar.is_working_day(skipped.date).unwrap());
            prop_assert!(!skipped.why.is_empty());
            passed.push(skipped.date);
        }
        passed.sort();
        let first = if rule == SameDay { received } else { plus_days(received, 1) };
        let every_day: Vec<Date> = (0..).map(|days| plus_days(first, days)).take_while(|day| *day <= shown.due).collect();
        prop_assert_eq!(passed, every_day);
    }

    #[test]
    fn closures_act_like_holidays(
        division in prop::sample::select(Division::ALL.to_vec()),
        received in vouched_day(),
        offsets in prop::collection::btree_set(0..120_i64, 0..60),
        n in 1..40_u32,
        rule in rules(),
    ) {
        let shipped = Calendar::shipped(division);
        let closed_on: BTreeSet<Date> = offsets.into_iter().map(|days| plus_days(received, days)).collect();
        let closures = closed_on.iter().map(|on| Closure { on: *on, label: "Closed".to_owned() });
        let calendar = shipped.with_closures(closures);
        let begins = if rule == SameDay { 0 } else { 1 };
        let nth = (begins..)
            .map(|days| plus_days(received, days))
            .filter(|day| shipped.is_working_day(*day).unwrap() && !closed_on.contains(day))
            .nth(n as usize - 1);
        prop_assert_eq!(calendar.due(received, n, rule).ok(), nth);
    }

    #[test]
    fn days_taken_are_the_working_days_walked_over(
        calendar in calendars(), received in vouched_day(), open_days in 0..200_i64, rule in rules(),
    ) {
        let begins = if rule == SameDay { 0 } else { 1 };
        let walked = (begins..=open_days).filter(|days| calendar.is_working_day(plus_days(received, *days)).unwrap()).count();
        prop_assert_eq!(calendar.taken(received, plus_days(received, open_days), rule), Ok(walked as u32));
    }
}
