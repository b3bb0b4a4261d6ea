//! Random stories under every preset and calendar, whose due dates a Python script works out from the rules.
//!
//! Set `REDRESS_ORACLE_PYTHON` to a Python with `oracle/requirements.txt` installed to run it; without, it says it was skipped.
//! `REDRESS_ORACLE_SEED` picks other stories.

use std::path::Path;
use std::process::Command;

use redress_domain::calendar::{Calendar, Division};

use crate::PRESETS;
use crate::play::play;
use crate::story::{Story, stories};

const DEFAULT_SEED: &str = "20261122";
/// Of each preset, in each calendar.
const STORIES: usize = 200;

/// R13, R89, R93
#[test]
fn every_due_date_of_every_preset_agrees_with_the_rules_worked_out_elsewhere() {
    let Ok(python) = std::env::var("REDRESS_ORACLE_PYTHON") else {
        println!("Skipped: REDRESS_ORACLE_PYTHON names no Python interpreter.");
        return;
    };
    let seed = std::env::var("REDRESS_ORACLE_SEED").unwrap_or_else(|_| DEFAULT_SEED.to_owned());
    println!("Seed: {seed}");
    let told = stories(&ask(&python, &seed));
    assert_eq!(told.len(), STORIES * PRESETS.len() * Division::ALL.len());

    let differences: Vec<String> = told.iter().filter_map(difference).collect();
    let first = differences.iter().take(5).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(differences.is_empty(), "{} of {} stories differ:\n{first}", differences.len(), told.len());
}

/// Where a story goes otherwise than it was told, or ends before the outside body.
fn difference(story: &Story) -> Option<String> {
    match play(story) {
        Err(difference) => Some(difference),
        Ok(ended) => ended.case.referred_outside.is_none().then(|| format!("{} ends inside", story.preset)),
    }
}

fn ask(python: &str, seed: &str) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/preset_oracle.py");
    let calendar = Calendar::shipped(Division::EnglandAndWales);
    let years = [calendar.first(), calendar.last()].map(|day| day.year().to_string());
    let count = STORIES.to_string();
    let output =
        Command::new(python).arg(script).args([seed, &count]).args(years).output().expect("the oracle's Python starts");
    assert!(output.status.success(), "the oracle failed: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
