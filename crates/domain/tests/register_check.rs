//! The register file's rules, one by one, and that what is written reads back the same.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use proptest::prelude::*;
use redress_domain::calendar::{Calendar, Division};
use redress_domain::procedure::{Channel, Procedure, Route, shipped};
use redress_domain::register::{
    BroughtBy, Column, ExternalOutcome, ExternalResult, Finding, RawRow, RegisterCase, RegisterClosure,
    RegisterHandling, Rules, check_register, neutralised, restored, rows_of,
};
use redress_domain::time::{Date, parse_date};

fn spso() -> Procedure {
    let file = shipped::find("spso-customer-service").unwrap();
    Procedure::load(file.file, file.text).procedure.unwrap()
}

fn check(rows: Vec<RawRow>) -> Result<Vec<RegisterCase>, Vec<Finding>> {
    let (procedure, calendar) = (spso(), Calendar::shipped(Division::Scotland));
    let rules = Rules { procedure: &procedure, calendar, today: date("2026-06-30") };
    check_register(rows.into_iter().map(Ok), &rules)
        .map(|placed| placed.into_iter().map(|placed| placed.case).collect())
}

fn date(text: &str) -> Date {
    parse_date(text).unwrap()
}

fn row(line: u64, cells: &[(&str, &str)]) -> RawRow {
    let basics = [
        ("reference", "A1"),
        ("received_on", "2017-07-03"),
        ("channel", "email"),
        ("brought_by", "self"),
        ("handling", "S1"),
        ("handling_received_on", "2017-07-03"),
        ("handling_closed_on", "2017-07-10"),
        ("outcome", "not-upheld"),
    ];
    let cells =
        basics.iter().chain(cells).map(|(name, value)| (Column::find(name).unwrap(), (*value).to_owned())).collect();
    RawRow { line, cells }
}

fn escalated(line: u64, cells: &[(&str, &str)]) -> RawRow {
    let mut row =
        row(line, &[("handling", "ESC"), ("handling_received_on", "2017-07-12"), ("handling_closed_on", "2017-07-20")]);
    row.cells.extend(cells.iter().map(|(name, value)| (Column::find(name).unwrap(), (*value).to_owned())));
    row
}

/// Line, column and code of each finding, as programs see them.
fn findings(rows: Vec<RawRow>) -> Vec<(u64, String, String)> {
    let code = |finding: &Finding| serde_json::to_value(finding.code).unwrap().as_str().unwrap().to_owned();
    check(rows)
        .err()
        .unwrap_or_default()
        .iter()
        .map(|finding| (finding.line, finding.column.clone(), code(finding)))
        .collect()
}

fn assert_refused(cells: &[(&str, &str)], column: &str, code: &str) {
    assert_eq!(findings(vec![row(7, cells)]), [(7, column.to_owned(), code.to_owned())], "{cells:?}");
}

#[test]
fn what_a_row_must_have() {
    for column in ["reference", "received_on", "channel", "brought_by", "handling", "handling_received_on"] {
        assert_refused(&[(column, "")], column, "missing");
        assert_refused(&[(column, "  ")], column, "missing");
    }
    assert_refused(&[("outcome", "")], "outcome", "outcome-missing");
    assert_eq!(
        findings(vec![row(2, &[("decision_code", ""), ("service_area", ""), ("summary", ""), ("outcome_wanted", "")])]),
        []
    );
}

#[test]
fn ids_are_those_of_the_lists() {
    for (column, value) in [
        ("channel", "Telephone"),
        ("channel", "Email"),
        ("brought_by", "advocate"),
        ("handling", "S3"),
        ("handling", "esc"),
        ("outcome", "Upheld"),
        ("decision_code", "none"),
    ] {
        assert_refused(&[(column, value)], column, "id-unknown");
    }
    assert_refused(
        &[("external_outcome", "partly-upheld"), ("external_closed_on", "2018-01-01")],
        "external_outcome",
        "id-unknown",
    );
    assert_eq!(findings(vec![row(2, &[("channel", " phone "), ("decision_code", "delay\u{a0}")])]), []);
}

