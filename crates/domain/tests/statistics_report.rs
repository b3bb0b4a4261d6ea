//! The period report: the published tables of the source, and every figure against a plain computation from raw rows.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use redress_domain::period::{FiscalYearStart, Period};
use redress_domain::procedure::{Procedure, Route, shipped};
use redress_domain::statistics::{
    ClosedHandling, Edition, ExternalFacts, Facts, Header, NarrativeTexts, PerRoute, Remarks, report,
};
use redress_domain::time::{Date, parse_date};
use serde_json::{Value, json};

const ROUTES: [Route; 3] = [Route::S1, Route::S2, Route::Esc];
const OUTCOMES: [&str; 5] = ["upheld", "partly-upheld", "not-upheld", "resolved", "withdrawn"];

fn spso() -> Procedure {
    let file = shipped::find("spso-customer-service").unwrap();
    Procedure::load(file.file, file.text).procedure.unwrap()
}

fn quarter() -> Period {
    Period::parse("2017-18-Q2", FiscalYearStart::default()).unwrap()
}

fn json_of(facts: &Facts, edition: Edition) -> Value {
    let header = Header { organisation: "spso".into(), organisation_name: "The Ombudsman".into(), edition };
    serde_json::to_value(report(facts, &spso(), &quarter(), header).unwrap()).unwrap()
}

fn closed(reference: &str, route: Route, received_on: &str, outcome: &str, days: u32, met: bool) -> ClosedHandling {
    ClosedHandling {
        reference: reference.into(),
        route,
        received_on: parse_date(received_on).unwrap(),
        closed_on: parse_date("2017-09-29").unwrap(),
        outcome: outcome.into(),
        days,
        met,
        extended: false,
        narrative: None,
    }
}

/// The facts behind tables 1 to 3 of the source.
fn published() -> Facts {
    let mut all: Vec<ClosedHandling> = [1, 2, 3, 2, 3, 6, 3, 2, 3, 4, 3]
        .into_iter()
        .enumerate()
        .map(|(n, days)| closed(&format!("2017020{n:02}"), Route::S1, "2017-07-03", "not-upheld", days, days <= 5))
        .collect();
    all.extend([13, 16].map(|days| closed("201702020", Route::S2, "2017-07-06", "not-upheld", days, true)));
    all.push(closed("201604178", Route::Esc, "2017-06-19", "upheld", 16, true));
    all.push(closed("201609357", Route::Esc, "2017-07-10", "upheld", 14, true));
    all.extend([12, 10, 8].map(|days| closed("201701030", Route::Esc, "2017-07-17", "not-upheld", days, true)));
    let text = |text: &str| Some(text.to_owned());
    all[13].narrative = Some(Box::new(NarrativeTexts {
        finding: text("Wrong advice"),
        explanation: None,
        action_taken: text("Apology"),
        learning: text(" "),
    }));
    all[14].narrative = Some(Box::new(NarrativeTexts {
        finding: text("Delay"),
        explanation: text("Absence"),
        action_taken: text("Apology"),
        learning: text("Step in earlier"),
    }));
    Facts {
        opening: PerRoute { s1: 0, s2: 0, esc: 1 },
        received: PerRoute { s1: 11, s2: 4, esc: 4 },
        closing: PerRoute { s1: 0, s2: 2, esc: 0 },
        closed: all,
        reclassified: 0,
        external: ExternalFacts { closed: 2, upheld: 1 },
        remarks: Remarks::default(),
    }
}

