//! A case as the rows of a register file, such that reading them gives the case again.

use super::case_of::id_of;
use super::column::{Column, ColumnKind};
use super::ids::{BROUGHT_BY, CHANNELS, EXTERNAL_OUTCOMES, ROUTES};
use super::{RegisterCase, RegisterHandling, neutralised};

/// The cells of one row in the order of the columns, as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportRow {
    cells: Vec<String>,
}

impl ExportRow {
    /// The cells in the order of the columns.
    pub fn cells(&self) -> &[String] {
        &self.cells
    }
}

/// The rows of a case under these columns, in order of stage, the outside reviewer's result on the last.
///
/// A file is written the same every time when its cases come in the byte order of their references.
pub fn rows_of(case: &RegisterCase, columns: &[Column]) -> Vec<ExportRow> {
    let last = case.handlings.len().saturating_sub(1);
    let mut handlings: Vec<&RegisterHandling> = case.handlings.iter().collect();
    handlings.sort_by_key(|handling| handling.route);
    let row = |(index, handling): (usize, &RegisterHandling)| {
        let cell = |column: Column| {
            let value = value(column, case, handling, index == last);
            if column.kind() == ColumnKind::Text { neutralised(&value).into_owned() } else { value }
        };
        ExportRow { cells: columns.iter().copied().map(cell).collect() }
    };
    handlings.into_iter().enumerate().map(row).collect()
}

fn value(column: Column, case: &RegisterCase, handling: &RegisterHandling, is_last: bool) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let closed = handling.closed.as_ref();
    let external = case.external.filter(|_| is_last);
    match column {
        Column::Reference => case.reference.clone(),
        Column::ReceivedOn => case.received_on.to_string(),
        Column::Channel => id_of(&CHANNELS, case.channel),
        Column::BroughtBy => id_of(&BROUGHT_BY, case.brought_by),
        Column::ServiceArea => text(&case.service_area),
        Column::Summary => text(&case.summary),
        Column::OutcomeWanted => text(&case.outcome_wanted),
        Column::Handling => id_of(&ROUTES, handling.route),
        Column::HandlingReceivedOn => handling.received_on.to_string(),
        Column::HandlingClosedOn => closed.map(|closed| closed.on.to_string()).unwrap_or_default(),
        Column::ExtendedTo => handling.extended_to.map(|date| date.to_string()).unwrap_or_default(),
        Column::Outcome => closed.map(|closed| closed.outcome.clone()).unwrap_or_default(),
        Column::DecisionCode => closed.and_then(|closed| closed.code.clone()).unwrap_or_default(),
        Column::Finding => text(&handling.finding),
        Column::Explanation => text(&handling.explanation),
        Column::ActionTaken => text(&handling.action_taken),
        Column::Learning => text(&handling.learning),
        Column::HandledBy => handling.handled_by.join("; "),
        Column::ExternalClosedOn => external.map(|external| external.closed_on.to_string()).unwrap_or_default(),
        Column::ExternalOutcome => {
            external.map(|external| id_of(&EXTERNAL_OUTCOMES, external.outcome)).unwrap_or_default()
        }
    }
}
