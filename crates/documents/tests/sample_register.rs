//! The register behind the published tables: read, checked, reported and written back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::io::Cursor;

use redress_documents::{ColumnMap, RegisterKind, open_register, published_lines, report_csv, write_register_csv};
use redress_domain::calendar::{Calendar, Division};
use redress_domain::period::{FiscalYearStart, Period};
use redress_domain::procedure::{Procedure, shipped};
use redress_domain::register::{Column, ExternalOutcome, RegisterCase, Rules, check_register, rows_of};
use redress_domain::statistics::{
    ClosedRow, Facts, Header, LateHandling, NarrativeTexts, Report, ToldHandling, compare_published, report,
};
use redress_domain::time::parse_date;
use redress_domain::words::Word;

const SAMPLE: &[u8] = include_bytes!("data/spso-2017-18-q2.csv");

fn spso() -> Procedure {
    let file = shipped::find("spso-customer-service").unwrap();
    Procedure::load(file.file, file.text).procedure.unwrap()
}

fn cases() -> Vec<RegisterCase> {
    let procedure = spso();
    let rules = Rules {
        procedure: &procedure,
        calendar: Calendar::shipped(Division::Scotland),
        today: parse_date("2017-11-01").unwrap(),
    };
    check_register(open_register(Cursor::new(SAMPLE), RegisterKind::Csv, ColumnMap::default()), &rules)
        .unwrap()
        .into_iter()
        .map(|placed| placed.case)
        .collect()
}

/// The report of the quarter, its facts counted plainly from the cases.
fn sample_report() -> Report {
    let (procedure, calendar) = (spso(), Calendar::shipped(Division::Scotland));
    let period = Period::parse("2017-18-Q2", FiscalYearStart::default()).unwrap();
    let mut facts = Facts::default();
    for case in cases() {
        if let Some(external) = case.external.filter(|external| period.contains(external.closed_on)) {
            facts.external.closed += 1;
            facts.external.upheld += u64::from(external.outcome == ExternalOutcome::Upheld);
        }
        for handling in case.handlings {
            let (route, received_on) = (handling.route, handling.received_on);
            let closed_on = handling.closed.as_ref().map(|closed| closed.on);
            let clock = procedure.timescale_or_stage(route).unwrap();
            let day_one = clock.start_rule.day_one().unwrap();
            *facts.opening.get_mut(route) +=
                u64::from(received_on < period.from && closed_on.is_none_or(|on| on >= period.from));
            if period.contains(received_on) {
                facts.received.add(route, case.channel.id(), case.service_area.as_deref(), None, 1);
            }
            if received_on <= period.to && closed_on.is_none_or(|on| on > period.to) {
                facts.open.add(route, Some(calendar.due(received_on, clock.length, day_one).unwrap()), 1);
            }
            let Some(closed) = handling.closed.filter(|closed| period.contains(closed.on)) else {
                continue;
            };
            let days = calendar.taken(received_on, closed.on, day_one).unwrap();
            let effect = procedure.outcome(&closed.outcome).unwrap().effect;
            facts.closed.add(&ClosedRow {
                route,
                received_on,
                outcome: &closed.outcome,
                effect,
                days,
                met: days <= clock.length,
                met_unextended: days <= clock.length,
                extended: handling.extended_to.is_some(),
                first_contact: false,
                channel: case.channel.id(),
                service_area: case.service_area.as_deref(),
                code: closed.code.as_deref(),
                natures: None,
                count: 1,
            });
            if days > clock.length {
                facts.late.push(LateHandling { reference: case.reference.clone(), route, days });
            }
            if effect.is_fault() {
                let texts = NarrativeTexts {
                    finding: handling.finding,
                    explanation: handling.explanation,
                    action_taken: handling.action_taken,
                    learning: handling.learning,
                };
                facts.told.add(ToldHandling { reference: case.reference.clone(), route, closed_on: closed.on, texts });
            }
        }
    }
    let header = Header {
        organisation: "spso".into(),
        organisation_name: "=The Ombudsman".into(),
        as_of: parse_date("2017-11-01").unwrap(),
        known_on: None,
        first_case: None,
        rate_base: None,
    };
    report(&facts, &procedure, calendar, &period, header).unwrap()
}

