//! A public edition whose small numbers are masked, and everything that would tell them with them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use redress_domain::statistics::{Count, PublishedBefore, ReleasedTexts, Report, public};
use serde_json::Value;

use crate::raw::{Kept, Row, date, facts_of, period, report_of, rows, spso, spso_with};
use crate::reader::worked_back;

fn suppressed(rows: &[crate::raw::Row], id: &str, below: u32) -> Report {
    let procedure = spso_with(|report| report.suppress_below = below);
    let period = period(id);
    public(report_of(&facts_of(rows, &period), &procedure, &period), &ReleasedTexts::new(), &[]).unwrap()
}

/// Fields of a report's JSON that are no counts of cases.
const NO_COUNTS: [&str; 11] = [
    "n",
    "target",
    "days",
    "days_total",
    "days_p90",
    "suppress_below",
    "months",
    "min_mean",
    "min_points",
    "base",
    "version",
];

/// Every count of a report's JSON by its path.
fn counts(value: &Value, path: &str, found: &mut Vec<(String, u64)>) {
    match value {
        Value::Number(number) => found.push((path.to_owned(), number.as_u64().unwrap())),
        Value::Array(list) => list.iter().for_each(|one| counts(one, path, found)),
        Value::Object(fields) => {
            let told = fields.iter().filter(|(name, _)| !NO_COUNTS.contains(&name.as_str()));
            told.for_each(|(name, one)| counts(one, &format!("{path}.{name}"), found));
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 100, ..ProptestConfig::with_cases(6) })]

    /// R110
    #[test]
    fn no_small_number_is_printed_and_none_can_be_worked_back(rows in rows(50..900), below in 2u32..=5) {
        let report = suppressed(&rows, "2017-18-Q2", below);
        let json = serde_json::to_value(&report).unwrap();
        let mut found = Vec::new();
        counts(&json, "", &mut found);
        let small: Vec<_> = found.iter().filter(|(_, number)| (1..u64::from(below)).contains(number)).collect();
        prop_assert!(small.is_empty(), "{small:?}");
        prop_assert_eq!(worked_back(&[&report], 1), Vec::<String>::new());
        prop_assert!(report.distribution.is_none() && report.months.is_none());
    }

    /// R110
    #[test]
    fn what_one_edition_masks_the_next_does_not_give_away(
        rows in rows(20..900), below in 2u32..=5, last in prop_oneof![Just("2017-18-Q3"), Just("2017-18-H1")],
    ) {
        let mut before: Vec<PublishedBefore> = Vec::new();
        let procedure = spso_with(|report| report.suppress_below = below);
        for id in ["2017-18-Q1", "2017-18-Q2", last] {
            let period = period(id);
            let internal = report_of(&facts_of(&rows, &period), &procedure, &period);
            let public = public(internal.clone(), &ReleasedTexts::new(), &before).unwrap();
            before.push(PublishedBefore { internal, public });
        }
        let editions: Vec<&Report> = before.iter().map(|published| &published.public).collect();
        let noughts: BTreeSet<String> = before.iter().enumerate().flat_map(|(edition, published)| {
            let lines = published.internal.lines().into_iter().filter(|line| line.value == "0");
            lines.map(move |line| format!("{edition}: {} {} {}", line.table, line.row, line.measure))
        }).collect();
        // Where a nought had to be masked as well, a masked number may be one; which of them is, is no secret.
        let masked = editions.iter().enumerate().flat_map(|(edition, report)| {
            let lines = report.lines().into_iter().filter(|line| line.value == "*");
            lines.map(move |line| format!("{edition}: {} {} {}", line.table, line.row, line.measure))
        });
        let least = u64::from(!masked.into_iter().any(|name| noughts.contains(&name)));
        let told: Vec<String> = worked_back(&editions, least).into_iter().filter(|name| !noughts.contains(name)).collect();
        prop_assert_eq!(told, Vec::<String>::new());
    }

    /// R110
    #[test]
    fn what_would_tell_a_masked_number_goes_with_it(rows in rows(50..600)) {
        let report = suppressed(&rows, "2017-18-Q2", 5);
        for (outcome, timescale) in report.outcomes.iter().zip(&report.timescales) {
            let upheld = [outcome.total, outcome.counts["upheld"], outcome.counts["withdrawn"]];
            prop_assert!(outcome.upheld_percent.is_none() || !upheld.contains(&Count::Masked));
            prop_assert!(timescale.late.is_none() || timescale.missed != Count::Masked);
            prop_assert!(timescale.days_total.is_none() || outcome.total != Count::Masked);
        }
        for row in &report.outcomes {
            let told = report.narratives.iter().filter(|narrative| narrative.row == row.row).count();
            let upheld = row.counts["upheld"] + row.counts["partly-upheld"];
            prop_assert!(told == 0 || upheld == told as u64);
        }
        for rows in [&report.channels, &report.service_areas, &report.natures, &report.causes] {
            let after_masked = rows.iter().skip_while(|row| row.closed != Count::Masked);
            prop_assert!(after_masked.into_iter().all(|row| row.closed == Count::Masked), "the order tells");
        }
        if report.timescales.last().unwrap().missed == Count::Masked {
            prop_assert!(report.late_sentence.contains("not told"));
        }
    }
}

