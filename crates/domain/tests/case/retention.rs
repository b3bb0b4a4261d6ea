//! How long records are kept: the first rule that fits, else the general one, counted in months from the close.

use redress_domain::procedure::{Kept, Retention, RetentionRule};
use redress_domain::time::{Date, parse_date};

fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

fn retention() -> Retention {
    let rule = |id: &str, outcomes: &[&str], codes: &[&str], months| RetentionRule {
        id: id.to_owned(),
        outcomes: outcomes.iter().map(|id| (*id).to_owned()).collect(),
        classes: Vec::new(),
        codes: codes.iter().map(|id| (*id).to_owned()).collect(),
        months,
    };
    let rules = vec![rule("conduct", &["upheld"], &["attitude"], 72), rule("withdrawn", &["withdrawn"], &[], 6)];
    Retention { months: Some(24), automatic: false, rules }
}

fn closed(on: &str, outcome: &'static str, code: &'static str) -> Kept<'static> {
    Kept { closed_on: day(on), outcome: Some(outcome), class: None, code: Some(code) }
}

#[test]
fn the_first_rule_that_fits_counts_and_else_the_general_one() {
    let retention = retention();
    let until = |kept: Kept<'static>| {
        let until = retention.kept_until(&kept).unwrap();
        (until.rule.map(str::to_owned), until.due_on)
    };
    let rule = |id: &str| Some(id.to_owned());
    assert_eq!(until(closed("2026-03-03", "upheld", "attitude")), (rule("conduct"), day("2032-03-03")));
    assert_eq!(until(closed("2026-03-03", "upheld", "delay")), (None, day("2028-03-03")));
    assert_eq!(until(closed("2026-08-31", "withdrawn", "delay")), (rule("withdrawn"), day("2027-02-28")));
    assert!(Retention::default().kept_until(&closed("1990-01-01", "upheld", "delay")).is_none());
}

/// Whatever is due was closed by the day that is looked up to.
#[test]
fn no_case_that_is_due_is_missed_at_the_ends_of_months() {
    let retention = retention();
    for month in 1..=12_i8 {
        for date in 26..=31_i8 {
            let Ok(closed_on) = Date::new(2026, month, date) else { continue };
            let kept = Kept { closed_on, outcome: Some("withdrawn"), class: None, code: None };
            let due_on = retention.kept_until(&kept).unwrap().due_on;
            assert!(retention.last_closed_due(due_on).unwrap() >= closed_on, "{closed_on}");
        }
    }
    assert!(Retention::default().last_closed_due(day("2026-03-03")).is_none());
}
