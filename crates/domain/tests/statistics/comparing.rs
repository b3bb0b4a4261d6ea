//! Reports stored and read back, and two of them compared.

use proptest::prelude::*;
use redress_domain::procedure::SectionId;
use redress_domain::statistics::{Difference, Issue, Report, differences, public};

use crate::published::internal;
use crate::raw::{date, facts_of, period, report_of, rows, spso};

fn read_back(report: &Report) -> Report {
    serde_json::from_str(&serde_json::to_string(report).unwrap()).unwrap()
}

/// R81, R109
#[test]
fn an_issued_report_reads_back_whole() {
    let mut report = internal();
    report.known_on = Some(date("2017-10-05"));
    report.texts.insert(SectionId::NextSteps, "We train our staff.".into());
    report.issue = Some(Issue {
        version: 2,
        reason: Some("A case was reopened.".into()),
        author: "Ada Reid".into(),
        post: Some("Head of Complaints".into()),
        issued_on: date("2017-10-20"),
        approved_by: Some("Carol Chair".into()),
        changes: differences(&internal(), &report),
        superseded_by: None,
    });
    assert_eq!(read_back(&report), report);
    let lines = report.lines();
    assert!(lines.iter().any(|line| line.table == "issue" && line.measure == "author" && line.value == "Ada Reid"));
    assert!(lines.iter().any(|line| line.table == "texts" && line.row == "next-steps"));
}

#[test]
fn a_corrected_figure_is_listed_with_all_that_follows_from_it() {
    let before = internal();
    let mut facts = crate::published::facts();
    let days = &mut facts.closed.routes.s1.days;
    *days.get_mut(&3).unwrap() -= 1;
    *days.entry(4).or_default() += 1;
    let after = report_of(&facts, spso(), &period("2017-18-Q2"));
    let changed = differences(&before, &after);
    let of = |table: &str, measure: &str| -> Vec<&Difference> {
        changed.iter().filter(|one| one.table == table && one.measure == measure && one.row == "S1").collect()
    };
    let [total] = of("timescales", "days_total")[..] else { panic!("{changed:?}") };
    assert_eq!((total.before.as_deref(), total.after.as_deref()), (Some("32"), Some("33")));
    let [mean] = of("timescales", "days_mean")[..] else { panic!("{changed:?}") };
    assert_eq!((mean.before.as_deref(), mean.after.as_deref()), (Some("2.91"), Some("3")));
    assert_eq!(of("distribution", "days 4").len(), 1);
    assert!(of("timescales", "met").is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_report_reads_back_whole_and_differs_from_itself_in_nothing(rows in rows(0..200)) {
        let period = period("2017-18-Q2");
        let report = report_of(&facts_of(&rows, &period), spso(), &period);
        prop_assert_eq!(&read_back(&report), &report);
        prop_assert_eq!(differences(&report, &report), vec![]);
        let public = public(report, &Default::default(), &[]).unwrap();
        prop_assert_eq!(read_back(&public), public);
    }

    /// Putting the differences into the lines of the first report gives the lines of the second.
    #[test]
    fn differences_tell_everything_that_differs(one in rows(0..60), other in rows(0..60)) {
        let period = period("2017-18-Q2");
        let [before, after] = [one, other].map(|rows| report_of(&facts_of(&rows, &period), spso(), &period));
        let told = differences(&before, &after);
        let mut lines: Vec<_> = before.lines().into_iter().filter(|line| line.table != "checks").collect();
        for Difference { table, row, reference, measure, before, after } in told.iter().filter(|one| one.table != "checks") {
            let at = lines.iter().position(|line| {
                (&line.table, &line.row, &line.reference, &line.measure) == (table, row, reference, measure) && Some(&line.value) == before.as_ref()
            });
            if before.is_some() {
                lines.remove(at.unwrap());
            }
            lines.extend(after.clone().map(|value| redress_domain::statistics::Line {
                table: table.clone(), row: row.clone(), reference: reference.clone(), measure: measure.clone(), value,
            }));
        }
        let sorted = |lines: Vec<redress_domain::statistics::Line>| {
            let mut texts: Vec<String> = lines.iter().map(|line| format!("{line:?}")).collect();
            texts.sort();
            texts
        };
        let expected = after.lines().into_iter().filter(|line| line.table != "checks").collect();
        prop_assert_eq!(sorted(lines), sorted(expected));
    }
}
