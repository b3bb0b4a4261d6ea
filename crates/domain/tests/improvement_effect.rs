//! Whether an improvement action worked is judged by the months around it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use redress_domain::improvement::effect::{Months, beside_others, judge};
use redress_domain::spc::{Effect, Settings};
use redress_domain::time::{Date, parse_date, plus_days, plus_months};

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

proptest! {
    /// R10: the months are full, lie on either side of the month it was done in, and none waits for ever
    #[test]
    fn the_months_compared_are_full_and_never_that_of_the_change(done in 0..900_u32, later in 0..900_u32, first in 0..900_u32) {
        let (done_on, today) = (plus_days(day("2020-01-01"), done), plus_days(day("2020-01-01"), done + later));
        let first = plus_days(day("2018-01-01"), first);
        let months = Months::around(done_on, Some(first), today, &BTreeSet::new());
        for month in &months.before {
            prop_assert!(month.last_of_month() < done_on.first_of_month() && month.last_of_month() >= first);
        }
        for month in &months.after {
            prop_assert!(*month > done_on && month.last_of_month() < today);
        }
        let all: Vec<Date> = months.before.iter().chain(&months.after).copied().collect();
        prop_assert!(all.is_sorted() && all.iter().all(|month| month.day() == 1));
        prop_assert!(months.before.len() <= 24 && months.after.len() <= 24);
        let every_month_open: BTreeSet<Date> = (0..80).map(|ahead| plus_months(day("2018-01-01"), ahead)).collect();
        let waiting = Months::around(done_on, Some(first), today, &every_month_open);
        prop_assert!(waiting.after.len() + 3 >= months.after.len() || months.after.len() == 24);
        prop_assert!(months.after.starts_with(&waiting.after));
    }
}

/// R10: a fall after the action is told from a rise, and from what chance leaves as it was
#[test]
fn a_planted_fall_worked_a_planted_rise_is_worse_and_the_same_is_no_change_yet() {
    let usual = [8_u32, 10, 9, 11, 10, 9, 8, 10, 11, 9, 10, 9, 8, 10];
    let verdict = |after: [u32; 8]| {
        let months = Months::around(day("2025-03-15"), Some(day("2024-01-01")), day("2025-12-01"), &BTreeSet::new());
        assert_eq!((months.before.len(), months.after.len()), (14, 8));
        let all = months.before.iter().chain(&months.after).copied();
        let counts: BTreeMap<Date, u32> = all.zip(usual.into_iter().chain(after)).collect();
        judge(&months, &counts, &Settings::default()).effect
    };
    assert_eq!(verdict([1, 0, 2, 1, 0, 1, 1, 0]), Effect::Worked);
    assert_eq!(verdict([20, 22, 19, 21, 23, 20, 22, 21]), Effect::Worse);
    assert_eq!(verdict([9, 10, 8, 11, 10, 9, 10, 9]), Effect::NoChangeYet);
}

/// R10: what moved all causes alike is not the action's doing
#[test]
fn a_fall_that_all_causes_share_did_not_work() {
    let months = Months::around(day("2025-03-15"), Some(day("2024-01-01")), day("2025-12-01"), &BTreeSet::new());
    let all = || months.before.iter().chain(&months.after).copied();
    let of = |before: [u32; 2], after: [u32; 2]| -> BTreeMap<Date, u32> {
        let before = before.into_iter().cycle().take(months.before.len());
        all().zip(before.chain(after.into_iter().cycle())).collect()
    };
    let settings = Settings::default();
    let verdict = |all: &BTreeMap<Date, u32>| {
        let counts = of([9, 11], [2, 3]);
        beside_others(judge(&months, &counts, &settings), &months, &counts, all, &settings)
    };
    assert_eq!(verdict(&of([49, 51], [42, 43])).effect, Effect::Worked);
    let shared = verdict(&of([49, 51], [12, 13]));
    assert_eq!(shared.effect, Effect::NoChangeYet);
    assert!(
        shared.sentence().starts_with("No change yet: the cases of all other causes changed"),
        "{}",
        shared.sentence()
    );
    assert_eq!(verdict(&of([9, 11], [2, 3])).effect, Effect::Worked, "there are no others");
}

#[test]
fn too_few_months_before_say_nothing() {
    let months = Months::around(day("2026-03-15"), Some(day("2025-12-20")), day("2026-06-01"), &BTreeSet::new());
    assert_eq!(months.before, [day("2025-12-01"), day("2026-01-01"), day("2026-02-01")]);
    assert_eq!(months.after, [day("2026-04-01"), day("2026-05-01")]);
    assert_eq!(judge(&months, &BTreeMap::new(), &Settings::default()).effect, Effect::NoChangeYet);
}
