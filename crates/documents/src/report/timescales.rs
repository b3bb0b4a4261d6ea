//! Table 3: how long the closed ones took, every late one, and how the days are spread (R93-R97, R111).

use redress_domain::procedure::{TimescaleColumn, TotalMean};
use redress_domain::statistics::{Count, DaysRow, FigureId, RowId, TimescaleRow};
use redress_domain::words::Word;

use super::Body;
use super::cells::{drawn, not_applicable};
use super::writer::Writer;
use crate::chart::{Distribution, Figure};
use crate::document::{Block, Cell, Section, Value};

pub(super) fn timescales(writer: &mut Writer<'_>) -> Body {
    let mut blocks = vec![table(writer), Block::Paragraph(writer.report.late_sentence.clone())];
    blocks.extend(late(writer));
    Body { blocks, sections: spread(writer).into_iter().collect() }
}

fn table(writer: &mut Writer<'_>) -> Block {
    let report = writer.report;
    let layout = &report.layout;
    let columns = layout.timescale_columns.iter().map(|column| column.label());
    let mut table = writer.table("Time taken by those closed", "Stage", columns);
    for row in printed_rows(writer) {
        let cells: Vec<Cell> = layout.timescale_columns.iter().map(|column| cell(*column, row, writer)).collect();
        match row.row {
            RowId::Total => table.push_total(row.label.clone(), cells),
            _ => table.push(row.label.clone(), cells),
        }
    }
    table.push_note(report.counting_basis.clone());
    table.push_note("In time is also what was closed by the date it had been extended to.");
    writer.finished(table)
}

fn printed_rows<'a>(writer: &Writer<'a>) -> impl Iterator<Item = &'a TimescaleRow> + use<'a> {
    let report = writer.report;
    report.layout.rows.iter().filter_map(|id| report.timescales.iter().find(|row| row.row == *id))
}

fn cell(column: TimescaleColumn, row: &TimescaleRow, writer: &mut Writer<'_>) -> Cell {
    let closed = [row.met, row.missed];
    let is_left_out = row.row == RowId::Total && writer.report.layout.total_mean == TotalMean::NotApplicable;
    match column {
        TimescaleColumn::Target => match row.target {
            Some(target) => target.unit.count(target.n).into(),
            None => Value::NotApplicable.into(),
        },
        TimescaleColumn::Met => writer.count(row.met, FigureId::Met, row.row),
        TimescaleColumn::Missed => writer.count(row.missed, FigureId::Missed, row.row),
        TimescaleColumn::Extended => writer.count(row.extended, FigureId::Extended, row.row),
        TimescaleColumn::InTimePercent => writer.derived("in-time-percent", row.in_time_percent, &closed),
        // R96: the total adds up days of different limits, so the layout may leave them out.
        _ if is_left_out => not_applicable(),
        TimescaleColumn::DaysTotal => writer.derived("days-total", row.days_total, &days_hidden(row, writer)),
        TimescaleColumn::DaysMean => writer.derived("days-mean", row.days_mean, &days_hidden(row, writer)),
        TimescaleColumn::DaysMedian => writer.derived("days-median", row.days_median, &days_hidden(row, writer)),
        TimescaleColumn::DaysP90 => writer.derived("days-p90", row.days_p90, &days_hidden(row, writer)),
    }
}

/// Days are always known, unless a public edition withholds them.
fn days_hidden(row: &TimescaleRow, writer: &Writer<'_>) -> [Count; 1] {
    let closed = writer.report.volumes.iter().find(|volume| volume.row == row.row).map(|volume| volume.closed);
    let is_hidden = row.days_total.is_none() && closed.is_none_or(|closed| closed != Count::Shown(0));
    [if is_hidden { Count::Masked } else { Count::default() }]
}

/// Each late one with its days (R97).
fn late(writer: &mut Writer<'_>) -> Option<Block> {
    let is_named = |row: &&TimescaleRow| row.late.as_ref().is_some_and(|late| !late.is_empty());
    let rows: Vec<&TimescaleRow> = printed_rows(writer).filter(is_named).collect();
    if rows.is_empty() {
        return None;
    }
    let mut table = writer.table("Each closed late", "Case", ["Stage", "Working days", "Time limit"]);
    for row in rows {
        for late in row.late.iter().flatten() {
            let target = late.target.map_or_else(|| Value::NotApplicable.into(), |days| Cell::from(u64::from(days)));
            table.push(late.reference.clone(), [row.label.clone().into(), u64::from(late.days).into(), target]);
        }
    }
    Some(writer.finished(table))
}

/// How the days are spread in each row, against its limit.
fn spread(writer: &mut Writer<'_>) -> Option<Section> {
    let report = writer.report;
    let Some(distribution) = &report.distribution else {
        let text = "How the days are spread is not told: most of the numbers are small.";
        return Some(section(vec![Block::Note(text.to_owned())]));
    };
    let printed = report.layout.rows.iter().filter(|id| **id != RowId::Total);
    let rows = printed.filter_map(|id| distribution.iter().find(|row| row.row == *id));
    let mut blocks = Vec::new();
    for row in rows.filter(|row| !row.days.is_empty()) {
        let title = format!("{}: working days taken", row.label);
        if let Some(chart) = chart_of(row) {
            blocks.extend(writer.chart(|id| Figure::distribution(id, &title, &chart)));
        }
    }
    (!blocks.is_empty()).then(|| section(blocks))
}

fn section(blocks: Vec<Block>) -> Section {
    Section { heading: "How the days are spread".to_owned(), blocks, sections: Vec::new() }
}

fn chart_of(row: &DaysRow) -> Option<Distribution> {
    let days: Option<Vec<(u32, u32)>> =
        row.days.iter().map(|taken| Some((taken.days, drawn(taken.count.shown()?)))).collect();
    Some(Distribution {
        counted: "closed".to_owned(),
        unit: "working days".to_owned(),
        days: days?,
        target: row.target,
    })
}
