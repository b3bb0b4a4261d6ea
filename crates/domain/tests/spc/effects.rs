//! Whether a change worked.

use redress_domain::spc::{Better, Effect, Effectiveness, Settings, effect};

use crate::{complaints, months};

const BEFORE: [i64; 14] = [5, 7, 6, 4, 6, 8, 5, 7, 6, 5, 7, 6, 5, 7];

fn since(before: &[i64], after: &[i64], better: Better) -> Effectiveness {
    let (before, mut after) = (months(before), months(after));
    after.iter_mut().enumerate().for_each(|(at, point)| point.label = format!("A{}", at + 1));
    effect(&complaints(None, None), better, &before, &after, &Settings::default())
}

#[test]
fn seven_months_below_the_earlier_mean_worked_where_lower_is_better() {
    let after = [5, 4, 5, 3, 4, 5, 4];
    let found = since(&BEFORE, &after, Better::Lower);
    assert_eq!(found.effect, Effect::Worked);
    assert_eq!(
        found.sentence(),
        "Worked: signals in complaints received since the change: below the mean from A1 to A7 (an improvement); \
         judged by the limits of the 14 months before."
    );
    assert_eq!(since(&BEFORE, &after, Better::Higher).effect, Effect::Worse);
    assert_eq!(found.chart.changed_at, Some(14));
}

#[test]
fn what_began_before_the_change_is_not_its_doing() {
    let mut before = BEFORE;
    before[11..].copy_from_slice(&[5, 4, 5]);
    let found = since(&before, &[5, 4, 5, 4], Better::Lower);
    assert_eq!(found.effect, Effect::NoChangeYet);
    assert!(found.sentence().contains("4 months since the change without a signal"), "{}", found.sentence());
}

#[test]
fn where_signals_go_both_ways_the_later_decides_and_it_says_so() {
    let found = since(&BEFORE, &[20, 5, 4, 5, 3, 4, 5, 4], Better::Lower);
    assert_eq!(found.effect, Effect::Worked);
    assert!(found.sentence().ends_with("There are signals both ways; the later one decides."), "{}", found.sentence());
    let worse = since(&BEFORE, &[5, 4, 5, 3, 4, 5, 4, 20], Better::Lower);
    assert_eq!(worse.effect, Effect::Worse);
}

#[test]
fn too_few_points_on_either_side_are_said_to_be_too_few() {
    let early = since(&BEFORE[..11], &[0; 9], Better::Lower);
    assert_eq!(early.effect, Effect::NoChangeYet);
    assert!(early.sentence().contains("too few points to say. There are 11 months"), "{}", early.sentence());
    assert!(early.chart.points.iter().all(|point| point.signal.is_none()), "no picture of what cannot be said");
    for (before, told) in [(0, "There is no month of"), (1, "There is 1 month of"), (2, "There are 2 months of")] {
        let sentence = since(&BEFORE[..before], &[5], Better::Lower).sentence().to_owned();
        assert!(sentence.contains(told), "{sentence}");
    }
    assert_eq!(since(&BEFORE, &[], Better::Lower).sentence(), "No change yet: no month has passed since the change.");
    assert_eq!(since(&[], &[], Better::Lower).effect, Effect::NoChangeYet);
    let quiet = since(&BEFORE, &[5, 7, 6, 5, 7, 6, 5, 7], Better::Lower);
    assert_eq!(
        quiet.sentence(),
        "No change yet: nothing signals a change in the 8 months since, judged by the limits of the 14 months before."
    );
}

#[test]
fn of_less_than_one_a_month_before_no_change_can_be_told() {
    let found = since(&[0, 0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 1], &[0; 9], Better::Lower);
    assert_eq!(found.effect, Effect::NoChangeYet);
    assert!(found.chart.points.iter().all(|point| point.limits.is_none() && point.signal.is_none()));
    assert!(found.sentence().starts_with("No change yet: too few to say. Before the change"), "{}", found.sentence());
}

#[test]
fn answers_have_the_names_that_programs_match() {
    let names =
        [Effect::Worked, Effect::NoChangeYet, Effect::Worse].map(|effect| serde_json::to_value(effect).unwrap());
    assert_eq!(names, ["worked", "no-change-yet", "worse"]);
}
