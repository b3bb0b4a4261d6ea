//! Whether a report agrees with itself: each check names the requirement that asks for it.

mod beside;
mod tables;

use super::model::{Check, Report};
use super::row::RowId;
use super::told::ToldTally;

/// Most places a check names; a report with more has other worries.
pub const PLACES_NAMED: usize = 20;

/// Every check, by requirement.
pub(super) fn checks(report: &Report, told: &ToldTally) -> Vec<Check> {
    vec![
        beside::trend_ends_here(report),
        beside::splits_add_up(report),
        beside::stages_balance(report),
        tables::carried_forward(report),
        tables::totals_agree(report),
        beside::days_add_up(report),
        tables::means_agree(report),
        tables::late_ones_named(report),
        tables::narratives_say("R100", "finding", &told.no_finding),
        tables::narratives_say("R101", "learning", &told.no_learning),
        tables::narratives_complete(report, told),
    ]
}

/// The rows that are one route each: in them a case can be named.
const ROUTES: [RowId; 3] = [RowId::S1, RowId::S2, RowId::Esc];

/// Whether publication waits for a check.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    Must,
    Warns,
}

fn check(id: &str, weight: Weight, statement: &str, wrong: Vec<String>) -> Check {
    check_naming(id, weight, statement, &wrong, wrong.len())
}

/// The same where only the first places of so many are known.
fn check_naming(id: &str, weight: Weight, statement: &str, first: &[String], wrong: usize) -> Check {
    let holds = wrong == 0;
    let named: Vec<&str> = first.iter().take(PLACES_NAMED).map(String::as_str).collect();
    let more = match wrong.saturating_sub(named.len()) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let detail = if holds {
        format!("Holds: {statement}.")
    } else {
        format!("Does not hold: {statement}. See {}{more}.", named.join("; "))
    };
    Check { id: id.to_owned(), holds, must: weight == Weight::Must, detail }
}

impl Check {
    /// The check without the places where it fails, which name cases.
    pub(super) fn without_places(mut self) -> Check {
        if let Some((statement, _)) = self.detail.split_once(". See ") {
            self.detail = format!("{statement}.");
        }
        self
    }
}