#[test]
fn dates_are_strict_exist_and_lie_in_known_past() {
    for value in ["3/7/2017", "2017-7-3", "20170703", "2017-07-03T10:00", "42919", "tomorrow"] {
        assert_refused(&[("received_on", value)], "received_on", "date-form");
    }
    assert_refused(&[("handling_closed_on", "2017-02-30")], "handling_closed_on", "date-does-not-exist");
    assert_refused(&[("received_on", "1987-07-03")], "received_on", "date-outside-calendar");
    assert_refused(&[("handling_closed_on", "2026-07-01")], "handling_closed_on", "date-in-future");
    assert_refused(&[("extended_to", "2099-01-01")], "extended_to", "date-outside-calendar");
    assert_eq!(findings(vec![row(2, &[("handling_closed_on", "2026-06-30"), ("extended_to", "2026-08-01")])]), []);
}

#[test]
fn dates_stand_in_an_order_that_can_have_been() {
    assert_refused(&[("handling_closed_on", "2017-07-02")], "handling_closed_on", "date-order");
    assert_refused(&[("received_on", "2017-07-04")], "handling_received_on", "date-order");
    assert_refused(&[("extended_to", "2017-07-03")], "extended_to", "date-order");
    assert_refused(
        &[("external_closed_on", "2017-07-02"), ("external_outcome", "upheld")],
        "external_closed_on",
        "date-order",
    );
    assert_eq!(findings(vec![row(2, &[("handling_closed_on", "2017-07-03"), ("extended_to", "2017-07-04")])]), []);
}

#[test]
fn only_what_is_closed_has_an_outcome_or_a_code() {
    assert_refused(&[("handling_closed_on", "")], "outcome", "not-closed");
    assert_refused(
        &[("handling_closed_on", ""), ("outcome", ""), ("decision_code", "delay")],
        "decision_code",
        "not-closed",
    );
}

#[test]
fn the_outside_result_has_both_halves() {
    assert_refused(&[("external_closed_on", "2018-01-01")], "external_outcome", "half-given");
    assert_refused(&[("external_outcome", "upheld")], "external_closed_on", "half-given");
}

#[test]
fn text_is_kept_as_it_is_or_refused() {
    assert_refused(&[("summary", "a\0b")], "summary", "control-character");
    assert_refused(&[("learning", "\u{1b}[31m")], "learning", "control-character");
    assert_refused(&[("reference", "A\n1")], "reference", "control-character");
    assert_refused(&[("finding", &"x".repeat(65_537))], "finding", "text-too-long");
    assert_refused(&[("reference", &"x".repeat(101))], "reference", "text-too-long");
    let cases = check(vec![row(
        2,
        &[("summary", " a\r\n\tb "), ("finding", "'=1"), ("explanation", "=1"), ("reference", " '-7 ")],
    )])
    .unwrap();
    assert_eq!(cases[0].summary.as_deref(), Some(" a\r\n\tb "));
    assert_eq!(cases[0].handlings[0].finding.as_deref(), Some("=1"));
    assert_eq!(cases[0].handlings[0].explanation.as_deref(), Some("=1"));
    assert_eq!(cases[0].reference, "-7");
}

#[test]
fn every_finding_is_listed_with_its_value() {
    let rows = vec![
        row(2, &[("channel", "fax"), ("outcome", "won"), ("received_on", "x")]),
        row(3, &[("reference", "B"), ("handling", "")]),
    ];
    let found = findings(rows.clone());
    assert_eq!(
        found.iter().map(|(line, column, _)| (*line, column.as_str())).collect::<Vec<_>>(),
        [(2, "received_on"), (2, "channel"), (2, "outcome"), (3, "handling"),]
    );
    let listed = check(rows).unwrap_err();
    assert_eq!(listed[1].value, "fax");
    assert!(listed[1].why.contains("in-person"));
    let long = check(vec![row(2, &[("channel", &"é".repeat(200))])]).unwrap_err();
    assert_eq!(long[0].value.chars().count(), 80);
}