/// R87, R90, R91, R94, R95, R96, R101, R108
#[test]
fn the_published_tables_come_out_of_the_register() {
    let report = serde_json::to_value(sample_report()).unwrap();
    let table = |name: &str, fields: [&str; 4]| -> Vec<String> {
        report[name]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| fields.map(|field| row[field].to_string()).join(" "))
            .collect()
    };
    assert_eq!(
        table("volumes", ["opening", "received", "closed", "closing"]),
        ["0 11 11 0", "0 4 2 2", "1 4 5 0", "1 19 18 2"]
    );
    assert_eq!(
        table("timescales", ["met", "missed", "days_total", "days_mean"]),
        ["10 1 32 \"2.91\"", "2 0 29 \"14.5\"", "5 0 60 \"12\"", "17 1 null null"]
    );
    let percents: Vec<&str> =
        report["outcomes"].as_array().unwrap().iter().map(|row| row["upheld_percent"].as_str().unwrap()).collect();
    assert_eq!(percents, ["0", "0", "40", "11.11"]);
    assert_eq!(report["volumes"][2]["closed_by_received_period"].to_string(), r#"{"2017-18-Q1":1,"2017-18-Q2":4}"#);
    assert_eq!(report["timescales"][0]["late"][0]["reference"], "201702006");
    assert_eq!(report["external"].to_string(), r#"{"closed":2,"upheld":1}"#);
    let failing: Vec<&str> = report["checks"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|check| check["holds"] == false)
        .map(|check| check["id"].as_str().unwrap())
        .collect();
    assert_eq!(failing, ["R101"]);
}

#[test]
fn the_register_written_back_reads_the_same_and_is_written_the_same() {
    let mut cases = cases();
    cases.sort_by(|a, b| a.reference.cmp(&b.reference));
    let mut bytes = Vec::new();
    write_register_csv(&mut bytes, &Column::ALL, cases.iter().flat_map(|case| rows_of(case, &Column::ALL))).unwrap();
    let mut theirs: Vec<&str> = std::str::from_utf8(SAMPLE).unwrap().trim_end().lines().collect();
    let ours = String::from_utf8(bytes).unwrap();
    let mut lines: Vec<&str> = ours.lines().collect();
    assert_eq!(lines[0], theirs[0]);
    theirs.sort();
    lines.sort();
    assert_eq!(lines, theirs);
}

#[test]
fn the_report_as_a_table_has_a_figure_a_line() {
    let mut bytes = Vec::new();
    report_csv(&sample_report(), &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    for line in [
        "table,row,reference,measure,value",
        "report,,,organisation_name,'=The Ombudsman",
        "volumes,total,,distinct_received,15",
        "volumes,ESC,,closed received 2017-18-Q1,1",
        "outcomes,ESC,,upheld_percent,40",
        "timescales,S1,,days_mean,2.91",
        "timescales,total,,days_mean,",
        "late,S1,201702006,days,6",
        "narratives,ESC,201609357,action_taken,Apology",
        "external,,,closed,2",
        "checks,,,R101,false",
    ] {
        assert!(text.lines().any(|other| other == line), "{line}\n{text}");
    }
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert!(reader.records().all(|record| record.unwrap().len() == 5));
}

/// R95
#[test]
fn a_published_table_is_read_and_its_misprint_found() {
    let table = "\u{feff}table,row,note,measure,value\ntimescales,S1,as printed,days_mean,2.67\ntimescales, ESC ,,days_mean,12\n\nvolumes,S3,,closed,1\n";
    let comparison = compare_published(&sample_report(), &published_lines(table.as_bytes()).unwrap());
    let [misprint] = comparison.differences.as_slice() else { panic!("{comparison:?}") };
    assert_eq!((misprint.before.as_deref(), misprint.after.as_deref()), (Some("2.67"), Some("2.91")));
    assert_eq!((comparison.same, comparison.unknown[0].line), (1, 5));
    for wrong in ["row,measure,value\nS1,closed,1\n", "table,row,measure,value\nvolumes,S1\n"] {
        assert!(published_lines(wrong.as_bytes()).is_err(), "{wrong}");
    }
    let long = format!("table,row,measure,value\n{}", "volumes,S1,closed,1\n".repeat(10_001));
    assert!(published_lines(long.as_bytes()).unwrap_err().to_string().contains("10000 lines"));
}
