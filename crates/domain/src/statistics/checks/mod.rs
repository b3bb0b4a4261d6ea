//! Whether a report agrees with itself: each check names the requirement that asks for it.

mod beside;
mod tables;

use super::model::{Check, Report};
use super::row::RowId;

/// Most places a check names; a report with more has other worries.
const NAMED: usize = 20;

/// Every check, by requirement.
pub(super) fn checks(report: &Report) -> Vec<Check> {
    vec![
        beside::trend_ends_here(report),
        beside::splits_add_up(report),
        beside::stages_balance(report),
        tables::carried_forward(report),
        tables::totals_agree(report),
        beside::days_add_up(report),
        tables::means_agree(report),
        tables::late_ones_named(report),
        tables::narratives_say("R100", "finding", report, |narrative| narrative.finding.as_deref()),
        tables::narratives_say("R101", "learning", report, |narrative| narrative.learning.as_deref()),
        tables::narratives_complete(report),
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
    let holds = wrong.is_empty();
    let more =
        if wrong.len() > NAMED { format!(" and {} more", wrong.len().saturating_sub(NAMED)) } else { String::new() };
    let named: Vec<String> = wrong.into_iter().take(NAMED).collect();
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
