//! The shipped calendars against the Python packages `holidays`, `numpy` and `dateutil`, which share no code or author with them.
//!
//! Set `REDRESS_ORACLE_PYTHON` to a Python with `oracle/requirements.txt` installed to run it; without, it says it was skipped.
//! `REDRESS_ORACLE_SEED` picks other cases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use redress_domain::calendar::{Calendar, DayUnit, Division, Term};

const DEFAULT_SEED: &str = "20261121";
/// 4,000 of each question for three calendars: two of them with two rules, and one of lengths of every other unit.
const LEAST_CASES: usize = 2 * 4_000 * 3 * 2 + 4_000 * 3;

#[test]
fn the_calendars_agree_with_independent_packages() {
    let Ok(python) = std::env::var("REDRESS_ORACLE_PYTHON") else {
        println!("Skipped: REDRESS_ORACLE_PYTHON names no Python interpreter.");
        return;
    };
    let seed = std::env::var("REDRESS_ORACLE_SEED").unwrap_or_else(|_| DEFAULT_SEED.to_owned());
    println!("Seed: {seed}");
    let answers = ask(&python, &seed);

    let differences: Vec<String> = table_differences(&answers).into_iter().chain(count_differences(&answers)).collect();
    assert!(differences.is_empty(), "{} differences:\n{}", differences.len(), differences.join("\n"));

    let cases = answers.lines().filter(|line| !line.starts_with("holiday,")).count();
    assert!(cases >= LEAST_CASES, "the oracle asked only {cases} questions");
}

fn ask(python: &str, seed: &str) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/calendar_oracle.py");
    let calendar = Calendar::shipped(Division::EnglandAndWales);
    let years = [calendar.first(), calendar.last()].map(|day| day.year().to_string());
    let output = Command::new(python).arg(script).arg(seed).args(years).output().expect("the oracle's Python starts");
    assert!(output.status.success(), "the oracle failed: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Holidays the oracle has and we lack, and the other way round.
fn table_differences(answers: &str) -> Vec<String> {
    let theirs: BTreeSet<String> =
        answers.lines().filter_map(|line| line.strip_prefix("holiday,")).map(str::to_owned).collect();
    let ours: BTreeSet<String> = Division::ALL.into_iter().flat_map(holidays_of).collect();
    let lacking = theirs.difference(&ours).map(|day| format!("lacking: {day}"));
    let unknown = ours.difference(&theirs).map(|day| format!("unknown to the oracle: {day}"));
    lacking.chain(unknown).collect()
}

fn holidays_of(division: Division) -> Vec<String> {
    let calendar = Calendar::shipped(division);
    (calendar.first().year()..=calendar.last().year())
        .flat_map(|year| calendar.holidays(year).unwrap())
        .map(|holiday| format!("{division},{}", holiday.on))
        .collect()
}

fn count_differences(answers: &str) -> impl Iterator<Item = String> {
    answers.lines().filter_map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        let (theirs, ours) = match fields.as_slice() {
            ["due", calendar, received, n, day_one, due] => {
                let found =
                    named(calendar).due(received.parse().unwrap(), n.parse().unwrap(), day_one.parse().unwrap());
                (due, found.unwrap().to_string())
            }
            ["taken", calendar, received, closed, day_one, days] => {
                let found =
                    named(calendar).taken(received.parse().unwrap(), closed.parse().unwrap(), day_one.parse().unwrap());
                (days, found.unwrap().to_string())
            }
            ["term", calendar, start, length, unit, day_one, edges, end] => {
                let found = named(calendar).end_of(start.parse().unwrap(), &term(length, unit, day_one, edges));
                (end, found.unwrap().to_string())
            }
            ["holiday", ..] => return None,
            other => panic!("the oracle wrote {other:?}"),
        };
        (*theirs != ours).then(|| format!("{line}: we say {ours}"))
    })
}

fn term(length: &str, unit: &str, day_one: &str, edges: &str) -> Term {
    let unit = match unit {
        "days" => DayUnit::CalendarDay,
        "weeks" => DayUnit::Week,
        "months" => DayUnit::Month,
        other => panic!("the oracle counts in {other:?}"),
    };
    Term {
        length: length.parse().unwrap(),
        unit,
        day_one: day_one.parse().unwrap(),
        first_is_worked: matches!(edges, "first-worked" | "both-worked"),
        last_is_worked: matches!(edges, "last-worked" | "both-worked"),
    }
}

fn named(calendar: &str) -> &'static Calendar {
    Calendar::shipped(calendar.parse().unwrap())
}