/// R87, R88, R90, R91, R94, R95, R96, R97, R108, R111
#[test]
fn the_published_tables_but_for_the_wrong_mean() {
    let report = json_of(&published(), Edition::Internal);
    let row = |table: &str, n: usize, fields: &[&str]| -> Vec<Value> {
        fields.iter().map(|field| report[table][n][field].clone()).collect()
    };

    let volumes: Vec<Vec<Value>> =
        (0..4).map(|n| row("volumes", n, &["row", "opening", "received", "closed", "closing"])).collect();
    assert_eq!(
        json!(volumes),
        json!([["S1", 0, 11, 11, 0], ["S2", 0, 4, 2, 2], ["ESC", 1, 4, 5, 0], ["total", 1, 19, 18, 2]])
    );
    assert_eq!(report["volumes"][2]["closed_by_received_period"], json!({"2017-18-Q1": 1, "2017-18-Q2": 4}));
    assert_eq!(report["volumes"][3]["closed_by_received_period"], json!({"2017-18-Q1": 1, "2017-18-Q2": 17}));
    assert_eq!(report["volumes"][3]["distinct_received"], 15);
    assert_eq!(report["volumes"][3]["reclassified"], 0);
    assert!(report["volumes"][0].get("distinct_received").is_none());

    let percents: Vec<Vec<Value>> = (0..4).map(|n| row("outcomes", n, &["total", "upheld_percent"])).collect();
    assert_eq!(json!(percents), json!([[11, "0"], [2, "0"], [5, "40"], [18, "11.11"]]));
    assert_eq!(
        report["outcomes"][2]["counts"],
        json!({"upheld": 2, "partly-upheld": 0, "not-upheld": 3, "resolved": 0, "withdrawn": 0})
    );

    let timescales: Vec<Vec<Value>> =
        (0..4).map(|n| row("timescales", n, &["met", "missed", "days_total", "days_mean"])).collect();
    assert_eq!(
        json!(timescales),
        json!([[10, 1, 32, "2.91"], [2, 0, 29, "14.5"], [5, 0, 60, "12"], [17, 1, null, null]])
    );
    assert_eq!(report["timescales"][0]["target"], json!({"n": 5, "unit": "working_day"}));
    assert_eq!(report["timescales"][0]["late"], json!([{"reference": "201702005", "days": 6, "target": 5}]));
    assert_eq!(
        json!(row("timescales", 3, &["target", "days_median", "days_p90", "late"])),
        json!([null, null, null, null])
    );

    assert_eq!(report["external"], json!({"closed": 2, "upheld": 1}));
    assert_eq!(json!([report["edition"], report["basis"]]), json!(["internal", "closed"]));
    assert_eq!(report["period"]["from"], "2017-07-01");
    assert!(
        report["late_sentence"]
            .as_str()
            .unwrap()
            .starts_with("With the exception of one case, every timescale was met.")
    );
    assert!(report["late_sentence"].as_str().unwrap().contains("6 working days against 5"));
    assert!(report["counting_basis"].as_str().unwrap().contains("The day of receipt is day 1"));
}

