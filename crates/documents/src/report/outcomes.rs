//! Table 2: how the closed ones ended (R91).

use redress_domain::statistics::{Count, FigureId, OutcomeRow, RowId};

use super::cells::{upheld_percent_heading, upheld_percent_id};
use super::writer::Writer;
use crate::document::{Block, Cell};

pub(super) fn outcomes(writer: &mut Writer<'_>) -> Vec<Block> {
    let report = writer.report;
    let layout = &report.layout;
    let labels = layout.outcome_columns.iter().map(|outcome| outcome.label.as_str());
    let columns = labels.chain(["Total", upheld_percent_heading(layout.uphold)]);
    let mut table = writer.table("Outcomes of those closed", "Stage", columns);
    for row in layout.rows.iter().filter_map(|id| report.outcomes.iter().find(|row| row.row == *id)) {
        let cells = cells(row, writer);
        match row.row {
            RowId::Total => table.push_total(row.label.clone(), cells),
            _ => table.push(row.label.clone(), cells),
        }
    }
    table.push_note(format!("{}: {}", upheld_percent_heading(layout.uphold), layout.uphold_definition));
    vec![writer.finished(table)]
}

fn cells(row: &OutcomeRow, writer: &mut Writer<'_>) -> Vec<Cell> {
    let layout = &writer.report.layout;
    let mut cells = Vec::with_capacity(layout.outcome_columns.len().saturating_add(2));
    for outcome in &layout.outcome_columns {
        let count = row.counts.get(&outcome.id).copied().unwrap_or_default();
        cells.push(writer.count(count, FigureId::Outcome(outcome.id.clone()), row.row));
    }
    cells.push(writer.count(row.total, FigureId::Closed, row.row));
    let parts: Vec<Count> = row.counts.values().copied().collect();
    cells.push(writer.derived(upheld_percent_id(layout.uphold), row.percent(layout.uphold), &parts));
    cells
}
