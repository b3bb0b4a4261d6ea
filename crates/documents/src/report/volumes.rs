//! Table 1: received and closed, with what was carried between periods (R87-R90).

use redress_domain::period::Period;
use redress_domain::procedure::VolumeColumn;
use redress_domain::statistics::{FigureId, Report, RowId, VolumeRow};
use redress_domain::words::Word;

use super::cells::{capital, short_label, were};
use super::summary::open_at;
use super::writer::Writer;
use crate::document::{Block, Cell, Table};

pub(super) fn volumes(writer: &mut Writer<'_>) -> Vec<Block> {
    let report = writer.report;
    let columns = report.layout.volume_columns.iter().map(|column| match column {
        VolumeColumn::Closing => capital(&open_at(report)),
        column => column.label().to_owned(),
    });
    let mut table = writer.table("Received and closed", "Stage", columns);
    for row in printed_rows(report) {
        let cells: Vec<Cell> = report.layout.volume_columns.iter().map(|column| cell(*column, row, writer)).collect();
        match row.row {
            RowId::Total => table.push_total(row.label.clone(), cells),
            _ => table.push(row.label.clone(), cells),
        }
    }
    notes(writer, &mut table);
    vec![writer.finished(table)]
}

fn printed_rows(report: &Report) -> impl Iterator<Item = &VolumeRow> {
    report.layout.rows.iter().filter_map(|id| report.volumes.iter().find(|row| row.row == *id))
}

fn cell(column: VolumeColumn, row: &VolumeRow, writer: &mut Writer<'_>) -> Cell {
    let (count, figure) = match column {
        VolumeColumn::Opening => (row.opening, FigureId::Opening),
        VolumeColumn::Received => (row.received, FigureId::Received),
        VolumeColumn::Closed => (row.closed, FigureId::Closed),
        VolumeColumn::Closing => (row.closing, FigureId::Closing),
    };
    writer.count(count, figure, row.row)
}

fn notes(writer: &mut Writer<'_>, table: &mut Table) {
    let report = writer.report;
    if let Some(balance) = super::summary::balance(writer) {
        table.push_note(balance);
    }
    printed_rows(report).filter_map(|row| carried(report, row)).for_each(|note| table.push_note(note));
    for total in report.volumes.iter().filter(|row| row.row == RowId::Total) {
        let terms = &report.layout.terms;
        if let Some(distinct) = total.distinct_received {
            writer.derived("distinct-received", Some(distinct), &[]);
            let once = match distinct.shown() {
                Some(distinct) => were(distinct, &terms.case, &terms.cases),
                None => format!("{distinct} {} were", terms.cases),
            };
            table.push_note(format!("Received counts a case at each stage it came to. Counted once, {once} received."));
        }
        if let Some(reclassified) = total.reclassified {
            writer.count(reclassified, FigureId::Reclassified, RowId::Total);
            table.push_note(format!("Found after all not to be a failure, and in no other figure: {reclassified}."));
        }
    }
}

/// When the closed ones had been received, where that was not always in this period (R90).
fn carried(report: &Report, row: &VolumeRow) -> Option<String> {
    let by_period = &row.closed_by_received_period;
    let is_told = by_period.keys().any(|id| *id != report.period.id);
    let told = by_period.iter().map(|(id, count)| format!("{count} in {}", name(report, id)));
    is_told
        .then(|| format!("{}, closed by when they were received: {}.", row.label, told.collect::<Vec<_>>().join(", ")))
}

/// `Quarter 1 of 2017-18`.
fn name(report: &Report, id: &str) -> String {
    let period = Period::parse(id, report.period.fiscal_year_start());
    short_label(&period.map_or_else(|_| id.to_owned(), |period| period.label))
}