/// R92, R100, R101, R102
#[test]
fn a_narrative_without_learning_is_named() {
    let report = json_of(&published(), Edition::Internal);
    let holds: BTreeMap<&str, bool> = report["checks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|check| (check["id"].as_str().unwrap(), check["holds"].as_bool().unwrap()))
        .collect();
    assert_eq!(
        holds,
        BTreeMap::from([("R90", true), ("R92", true), ("R95", true), ("R100", true), ("R101", false), ("R102", true)])
    );
    let learning = report["checks"].as_array().unwrap().iter().find(|check| check["id"] == "R101").unwrap();
    assert!(
        learning["detail"].as_str().unwrap().contains("201604178")
            && !learning["detail"].as_str().unwrap().contains("201609357")
    );
    assert_eq!(report["narratives"][0]["reference"], "201604178");
    assert_eq!(report["narratives"][1]["learning"], "Step in earlier");
}

/// R90
#[test]
fn a_direct_count_that_disagrees_fails_its_check() {
    let mut facts = published();
    facts.closing.s2 = 3;
    let report = json_of(&facts, Edition::Internal);
    let check = report["checks"].as_array().unwrap().iter().find(|check| check["id"] == "R90").unwrap().clone();
    assert_eq!(check["holds"], false);
    assert!(check["detail"].as_str().unwrap().contains("S2: 0 + 4 - 2 is not 3"));
}

/// R92
#[test]
fn an_outcome_the_procedure_lacks_fails_its_check() {
    let mut facts = published();
    facts.closed[0].outcome = "reclassified".into();
    let report = json_of(&facts, Edition::Internal);
    let check = report["checks"].as_array().unwrap().iter().find(|check| check["id"] == "R92").unwrap().clone();
    assert_eq!(check["holds"], false);
}

/// R103, R110
#[test]
fn the_public_edition_names_no_reference() {
    let mut facts = published();
    facts.closed[13].met = false;
    let text = json_of(&facts, Edition::Public).to_string();
    assert!(!text.contains("201604178") && !text.contains("201702005"));
    let report = json_of(&facts, Edition::Public);
    assert_eq!(report["timescales"][2]["late"][0]["reference"], report["narratives"][0]["reference"]);
}

#[test]
fn nothing_closed_is_null_and_not_nought() {
    let report = json_of(&Facts::default(), Edition::Internal);
    assert_eq!(report["timescales"][0]["days_total"], 0);
    for field in ["days_mean", "days_median", "days_p90"] {
        assert_eq!(report["timescales"][0][field], Value::Null);
    }
    assert_eq!(report["outcomes"][3]["upheld_percent"], Value::Null);
    assert_eq!(report["late_sentence"], "Nothing was closed in the period.");
    assert!(report["checks"].as_array().unwrap().iter().all(|check| check["holds"] == true));
}

/// A raw row: reference, route, days received before the quarter began, outcome, days taken, met, extended.
type Raw = (u32, usize, i64, usize, u32, bool, bool);

fn raw_rows() -> impl Strategy<Value = Vec<Raw>> {
    prop::collection::vec((0u32..30, 0usize..3, -60i64..300, 0usize..5, 0u32..40, any::<bool>(), any::<bool>()), 0..60)
}

fn received(days_before: i64) -> Date {
    parse_date("2017-07-01").unwrap().checked_sub(jiff::Span::new().days(days_before)).unwrap()
}

fn facts_of(rows: &[Raw]) -> Facts {
    let closed = rows.iter().map(|&(reference, route, before, outcome, days, met, extended)| ClosedHandling {
        reference: format!("R{reference}"),
        route: ROUTES[route],
        received_on: received(before),
        closed_on: parse_date("2017-09-30").unwrap(),
        outcome: OUTCOMES[outcome].into(),
        days,
        met,
        extended,
        narrative: None,
    });
    Facts { closed: closed.collect(), ..Facts::default() }
}

/// Rounded by hand: long division to thousandths, then the last digit decides, exactly half going up.
fn by_hand(numerator: u64, denominator: u64) -> Value {
    if denominator == 0 {
        return Value::Null;
    }
    let mut hundredths = numerator * 100 / denominator;
    if (numerator * 100 % denominator) * 2 >= denominator {
        hundredths += 1;
    }
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    Value::String(text.trim_end_matches('0').trim_end_matches('.').to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// R90, R91, R94, R95, R97, R98, R102
    #[test]
    fn every_figure_is_what_counting_the_rows_gives(rows in raw_rows()) {
        let report = json_of(&facts_of(&rows), Edition::Internal);
        for (n, name) in ["S1", "S2", "ESC", "total"].into_iter().enumerate() {
            let of_row: Vec<&Raw> = rows.iter().filter(|row| n == 3 || row.1 == n).collect();
            let count = |keep: &dyn Fn(&&&Raw) -> bool| of_row.iter().filter(keep).count() as u64;
            let volume = &report["volumes"][n];
            prop_assert_eq!(&volume["row"], name);
            prop_assert_eq!(&volume["closed"], of_row.len());
            let quarter_ends = [("2017-18-Q2", -92, 0), ("2017-18-Q1", 0, 91), ("2016-17-Q4", 91, 181), ("2016-17-Q3", 181, 273), ("2016-17-Q2", 273, 365)];
            for (id, after, upto) in quarter_ends {
                let expected = count(&|row| row.2 > after && row.2 <= upto);
                prop_assert_eq!(volume["closed_by_received_period"][id].as_u64().unwrap_or(0), expected, "{} {}", name, id);
            }

            let outcome = &report["outcomes"][n];
            for (index, id) in OUTCOMES.into_iter().enumerate() {
                prop_assert_eq!(&outcome["counts"][id], count(&|row| row.3 == index));
            }
            prop_assert_eq!(&outcome["upheld_percent"], &by_hand(100 * count(&|row| row.3 == 0), count(&|row| row.3 != 4)));

            let timescale = &report["timescales"][n];
            prop_assert_eq!(&timescale["met"], count(&|row| row.5));
            prop_assert_eq!(&timescale["missed"], count(&|row| !row.5));
            prop_assert_eq!(&timescale["extended"], count(&|row| row.6));
            if n < 3 {
                let mut days: Vec<u64> = of_row.iter().map(|row| u64::from(row.4)).collect();
                days.sort();
                let total = days.iter().sum::<u64>();
                prop_assert_eq!(&timescale["days_total"], total);
                prop_assert_eq!(&timescale["days_mean"], &by_hand(total, days.len() as u64));
                let middle = match days.len() {
                    0 => Value::Null,
                    odd if odd % 2 == 1 => by_hand(days[odd / 2], 1),
                    even => by_hand(days[even / 2 - 1] + days[even / 2], 2),
                };
                prop_assert_eq!(&timescale["days_median"], &middle);
                // Nearest rank, by its definition: the smallest day that at least nine tenths of all do not exceed.
                let p90 = days.iter().find(|day| days.iter().filter(|other| other <= day).count() * 10 >= days.len() * 9);
                prop_assert_eq!(&timescale["days_p90"], &json!(p90));
                let mut late: Vec<(String, u32)> = of_row.iter().filter(|row| !row.5).map(|row| (format!("R{}", row.0), row.4)).collect();
                late.sort();
                let target = [5, 20, 20][n];
                let late: Vec<Value> = late.into_iter().map(|(reference, days)| json!({"reference": reference, "days": days, "target": target})).collect();
                prop_assert_eq!(&timescale["late"], &json!(late));
            }
        }
        let mut told: Vec<String> = rows.iter().filter(|row| row.3 <= 1).map(|row| format!("R{}", row.0)).collect();
        told.sort();
        let narratives: Vec<&str> = report["narratives"].as_array().unwrap().iter().map(|narrative| narrative["reference"].as_str().unwrap()).collect();
        prop_assert_eq!(narratives, told);
    }
}
