//! The P chart by hand values.

use redress_domain::spc::{Assurance, Better, Bounds, Hundredths, Measure, Rule, Settings, Share, proportion};

use crate::signals;

fn in_time(target: Option<u32>) -> Measure {
    Measure {
        name: "answers in time".into(),
        each: "month".into(),
        bounds: Bounds::Percent,
        better: Some(Better::Higher),
        target: target.map(Hundredths::whole),
    }
}

fn shares(of: &[(u32, u32)]) -> Vec<Share> {
    let share = |(at, (part, whole)): (usize, &(u32, u32))| Share {
        label: format!("M{}", at + 1),
        part: *part,
        rest: whole - part,
    };
    of.iter().enumerate().map(share).collect()
}

#[test]
fn each_share_has_limits_of_its_own_size() {
    // 160 of 400, p = 0.4: for 100, 3 x sqrt(0.24/100) = 0.14697; for 25, 0.29394; for 75, 0.16971; for 200, 0.10392.
    let chart = proportion(&in_time(None), &shares(&[(40, 100), (10, 25), (25, 75), (85, 200)]), &Settings::default());
    let limits: Vec<[String; 3]> = chart
        .points
        .iter()
        .map(|point| point.limits.unwrap())
        .map(|limits| [limits.lower, limits.centre, limits.upper].map(|limit| limit.to_string()))
        .collect();
    assert_eq!(
        limits,
        [["25.3", "40", "54.7"], ["10.61", "40", "69.39"], ["23.03", "40", "56.97"], ["29.61", "40", "50.39"]]
    );
    assert_eq!(chart.points[2].value.unwrap().to_string(), "33.33");
    assert!(chart.trial && signals(&chart).is_empty());
}

#[test]
fn limits_end_at_nought_and_a_hundred_percent() {
    let chart = proportion(&in_time(None), &shares(&[(950, 1_000), (960, 1_000), (110, 110)]), &Settings::default());
    let limits = chart.points[2].limits.unwrap();
    assert_eq!((limits.upper.to_string(), limits.lower > Hundredths::whole(0)), ("100".into(), true));
    let few = proportion(&in_time(None), &shares(&[(5, 100), (6, 100), (7, 100)]), &Settings::default());
    assert_eq!(few.limits().unwrap().lower.to_string(), "0");
}

#[test]
fn a_share_outside_its_own_limits_signals_and_the_same_share_of_a_few_does_not() {
    let mut of = [(48, 100), (52, 100)].repeat(6);
    of.extend([(30, 100), (6, 20)]);
    let chart = proportion(&in_time(None), &shares(&of), &Settings::default());
    assert_eq!(signals(&chart), [(12, Rule::Outside)]);
    assert!(chart.sentence.contains("below the lower limit in M13 (a concern)"), "{}", chart.sentence);
}

#[test]
fn a_share_of_nothing_has_no_value_and_breaks_no_run() {
    let mut of = vec![(50, 100), (50, 100)];
    of.extend([(51, 100), (52, 100), (53, 100), (0, 0), (54, 100), (55, 100), (56, 100)]);
    let chart = proportion(&in_time(None), &shares(&of), &Settings { min_points: 2, ..Settings::default() });
    assert_eq!((chart.points[5].value, chart.points[5].limits, chart.points[5].signal), (None, None, None));
    assert_eq!(signals(&chart).iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1, 2, 3, 4, 6, 7, 8]);
    assert!(signals(&chart).iter().all(|(_, rule)| *rule == Rule::Trend));
}

/// Of 20 with 1 late, one is expected late: few, although 19 are expected in time.
#[test]
fn few_are_few_at_either_end() {
    for of in [[(19, 20), (95, 100), (190, 200)], [(1, 20), (5, 100), (10, 200)]] {
        let chart = proportion(&in_time(None), &shares(&of), &Settings::default());
        let few: Vec<bool> = chart.points.iter().map(|point| point.counted.unwrap().few).collect();
        assert_eq!(few, [true, false, false]);
    }
}

/// A target is judged by every limit since they started, not by those of the last and largest month alone.
#[test]
fn a_target_within_the_limits_of_any_month_is_left_to_chance() {
    let of = |last: (u32, u32)| {
        let mut of = vec![(80, 100); 12];
        of.push(last);
        proportion(&in_time(Some(75)), &shares(&of), &Settings::default())
    };
    assert_eq!(of((4_000, 5_000)).assurance, Some(Assurance::HitOrMiss));
    let mut large = vec![(4_000, 5_000); 13];
    large.push((4_001, 5_000));
    let chart = proportion(&in_time(Some(75)), &shares(&large), &Settings::default());
    assert_eq!(chart.assurance, Some(Assurance::ConsistentPass));
    assert!(chart.sentence.ends_with("The target of 75% will be met every month unless something changes."));
}

#[test]
fn small_groups_are_named_and_where_most_are_small_there_are_no_limits() {
    let some = proportion(&in_time(None), &shares(&[(40, 100), (38, 100), (3, 8)]), &Settings::default());
    assert_eq!(some.points.iter().map(|point| point.counted.unwrap().few).collect::<Vec<_>>(), [false, false, true]);
    assert!(some.sentence.contains("In 1 month too few were counted for exact limits."), "{}", some.sentence);

    let most = proportion(&in_time(Some(90)), &shares(&[(2, 4), (1, 3), (4, 5), (9, 18)]), &Settings::default());
    assert!(most.points.iter().all(|point| point.limits.is_none() && point.signal.is_none()));
    assert_eq!(
        most.sentence,
        "Too few are counted each month for limits on a percentage: look at the chart of the counts instead."
    );
    assert_eq!(
        proportion(&in_time(None), &shares(&[(0, 0)]), &Settings::default()).sentence,
        "There is nothing to show yet."
    );
}
