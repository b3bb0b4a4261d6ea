//! The published tables of the source, from its facts.

use std::collections::BTreeMap;

use redress_domain::procedure::{OutcomeEffect, Procedure, Route, shipped};
use redress_domain::statistics::{
    ClosedRow, Count, ExternalFacts, Facts, FigureId, LateHandling, NarrativeTexts, PerRoute, PublishedLine, Report,
    SplitTally, ToldHandling, compare_published, explain,
};
use serde_json::{Value, json};

use crate::raw::{date, period, report_of, spso};

fn add(facts: &mut Facts, reference: &str, route: Route, received_on: &str, upheld: bool, days: u32, met: bool) {
    facts.closed.add(&ClosedRow {
        route,
        received_on: date(received_on),
        outcome: if upheld { "upheld" } else { "not-upheld" },
        effect: if upheld { OutcomeEffect::Upheld } else { OutcomeEffect::NotUpheld },
        days,
        met,
        met_unextended: met,
        extended: false,
        first_contact: false,
        channel: "email",
        service_area: None,
        code: Some("delay"),
        natures: None,
        count: 1,
    });
    if !met {
        facts.late.push(LateHandling { reference: reference.into(), route, days });
    }
}

/// The facts behind tables 1 to 3 of the source.
pub fn facts() -> Facts {
    let mut facts = Facts::default();
    for (n, days) in [1, 2, 3, 2, 3, 6, 3, 2, 3, 4, 3].into_iter().enumerate() {
        add(&mut facts, &format!("2017020{n:02}"), Route::S1, "2017-07-03", false, days, days <= 5);
    }
    for days in [13, 16] {
        add(&mut facts, "201702020", Route::S2, "2017-07-06", false, days, true);
    }
    add(&mut facts, "201604178", Route::Esc, "2017-06-19", true, 16, true);
    add(&mut facts, "201609357", Route::Esc, "2017-07-10", true, 14, true);
    for days in [12, 10, 8] {
        add(&mut facts, "201701030", Route::Esc, "2017-07-17", false, days, true);
    }
    let text = |text: &str| Some(text.to_owned());
    let told = |reference: &str, texts: [Option<String>; 4]| {
        let [finding, explanation, action_taken, learning] = texts;
        let texts = NarrativeTexts { finding, explanation, action_taken, learning };
        ToldHandling { reference: reference.into(), route: Route::Esc, closed_on: date("2017-08-01"), texts }
    };
    facts.told.add(told("201609357", [text("Delay"), text("Absence"), text("Apology"), text("Step in earlier")]));
    facts.told.add(told("201604178", [text("Wrong advice"), None, text("Apology"), text(" ")]));
    facts.opening = PerRoute { s1: 0, s2: 0, esc: 1 };
    for (route, count) in [(Route::S1, 11), (Route::S2, 4), (Route::Esc, 4)] {
        facts.received.add(route, "email", None, None, count);
    }
    facts.open.add(Route::S2, Some(date("2017-10-13")), 2);
    facts.external = ExternalFacts { closed: 2, upheld: 1 };
    facts
}

/// The same, of which it is known that each was late and the first five were rude as well.
fn facts_with_natures() -> Facts {
    let mut facts = facts();
    let late = facts.received.natures.remove("").unwrap();
    facts.received.natures.extend([("late".to_owned(), late), ("rude".to_owned(), 5)]);
    let late = facts.closed.natures.remove("").unwrap();
    let rude = SplitTally { closed: 5, ..SplitTally::default() };
    facts.closed.natures.extend([("late".to_owned(), late), ("rude".to_owned(), rude)]);
    facts
}

pub fn internal() -> Report {
    report_of(&facts(), spso(), &period("2017-18-Q2"))
}

fn holds(report: &Value) -> BTreeMap<String, bool> {
    let check = |check: &Value| (check["id"].as_str().unwrap().to_owned(), check["holds"].as_bool().unwrap());
    report["checks"].as_array().unwrap().iter().map(check).collect()
}

fn failing(facts: &Facts) -> Vec<String> {
    let report = serde_json::to_value(report_of(facts, spso(), &period("2017-18-Q2"))).unwrap();
    holds(&report).into_iter().filter(|(_, holds)| !holds).map(|(id, _)| id).collect()
}