#[test]
fn a_case_has_s1_or_s1_and_esc_or_s2() {
    let at = |line, column: &str, code: &str| (line, column.to_owned(), code.to_owned());
    assert_eq!(findings(vec![row(2, &[]), escalated(3, &[])]), []);
    assert_eq!(findings(vec![escalated(2, &[]), row(3, &[])]), []);
    assert_eq!(findings(vec![row(2, &[("handling", "S2")])]), []);
    assert_eq!(findings(vec![row(2, &[]), row(3, &[])]), [at(3, "handling", "handling-twice")]);
    assert_eq!(findings(vec![row(2, &[]), row(3, &[("handling", "S2")])]), [at(3, "handling", "handlings-clash")]);
    assert_eq!(findings(vec![escalated(2, &[])]), [at(2, "handling", "escalation-without-first-stage")]);
    assert_eq!(
        findings(vec![row(2, &[("handling_closed_on", ""), ("outcome", "")]), escalated(3, &[])]),
        [at(3, "handling", "escalation-without-first-stage")]
    );
    assert_eq!(
        findings(vec![row(2, &[]), escalated(3, &[("handling_received_on", "2017-07-09")])]),
        [at(3, "handling_received_on", "date-order")]
    );
    assert_eq!(findings(vec![row(2, &[]), escalated(3, &[("handling_received_on", "2017-07-10")])]), []);
}

#[test]
fn rows_of_one_reference_tell_of_one_case() {
    for (column, value) in [
        ("received_on", "2017-07-02"),
        ("channel", "web"),
        ("brought_by", "anonymous"),
        ("service_area", "Roads"),
        ("summary", "Other"),
    ] {
        let listed = check(vec![row(2, &[]), escalated(5, &[(column, value)])]).unwrap_err();
        assert_eq!(listed.len(), 1, "{column}");
        assert_eq!((listed[0].line, listed[0].column.as_str()), (5, column));
        assert!(listed[0].why.contains("Line 2"));
    }
}

#[test]
fn the_outside_result_may_stand_on_any_row_but_is_one() {
    let upheld: &[(&str, &str)] = &[("external_closed_on", "2018-01-08"), ("external_outcome", "upheld")];
    let expected = Some(ExternalResult { closed_on: date("2018-01-08"), outcome: ExternalOutcome::Upheld });
    for rows in [
        vec![row(2, upheld), escalated(3, &[])],
        vec![row(2, &[]), escalated(3, upheld)],
        vec![row(2, upheld), escalated(3, upheld)],
    ] {
        assert_eq!(check(rows).unwrap()[0].external, expected);
    }
    let other: &[(&str, &str)] = &[("external_closed_on", "2018-01-08"), ("external_outcome", "not-upheld")];
    assert_eq!(
        findings(vec![row(2, upheld), escalated(3, other)]),
        [(3, "external_outcome".to_owned(), "case-differs".to_owned())]
    );
}

/// R60
#[test]
fn nobody_reviews_what_they_handled_elsewhere_either() {
    let handled = |names: &str, review: &str| {
        findings(vec![row(2, &[("handled_by", names)]), escalated(3, &[("handled_by", review)])])
    };
    assert_eq!(handled("Ann Lee; Bo Chan", "Cy Dee"), []);
    assert_eq!(
        handled("Ann Lee; Bo Chan", "Cy Dee;  bo chan "),
        [(3, "handled_by".to_owned(), "reviewed-own-handling".to_owned())]
    );
    let kept = check(vec![row(2, &[("handled_by", "Ann Lee;; Ann Lee ;Bo Chan")])]).unwrap();
    assert_eq!(kept[0].handlings[0].handled_by, ["Ann Lee", "Bo Chan"]);
}

#[test]
fn a_refused_row_does_not_make_its_stage_look_missing() {
    let found = findings(vec![row(2, &[("channel", "fax")]), escalated(3, &[])]);
    assert_eq!(found, [(2, "channel".to_owned(), "id-unknown".to_owned())]);
}

#[test]
fn findings_end_somewhere() {
    let rows: Vec<RawRow> = (0..20_000).map(|n| row(n + 2, &[("channel", "fax")])).collect();
    let found = findings(rows);
    assert_eq!(found.len(), 10_001);
    assert_eq!(found.last().unwrap().2, "too-many-findings");
}