/// So many that were not upheld, about these natures: `late`, `rude`, and rude again.
fn about(natures: [bool; 3], count: usize) -> Vec<Row> {
    let received = date("2017-07-10");
    let row = Row {
        reference: 1,
        route: 0,
        received,
        closed: Some(received),
        outcome: 2,
        days: 1,
        kept: Kept::Met,
        first_contact: false,
        channel: 0,
        area: 0,
        code: 0,
        natures,
        due: None,
    };
    vec![row; count]
}

fn masked_natures(report: &Report) -> Vec<&str> {
    let closed = report.natures.iter().filter(|row| row.closed == Count::Masked);
    closed.map(|row| row.id.as_str()).collect()
}

/// R86, R110
#[test]
fn what_complaints_are_about_cannot_be_worked_back_though_its_rows_overlap() {
    let late = [true, false, false];
    let both = [true, true, false];
    let none = [false; 3];
    // All of 50 but 48 are about nothing: the rows have nothing in common.
    let alone = suppressed(&[about(late, 48), about(none, 2)].concat(), "2017-18-Q2", 5);
    assert!(masked_natures(&alone).contains(&""));
    assert_eq!(worked_back(&[&alone], 1), Vec::<String>::new());
    // Two beside 48 may be any of the 50.
    let apart = suppressed(&[about(late, 48), about([false, true, false], 2)].concat(), "2017-18-Q2", 5);
    assert_eq!(masked_natures(&apart), ["rude"], "no more is masked than has to be");
    assert_eq!(worked_back(&[&apart], 1), Vec::<String>::new());
    // Rude to nearly everybody, and to two in so many words again.
    let again = [about(late, 20), about(both, 26), about([true, true, true], 2), about(none, 2)].concat();
    let again = suppressed(&again, "2017-18-Q2", 5);
    assert!(masked_natures(&again).contains(&"rude-again"));
    assert_eq!(worked_back(&[&again], 1), Vec::<String>::new());
}

/// R110
#[test]
fn figures_that_disagree_are_not_published_masked() {
    let mut facts = crate::published::facts();
    facts.open.routes.s2 += 1;
    let procedure = spso_with(|report| report.suppress_below = 5);
    let report = report_of(&facts, &procedure, &period("2017-18-Q2"));
    assert_eq!(public(report, &ReleasedTexts::new(), &[]).unwrap_err().code(), "report-tables-disagree");
    assert!(public(report_of(&facts, spso(), &period("2017-18-Q2")), &ReleasedTexts::new(), &[]).is_ok());
}