/// R87, R88, R90, R91, R94, R95, R96, R97, R108, R111
#[test]
fn the_published_tables_but_for_the_wrong_mean() {
    let report = serde_json::to_value(internal()).unwrap();
    let table = |table: &str, fields: &[&str]| -> Value {
        let row = |row: &Value| -> Value { fields.iter().map(|field| row[field].clone()).collect() };
        report[table].as_array().unwrap().iter().map(row).collect()
    };
    assert_eq!(
        table("volumes", &["row", "opening", "received", "closed", "closing"]),
        json!([["S1", 0, 11, 11, 0], ["S2", 0, 4, 2, 2], ["ESC", 1, 4, 5, 0], ["total", 1, 19, 18, 2]])
    );
    assert_eq!(report["volumes"][2]["closed_by_received_period"], json!({"2017-18-Q1": 1, "2017-18-Q2": 4}));
    assert_eq!(report["volumes"][3]["closed_by_received_period"], json!({"2017-18-Q1": 1, "2017-18-Q2": 17}));
    assert_eq!(report["volumes"][3]["distinct_received"], 15);
    assert_eq!(report["volumes"][3]["reclassified"], 0);
    assert!(report["volumes"][0].get("distinct_received").is_none());
    assert_eq!(table("outcomes", &["total", "upheld_percent"]), json!([[11, "0"], [2, "0"], [5, "40"], [18, "11.11"]]));
    assert_eq!(
        report["outcomes"][2]["counts"],
        json!({"upheld": 2, "partly-upheld": 0, "not-upheld": 3, "resolved": 0, "withdrawn": 0})
    );
    assert_eq!(
        table("timescales", &["met", "missed", "days_total", "days_mean"]),
        json!([[10, 1, 32, "2.91"], [2, 0, 29, "14.5"], [5, 0, 60, "12"], [17, 1, null, null]])
    );
    assert_eq!(report["timescales"][0]["target"], json!({"n": 5, "unit": "working_day"}));
    assert_eq!(report["timescales"][0]["late"], json!([{"reference": "201702005", "days": 6, "target": 5}]));
    let last = &report["timescales"][3];
    assert!(["target", "days_median", "days_p90", "late"].iter().all(|field| last[*field].is_null()));
    assert_eq!(report["external"], json!({"closed": 2, "upheld": 1}));
    assert_eq!(json!([report["edition"], report["basis"]]), json!(["internal", "closed"]));
    assert_eq!(report["period"]["from"], "2017-07-01");
    let sentence = report["late_sentence"].as_str().unwrap();
    assert!(sentence.starts_with("With the exception of one case, every timescale of those closed was met."));
    assert!(sentence.contains("6 working days against 5"));
    assert!(report["counting_basis"].as_str().unwrap().contains("The day of receipt is day 1"));
}

