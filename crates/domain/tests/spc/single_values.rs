//! The XmR chart: the worked example, and each setting by hand.

use redress_domain::spc::{Assurance, Better, Meaning, Rule, Settings, Side, effect, xmr};

use crate::{WORKED, complaints, counts, months, printed, signals, unscreened};

/// R98
#[test]
fn the_worked_example_has_its_published_limits_and_its_one_signal_unscreened() {
    let chart = xmr(&complaints(Some(Better::Lower), None), &counts(&WORKED), &unscreened());
    assert_eq!(printed(&chart), ["6.95", "1.94", "-3.06"]);
    assert_eq!(signals(&chart), [(4, Rule::Outside)]);
    assert_eq!(chart.limits().unwrap().range.unwrap().to_string(), "6.15");
}

/// R98
#[test]
fn the_worked_example_has_its_published_limits_and_its_one_signal_screened() {
    let chart = xmr(&complaints(Some(Better::Lower), None), &counts(&WORKED), &Settings::default());
    assert_eq!(printed(&chart), ["4.6", "1.94", "-0.72"]);
    assert_eq!(signals(&chart), [(4, Rule::Outside)]);
    let signal = chart.points[4].signal.unwrap();
    assert_eq!((signal.side, signal.meaning), (Side::Higher, Meaning::Concern));
    assert_eq!(
        chart.sentence,
        "Over 18 months complaints received had a mean of 1.94 a month, with limits of 0 and 4.6. \
         Signals of a change: above the upper limit in M5 (a concern)."
    );
}

#[test]
fn a_quiet_series_says_so_with_its_limits_cut_off_at_nought() {
    let chart = xmr(&complaints(None, None), &counts(&[3, 5, 4, 6, 3, 5, 4, 5, 3, 6, 4, 5]), &Settings::default());
    assert_eq!(signals(&chart), []);
    assert_eq!(
        chart.sentence,
        "Over 12 months complaints received stayed within the limits of 0 and 9.25 a month; nothing signals a change."
    );
}

#[test]
fn seven_points_rising_are_a_trend_and_six_are_not() {
    let quiet = [9, 1, 9, 1, 9, 1, 9, 1, 9];
    let with = |end: &[i64]| xmr(&complaints(None, None), &months(&[&quiet, end].concat()), &unscreened());
    assert_eq!(signals(&with(&[2, 3, 4, 5, 6, 7])), []);
    let rising = with(&[2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(signals(&rising), (9..16).map(|at| (at, Rule::Trend)).collect::<Vec<_>>());
    assert!(rising.sentence.contains("rising steadily from M10 to M16"), "{}", rising.sentence);
}

#[test]
fn a_point_on_the_mean_breaks_a_shift() {
    let settings = Settings { min_points: 8, ..unscreened() };
    let with = |end: &[i64]| {
        let before = months(&[0, 6, 0, 6, 0, 6, 0, 6]);
        signals(&effect(&complaints(None, None), Better::Lower, &before, &months(end), &settings).chart)
    };
    assert_eq!(with(&[2, 1, 2, 1, 2, 1, 2]), (8..15).map(|at| (at, Rule::Shift)).collect::<Vec<_>>());
    assert_eq!(with(&[2, 1, 2, 3, 2, 1, 2]), []);
    assert_eq!(with(&[2, 1, 2, 4, 2, 1, 2]), []);
}

#[test]
fn a_point_that_two_rules_catch_is_told_by_the_first() {
    // A trend that leaves the limits at its end.
    let chart = xmr(&complaints(None, None), &months(&[5, 6, 5, 6, 5, 6, 5, 6, 7, 8, 9, 10, 40]), &unscreened());
    assert_eq!(chart.points[12].signal.unwrap().rule, Rule::Outside);
    assert_eq!(chart.points[11].signal.unwrap().rule, Rule::Trend);
}

#[test]
fn limits_start_anew_where_they_are_told_to() {
    let points = counts(&[2, 4, 2, 4, 20, 24, 20, 24]);
    let settings = Settings { rebase: vec![4, 99], ..unscreened() };
    let anew = xmr(&complaints(None, None), &points, &settings);
    assert_eq!(anew.points[0].limits.unwrap().centre.to_string(), "3");
    assert_eq!(printed(&anew), ["32.64", "22", "11.36"]);
    assert_eq!((signals(&anew), anew.changed_at), (vec![], Some(4)));
    assert!(anew.sentence.contains("The limits start anew in M5."), "{}", anew.sentence);
}

#[test]
fn a_target_is_met_missed_or_left_to_chance() {
    let values = [3, 5, 4, 6, 3, 5, 4, 5, 3, 6, 4, 5];
    let of = |better, target| xmr(&complaints(Some(better), Some(target)), &counts(&values), &unscreened()).assurance;
    assert_eq!(of(Better::Lower, 20), Some(Assurance::ConsistentPass));
    assert_eq!(of(Better::Higher, 20), Some(Assurance::ConsistentFail));
    assert_eq!(of(Better::Lower, 5), Some(Assurance::HitOrMiss));
    let high: Vec<u32> = values.iter().map(|value| value + 50).collect();
    assert_eq!(
        xmr(&complaints(Some(Better::Lower), Some(5)), &counts(&high), &unscreened()).assurance,
        Some(Assurance::ConsistentFail)
    );
}

#[test]
fn few_points_have_trial_limits_that_signal_nothing_and_fewer_than_two_have_none() {
    let measure = complaints(Some(Better::Lower), Some(9));
    let eleven = xmr(&measure, &counts(&WORKED[..11]), &Settings::default());
    assert!(eleven.trial && eleven.assurance.is_none() && eleven.limits().is_some());
    assert_eq!(signals(&eleven), []);
    assert_eq!(
        eleven.sentence,
        "Over 11 months complaints received had a mean of 2.27 a month. These are trial limits, by which nothing signals \
         yet: they rest on 11 months, and 12 are wanted."
    );
    assert!(!xmr(&measure, &counts(&WORKED[..12]), &Settings::default()).trial);

    let one = xmr(&measure, &counts(&[4]), &Settings::default());
    assert_eq!((one.limits(), one.points[0].signal), (None, None));
    assert_eq!(one.sentence, "There is only 1 month so far: it takes more to say what is usual.");
    assert_eq!(xmr(&measure, &[], &Settings::default()).sentence, "There is nothing to show yet.");
}

/// One late case in two years is no process whose limits could be told.
#[test]
fn counts_below_one_a_month_are_shown_without_limits_and_signals() {
    let with = |total: u32| {
        let mut values = [0_u32; 24];
        (0..24).cycle().take(usize::try_from(total).unwrap()).for_each(|at| values[at] += 1);
        xmr(&complaints(Some(Better::Lower), Some(1)), &counts(&values), &Settings::default())
    };
    for total in 0..24 {
        let chart = with(total);
        assert!(chart.points.iter().all(|point| point.limits.is_none() && point.signal.is_none()), "{total}");
        assert_eq!((chart.points.len(), chart.assurance), (24, None));
    }
    assert!(with(24).limits().is_some());
    assert_eq!(with(0).sentence, "Over 24 months complaints received was 0 throughout.");
    assert_eq!(
        with(1).sentence,
        "Over 24 months complaints received came to 1 in all. With fewer than 1 a month on average there are no limits, and \
         nothing is read from a single month."
    );
    let all = Settings { min_mean: 0, ..Settings::default() };
    assert!(xmr(&complaints(None, None), &counts(&[0, 0, 1, 0]), &all).limits().is_some());
}
