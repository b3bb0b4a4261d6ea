//! What is open at the end, by how far it is past due.

use proptest::prelude::*;
use redress_domain::procedure::Route;
use redress_domain::statistics::{Facts, report};
use redress_domain::time::{Date, plus_days};
use serde_json::json;

use crate::raw::{calendar, date, header, period, spso};

/// Days after `due` up to and with `day` that the organisation works, counted one by one.
fn worked_after(due: Date, day: Date) -> usize {
    let days = std::iter::successors(Some(plus_days(due, 1)), |day| Some(plus_days(*day, 1)));
    days.take_while(|one| *one <= day).filter(|one| calendar().working_day_on_or_after(*one).unwrap() == *one).count()
}

#[test]
fn a_handling_due_on_friday_is_past_due_on_monday() {
    let mut facts = Facts::default();
    facts.open.add(Route::S1, Some(date("2017-09-29")), 1);
    let past_due = |as_of: &str| {
        let report = report(&facts, spso(), calendar(), &period("2017-18-Q3"), header(date(as_of))).unwrap();
        (report.open.past_due, report.open.as_of)
    };
    assert_eq!(past_due("2017-10-01"), (0.into(), date("2017-10-01")));
    assert_eq!(past_due("2017-10-02"), (1.into(), date("2017-10-02")));
    assert_eq!(past_due("2020-01-01").1, date("2017-12-31"), "no later than the period ends");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn bands_count_the_working_days_since_the_due_date(due in prop::collection::vec(prop::option::of(0u32..90), 0..40), as_of in 0u32..92) {
        let mut facts = Facts::default();
        let due: Vec<Option<Date>> = due.into_iter().map(|due| due.map(|after| plus_days(date("2017-06-15"), after))).collect();
        due.iter().for_each(|due| facts.open.add(Route::S1, *due, 1));
        let as_of = plus_days(date("2017-07-01"), as_of);
        let report = report(&facts, spso(), calendar(), &period("2017-18-Q2"), header(as_of)).unwrap();
        let past: Vec<usize> = due.iter().flatten().map(|due| worked_after(*due, as_of)).collect();
        let of = |days: std::ops::RangeInclusive<usize>| past.iter().filter(|past| days.contains(past)).count();
        let expected = json!({
            "as_of": as_of.to_string(),
            "open": due.len(),
            "in_time": of(0..=0),
            "past_due": of(1..=usize::MAX),
            "bands": [
                {"label": "1-5", "count": of(1..=5)},
                {"label": "6-10", "count": of(6..=10)},
                {"label": "11-20", "count": of(11..=20)},
                {"label": "over 20", "count": of(21..=usize::MAX)},
            ],
            "no_limit": due.len() - past.len(),
        });
        prop_assert_eq!(serde_json::to_value(&report.open).unwrap(), expected);
    }
}