/// R82, R85, R91, R96, R109
#[test]
fn the_layout_is_that_of_the_source() {
    let layout = serde_json::to_value(internal().layout).unwrap();
    let names = |list: &str, field: &str| -> Vec<String> {
        layout[list].as_array().unwrap().iter().map(|one| one[field].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("outcome_columns", "label"), ["Upheld", "Not upheld"]);
    assert_eq!(
        names("sections", "id"),
        ["purpose", "volumes", "outcomes", "timescales", "trend", "narratives", "outside", "next-steps", "basis"]
    );
    assert_eq!(names("sections", "title")[6], "Independent Customer Complaints Reviewer (ICCR)");
    assert_eq!(layout["audiences"], json!(["Service Improvement Group", "Audit and Advisory Committee"]));
    assert_eq!(layout["total_mean"], "not-applicable");
    assert_eq!(layout["rows"], json!(["S1", "S2", "ESC", "total"]));

    let mut facts = facts();
    facts.closed.routes.s1.outcomes.insert("partly-upheld".into(), 1);
    let report = report_of(&facts, spso(), &period("2017-18-Q2"));
    let columns: Vec<&str> = report.layout.outcome_columns.iter().map(|outcome| outcome.id.as_str()).collect();
    assert_eq!(columns, ["upheld", "not-upheld", "partly-upheld"], "what occurred is printed");
}

/// R92, R100, R101, R102
#[test]
fn a_narrative_without_learning_is_named_and_does_not_stop_publication() {
    let report = internal();
    assert_eq!(failing(&facts()), ["R101"]);
    assert!(report.is_publishable());
    let learning = report.checks.iter().find(|check| check.id == "R101").unwrap();
    assert!(learning.detail.contains("201604178") && !learning.detail.contains("201609357"));
    assert_eq!(report.narratives[0].reference, "201604178");
    assert_eq!(report.narratives[1].learning.as_deref(), Some("Step in earlier"));
}

/// R100, R101, R102
#[test]
fn what_a_report_has_no_room_for_is_counted_and_missed_all_the_same() {
    let mut facts = facts();
    facts.told.no_learning.count += 30;
    facts.told.finish(1);
    let report = report_of(&facts, spso(), &period("2017-18-Q2"));
    assert!(report.is_publishable());
    assert_eq!((report.narratives.len(), report.upheld_in_all()), (1, Count::Shown(2)));
    assert_eq!(report.narratives[0].reference, "201604178");
    let learning = report.checks.iter().find(|check| check.id == "R101").unwrap();
    assert!(learning.detail.ends_with("See 201604178 and 30 more."), "{}", learning.detail);
}

/// R85, R86, R88, R90, R92, R94, R97, R102
#[test]
fn a_figure_that_disagrees_with_another_stops_publication() {
    type Change = fn(&mut Facts);
    let changes: [(&str, Change); 12] = [
        ("R88", |facts| facts.open.routes.s2 += 1),
        ("R90", |facts| facts.open.routes.s2 += 1),
        ("R90", |facts| *facts.open.due_on.values_mut().next().unwrap() += 1),
        ("R92", |facts| _ = facts.closed.routes.s1.outcomes.insert("reclassified".into(), 1)),
        ("R97", |facts| facts.closed.routes.s2.met -= 1),
        ("R94", |facts| _ = facts.closed.routes.s1.days.insert(9, 1)),
        ("R86", |facts| facts.received.channels.values_mut().for_each(|count| *count += 1)),
        ("R86", |facts| _ = facts.received.natures.remove("late")),
        ("R86", |facts| facts.closed.natures.get_mut("late").unwrap().closed -= 6),
        ("R86", |facts| facts.closed.natures.get_mut("late").unwrap().upheld += 99),
        ("R97", |facts| _ = facts.late.pop()),
        ("R102", |facts| facts.told.handlings.esc -= 1),
    ];
    for (id, change) in changes {
        let mut wrong = facts_with_natures();
        assert!(!failing(&wrong).iter().any(|failing| failing == "R86"));
        change(&mut wrong);
        assert!(failing(&wrong).iter().any(|failing| failing == id), "{id}");
        assert!(!report_of(&wrong, spso(), &period("2017-18-Q2")).is_publishable(), "{id}");
    }
    let mut wrong = facts();
    wrong.open.routes.s2 += 1;
    let report = report_of(&wrong, spso(), &period("2017-18-Q2"));
    let balance = report.checks.iter().find(|check| check.id == "R90").unwrap();
    assert!(balance.detail.contains("S2: 0 + 4 - 2 is not 3"), "{}", balance.detail);
}

/// R86
#[test]
fn what_complaints_are_about_is_told_in_the_words_of_the_procedure() {
    let file = shipped::find("donnington-service-failure").unwrap();
    let procedure = Procedure::load(file.file, file.text).procedure.unwrap();
    let received = |natures: &[Option<&str>]| {
        let mut facts = Facts::default();
        natures.iter().for_each(|natures| facts.received.add(Route::S1, "phone", None, *natures, 2));
        let rows = report_of(&facts, &procedure, &period("2017-18-Q2")).natures;
        rows.into_iter().map(|row| (row.label, row.received.unwrap().shown().unwrap())).collect::<Vec<_>>()
    };
    let told = [("Attitude, conduct or performance of staff", 2), ("Done poorly", 4), ("Not stated", 2)];
    let asked = [Some("done-poorly staff-conduct"), None, Some("done-poorly")];
    assert_eq!(received(&asked), told.map(|(label, count)| (label.to_owned(), count)));
    assert_eq!(received(&[None]), []);
}

#[test]
fn nothing_closed_is_null_and_not_nought() {
    let report = report_of(&Facts::default(), spso(), &period("2017-18-Q2"));
    assert!(report.checks.iter().all(|check| check.holds), "{:?}", report.checks);
    let report = serde_json::to_value(report).unwrap();
    assert_eq!(report["timescales"][0]["days_total"], 0);
    for field in ["days_mean", "days_median", "days_p90", "in_time_percent"] {
        assert_eq!(report["timescales"][0][field], Value::Null);
    }
    assert_eq!(report["outcomes"][3]["upheld_percent"], Value::Null);
    assert_eq!(report["measures"]["escalated"], json!({"count": 0, "of": 0, "percent": null}));
    assert_eq!(report["late_sentence"], "Nothing was closed in the period.");
}

/// R83
#[test]
fn every_figure_is_explained_by_the_procedure_it_is_counted_under() {
    let report = internal();
    let of = |figure: &str| report.definitions.iter().find(|one| one.figure == figure).unwrap();
    assert!(of("met").rule.contains("The day of receipt is day 1"));
    assert!(of("limit-met:learning").rule.contains("10 working days"));
    assert_eq!(of("outcome:partly-upheld").definition, "Closed in the period as: Partly upheld.");
    for explanation in &report.definitions {
        assert!(!explanation.definition.is_empty() && !explanation.rule.is_empty(), "{explanation:?}");
        if let Some(figure) = FigureId::parse(&explanation.figure) {
            assert_eq!(*explanation, explain(&figure, spso()));
        }
    }
}

/// The three tables as the source prints them: table, row, measure, value.
const SOURCE: &str = "volumes,Stage 1 - Frontline resolution,Received,11
volumes,S1,Closed,11
volumes,S2,received,4
volumes,S2,closed,2
volumes,Escalated Complaints,received,4
volumes,ESC,closed,5
volumes,Total,Received,19
volumes,total,closed,18
outcomes,S1,Upheld,0
outcomes,S1,Not Upheld,11
outcomes,ESC,upheld,2
outcomes,ESC,upheld_percent,40%
outcomes,total,Not upheld,16
timescales,S1,met,10
timescales,S1,days_total,32
timescales,S1,days_mean,2.67
timescales,S2,days_mean,14.50
timescales,ESC,days_mean,12
timescales,total,met,17
timescales,total,days_mean,N/A";

fn lines(text: &str) -> Vec<PublishedLine> {
    let line = |(at, line): (usize, &str)| {
        let [table, row, measure, value] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
        PublishedLine {
            line: at as u32 + 2,
            table: table.to_owned(),
            row: row.to_owned(),
            measure: measure.to_owned(),
            value: value.to_owned(),
        }
    };
    text.lines().enumerate().map(line).collect()
}

/// R95
#[test]
fn the_misprinted_mean_is_the_one_difference_from_the_published_tables() {
    let comparison = compare_published(&internal(), &lines(SOURCE));
    assert_eq!((comparison.same, comparison.unknown.len()), (19, 0));
    let [difference] = comparison.differences.as_slice() else { panic!("{:?}", comparison.differences) };
    assert_eq!(
        json!(difference),
        json!({"table": "timescales", "row": "S1", "reference": "", "measure": "days_mean", "before": "2.67", "after": "2.91"})
    );
}

/// R95
#[test]
fn what_names_no_figure_is_told_with_its_line() {
    let comparison =
        compare_published(&internal(), &lines("volumes,S3,closed,1\nvolume,S1,closed,11\nvolumes,S1,closed,11"));
    let told: Vec<(u32, &str)> =
        comparison.unknown.iter().map(|unknown| (unknown.line, unknown.message.as_str())).collect();
    assert!(
        matches!(told.as_slice(), [(2, row), (3, table)] if row.contains("'S3'") && table.contains("'volume'")),
        "{told:?}"
    );
    assert_eq!((comparison.same, comparison.differences.len()), (1, 0));
}