/// Text with what trips up readers: quotes, commas, breaks of line, apostrophes, formula characters, letters of every script.
fn nasty() -> impl Strategy<Value = String> {
    prop::collection::vec(
        prop_oneof![
            prop::sample::select(vec![
                "'",
                "=",
                "+",
                "-",
                "@",
                "\t",
                "\r",
                "\n",
                "\r\n",
                "\"",
                ",",
                ";",
                " ",
                "é",
                "字",
                "👩‍🦽",
                "\u{2028}",
                "\u{feff}"
            ])
            .prop_map(str::to_owned),
            "[a-z0-9]{1,4}",
        ],
        1..8,
    )
    .prop_map(|parts| parts.concat())
}

fn some_text() -> impl Strategy<Value = Option<String>> {
    prop::option::of(nasty())
}

fn day() -> impl Strategy<Value = i64> {
    0i64..200
}

fn after(days: i64) -> Date {
    date("2017-01-02").checked_add(jiff::Span::new().days(days)).unwrap()
}

prop_compose! {
    fn handling(route: Route, received: i64, open: bool)(
        lasted in day(),
        extended in prop::option::of(1i64..90),
        outcome in prop::sample::select(vec!["upheld", "partly-upheld", "not-upheld", "resolved", "withdrawn", "reclassified"]),
        code in prop::option::of(prop::sample::select(vec!["delay", "quality", "comment"])),
        texts in (some_text(), some_text(), some_text(), some_text()),
    ) -> RegisterHandling {
        RegisterHandling {
            route,
            received_on: after(received),
            closed: (!open).then(|| RegisterClosure { on: after(received + lasted), outcome: outcome.to_owned(), code: code.map(str::to_owned) }),
            extended_to: extended.map(|days| after(received + days)),
            finding: texts.0.clone(),
            explanation: texts.1.clone(),
            action_taken: texts.2.clone(),
            learning: texts.3.clone(),
            handled_by: Vec::new(),
        }
    }
}

fn handlings() -> impl Strategy<Value = Vec<RegisterHandling>> {
    prop_oneof![
        any::<bool>().prop_flat_map(|open| handling(Route::S1, 3, open)).prop_map(|one| vec![one]),
        any::<bool>().prop_flat_map(|open| handling(Route::S2, 3, open)).prop_map(|one| vec![one]),
        (handling(Route::S1, 3, false), any::<bool>()).prop_flat_map(|(first, open)| {
            handling(Route::Esc, 210, open).prop_map(move |second| vec![first.clone(), second])
        }),
    ]
}

prop_compose! {
    fn case()(
        reference in "['=+@-]{0,3}[A-Z0-9/é,\"-]{1,9}",
        channel in prop::sample::select(vec![Channel::Letter, Channel::Email, Channel::Web, Channel::InPerson, Channel::Phone]),
        brought_by in prop::sample::select(vec![BroughtBy::Complainant, BroughtBy::Representative, BroughtBy::Anonymous]),
        texts in (some_text(), some_text(), some_text()),
        handlings in handlings(),
        external in prop::option::of((5i64..900, any::<bool>())),
    ) -> RegisterCase {
        RegisterCase {
            reference,
            received_on: after(1),
            channel,
            brought_by,
            service_area: texts.0.clone(),
            summary: texts.1.clone(),
            outcome_wanted: texts.2.clone(),
            handlings,
            external: external.map(|(days, upheld)| ExternalResult {
                closed_on: after(days),
                outcome: if upheld { ExternalOutcome::Upheld } else { ExternalOutcome::NotUpheld },
            }),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_written_reads_back_the_same(case in case()) {
        let rows: Vec<RawRow> = rows_of(&case, &Column::ALL)
            .iter()
            .zip(2..)
            .map(|(row, line)| RawRow { line, cells: Column::ALL.into_iter().zip(row.cells().iter().cloned()).collect() })
            .collect();
        prop_assert_eq!(check(rows), Ok(vec![case]));
    }

    #[test]
    fn one_apostrophe_goes_on_and_the_same_comes_off(text in prop_oneof![nasty(), any::<String>()]) {
        let cell = neutralised(&text);
        prop_assert_eq!(restored(&cell), &text);
        prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']));
        prop_assert!(cell.len() - text.len() <= 1);
    }
}
