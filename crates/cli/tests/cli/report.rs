//! `redress report`: the published figures, and what is no period.

use serde_json::{Value, json};

use crate::home::Home;

fn report(home: &Home, more: &[&str]) -> Value {
    home.run(&[&["report", "--organisation", "spso", "--period", "2017-18-Q2"][..], more].concat()).fine().json()
}

fn column(rows: &Value, name: &str) -> Value {
    rows.as_array().unwrap().iter().map(|row| row[name].clone()).collect()
}

/// Tables 1 to 3 of the published quarter, with 2.91 where the source misprints 2.67 (R95).
/// R87, R88, R94, R95, R96, R102, R108
#[test]
fn the_figures_of_the_published_quarter() {
    let report = report(&Home::with_sample(), &["--format", "json"]);
    assert_eq!(column(&report["volumes"], "row"), json!(["S1", "S2", "ESC", "total"]));
    assert_eq!(column(&report["volumes"], "received"), json!([11, 4, 4, 19]));
    assert_eq!(column(&report["volumes"], "closed"), json!([11, 2, 5, 18]));
    assert_eq!(report["volumes"][3]["distinct_received"], 15);
    let timescales = &report["timescales"];
    assert_eq!(column(timescales, "days_mean"), json!(["2.91", "14.5", "12", null]));
    assert_eq!((&timescales[3]["met"], &timescales[3]["missed"]), (&json!(17), &json!(1)));
    assert_eq!(report["outcomes"][2]["upheld_percent"], "40");
    assert_eq!(report["external"], json!({ "closed": 2, "upheld": 1 }));
    assert!(report["remarks"].is_object(), "{report}");
    let checks = report["checks"].as_array().unwrap();
    for id in ["R90", "R92", "R102"] {
        assert!(checks.iter().any(|check| check["id"] == id && check["holds"] == true), "{id}: {checks:?}");
    }
    assert_eq!(column(&report["narratives"], "reference"), json!(["201604178", "201609357"]));
}

/// R103, R110
#[test]
fn the_public_edition_masks_the_references() {
    let home = Home::with_sample();
    let public = report(&home, &["--edition", "public"]);
    assert_eq!(public["edition"], "public");
    assert!(!public.to_string().contains("201604178"), "{public}");
    assert_eq!(public["volumes"], report(&home, &[])["volumes"]);
}

#[test]
fn the_report_comes_as_a_page_and_as_a_table() {
    let home = Home::with_sample();
    let asked = ["report", "--organisation", "spso", "--period", "2017-18-Q2"];
    let table = home.run(&[&asked[..], &["--format", "csv"]].concat()).fine().out;
    assert!(table.contains("\ntimescales,S1,,days_mean,2.91\n"), "{table}");
    let page = home.run(&[&asked[..], &["--format", "html"]].concat()).fine().out;
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("2.91"), "{page}");
    for (format, head) in [("pdf", "%PDF-"), ("xlsx", "PK")] {
        let file = home.path(&format!("report.{format}"));
        home.run(&[&asked[..], &["--format", format, "--output", file.to_str().unwrap()]].concat()).fine();
        assert!(std::fs::read(file).unwrap().starts_with(head.as_bytes()), "{format}");
    }
    let file = home.path("report.json");
    let file = file.to_str().unwrap();
    let ran = home.run(&[&asked[..], &["--output", file]].concat()).fine();
    assert_eq!(ran.out, "");
    let written: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(written, report(&home, &[]));
}

#[test]
fn what_is_no_period_or_no_organisation() {
    let home = Home::of_spso();
    let report =
        |organisation: &str, period: &str| home.run(&["report", "--organisation", organisation, "--period", period]);
    report("spso", "2017-18-Q2").ended(1, &["[no-procedure]", "procedure adopt"]);
    home.run(&["procedure", "adopt", "spso-customer-service", "--organisation", "spso"]).fine();
    report("spso", "2017-18-Q2").fine();
    report("spso", "2017-18-Q5").ended(1, &["[period-does-not-exist]"]);
    report("spso", "last quarter").ended(1, &["[period-form]", "2017-18-Q2"]);
    report("nobody", "2017-18").ended(1, &["[organisation-not-found]"]);
    home.run(&["report", "--organisation", "spso", "--period", "2017-18", "--format", "odt"])
        .ended(2, &["json", "pdf", "xlsx"]);
}

/// The tables of the published quarter, with the mean that the source misprints.
/// R95
#[test]
fn the_misprint_of_the_published_table_is_found() {
    let home = Home::with_sample();
    let compare = |text: &str, more: &[&str]| {
        let file = home.path("published.csv");
        std::fs::write(&file, text).unwrap();
        let asked = ["report", "compare", "--organisation", "spso", "--period", "2017-18-Q2", file.to_str().unwrap()];
        home.run(&[&asked[..], more].concat())
    };
    let agrees = "table,row,measure,value\nvolumes,S1,received,11\ntimescales,S2,days_mean,14.50\n\
                  outcomes,ESC,upheld_percent,40%\ntimescales,total,days_mean,N/A\n";
    compare(agrees, &[]).ended(0, &["4 figures are the same"]);
    let misprinted = format!("{agrees}timescales,S1,days_mean,2.67\n");
    let told = compare(&misprinted, &["--keep"]).ended(1, &["[published-tables-differ]"]);
    assert!(told.out.contains("timescales S1 days_mean: published 2.67, computed 2.91"), "{}", told.out);
    let json = compare(&misprinted, &["--format", "json"]).ended(1, &[]).json();
    assert_eq!((&json["same"], json["differences"].as_array().unwrap().len()), (&json!(4), 1));
    compare("table,row\nvolumes,S1\n", &[]).ended(1, &["[published-tables]", "measure"]);
    compare(&format!("{agrees}volumes,S9,received,1\n"), &[]).ended(1, &["line 6"]);
    home.run(&["verify"]).fine();
}

/// R84, R86: the annual reports beside the quarterly ones
#[test]
fn the_periods_are_listed_and_nothing_is_published_without_a_draft() {
    let home = Home::with_sample();
    let periods = home.run(&["report", "list", "--organisation", "spso", "--format", "json"]).fine().json();
    let periods = periods.as_array().unwrap();
    let is_quarter = |period: &&serde_json::Value| period["period"].as_str().unwrap().contains("-Q");
    assert_eq!(periods.iter().filter(is_quarter).count(), 12);
    assert!(periods.iter().any(|period| period["period"] == "2025-26"), "{periods:?}");
    assert!(periods.iter().all(|period| period["version"].is_null()), "{periods:?}");
    let asked = ["--organisation", "spso", "--period", "2017-18-Q2"];
    home.run(&[&["report", "publish"][..], &asked].concat()).ended(1, &["[report-not-ready]", "author"]);
    home.run(&[&["report", "--version", "1"][..], &asked].concat()).ended(1, &["[not-found]"]);
    home.run(&[&["report", "--version", "1", "--as-known", "2020-01-01"][..], &asked].concat()).ended(2, &[]);
    home.run(&["report"]).ended(2, &["--organisation"]);
    home.run(&["report", "--organisation", "spso"]).ended(2, &["--period"]);
}

/// Of a register imported today nothing was known on an earlier day.
/// R83
#[test]
fn a_report_as_known_on_an_earlier_day() {
    let home = Home::with_sample();
    let then = report(&home, &["--as-known", "2020-01-01"]);
    assert_eq!((&then["known_on"], &then["volumes"][3]["closed"]), (&json!("2020-01-01"), &json!(0)));
}
