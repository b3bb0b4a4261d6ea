//! The same figures over several periods, a table for each row, and by month as control charts (R85). Two periods are never
//! compared with one another: the charts say whether anything changed.

use redress_domain::procedure::{OutcomeEffect, TimescaleColumn, TotalMean};
use redress_domain::statistics::{FigureId, RowId, TrendPeriod, TrendRow};
use redress_domain::time::Date;

use super::cells::{Ended, short_label, upheld_percent_heading, upheld_percent_id};
use super::writer::Writer;
use super::{Body, FigureAt, months};
use crate::document::{Block, Cell, Section};

pub(super) fn trend(writer: &mut Writer<'_>) -> Body {
    let report = writer.report;
    let rows: Vec<RowId> = report.layout.rows.clone();
    let blocks = rows.into_iter().filter_map(|row| of_row(row, writer)).collect();
    let heading = "Month by month".to_owned();
    let charts = Section { heading, blocks: months::charts(writer), sections: Vec::new() };
    Body { blocks, sections: vec![charts] }
}

/// A column of a row's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Received,
    Closed,
    Upheld,
    PartlyUpheld,
    UpheldPercent,
    Met,
    Missed,
    InTimePercent,
    Extended,
    DaysMean,
}

const COLUMNS: [Column; 10] = [
    Column::Received,
    Column::Closed,
    Column::Upheld,
    Column::PartlyUpheld,
    Column::UpheldPercent,
    Column::Met,
    Column::Missed,
    Column::InTimePercent,
    Column::Extended,
    Column::DaysMean,
];

fn of_row(row: RowId, writer: &mut Writer<'_>) -> Option<Block> {
    let report = writer.report;
    let label = report.volumes.iter().find(|volume| volume.row == row).map(|volume| volume.label.as_str())?;
    let printed: Vec<(&TrendPeriod, &TrendRow)> = report
        .trend
        .iter()
        .filter_map(|period| Some((period, period.rows.iter().find(|one| one.row == row)?)))
        .collect();
    if printed.is_empty() {
        return None;
    }
    let columns: Vec<Column> = COLUMNS.into_iter().filter(|column| column.is_printed(row, writer)).collect();
    let headings = columns.iter().map(|column| column.heading(writer));
    let headings: Vec<&str> = headings.collect();
    let mut table = writer.table(&format!("{label}, period by period"), "Period", headings);
    let mut says_nothing = false;
    for (period, of_period) in printed {
        let name = short_label(&period.label);
        if report.is_before_records(period) {
            says_nothing = true;
            table.push(name, []);
            continue;
        }
        let cells: Vec<Cell> = columns.iter().map(|column| column.cell(period, of_period, writer)).collect();
        table.push(name, cells);
    }
    if let Some(from) = report.records_from.filter(|_| says_nothing) {
        table.push_note(format!("The register begins in {}: of the periods before there are no figures.", month(from)));
    }
    Some(writer.finished(table))
}

impl Column {
    fn is_printed(self, row: RowId, writer: &Writer<'_>) -> bool {
        match self {
            Column::PartlyUpheld => writer.has_effect(OutcomeEffect::PartlyUpheld),
            // R96: as in table 3.
            Column::DaysMean => row != RowId::Total || writer.report.layout.total_mean == TotalMean::Shown,
            Column::Extended => writer.report.layout.timescale_columns.contains(&TimescaleColumn::Extended),
            _ => true,
        }
    }

    fn heading(self, writer: &Writer<'_>) -> &'static str {
        match self {
            Column::Received => "Received",
            Column::Closed => "Closed",
            Column::Upheld => "Upheld",
            Column::PartlyUpheld => "Partly upheld",
            Column::UpheldPercent => upheld_percent_heading(writer.report.layout.uphold),
            Column::Met => "In time",
            Column::Missed => "Late",
            Column::InTimePercent => "% in time",
            Column::Extended => "Extended",
            Column::DaysMean => "Mean days",
        }
    }

    fn cell(self, period: &TrendPeriod, row: &TrendRow, writer: &mut Writer<'_>) -> Cell {
        let at = |figure| FigureAt { period: &period.period, figure, row: row.row, part: None };
        let uphold = writer.report.layout.uphold;
        match self {
            Column::Received => writer.cell(row.received, at(FigureId::Received)),
            Column::Closed => writer.cell(row.closed, at(FigureId::Closed)),
            Column::Upheld => writer.with_effect(row.upheld, OutcomeEffect::Upheld, at(FigureId::Closed)),
            Column::PartlyUpheld => {
                writer.with_effect(row.partly_upheld, OutcomeEffect::PartlyUpheld, at(FigureId::Closed))
            }
            Column::UpheldPercent => {
                let ended = ended(row);
                writer.derived(upheld_percent_id(uphold), ended.percent(uphold), &ended.parts())
            }
            Column::Met => writer.cell(row.met, at(FigureId::Met)),
            Column::Missed => writer.cell(row.missed, at(FigureId::Missed)),
            Column::InTimePercent => writer.derived("in-time-percent", row.in_time_percent, &[row.met, row.missed]),
            Column::Extended => writer.cell(row.extended, at(FigureId::Extended)),
            Column::DaysMean => writer.derived("days-mean", row.days_mean, &[row.closed]),
        }
    }
}

/// `March 2026`.
fn month(day: Date) -> String {
    day.strftime("%B %Y").to_string()
}

/// What the percentage upheld of a row is made of.
pub(super) fn ended(row: &TrendRow) -> Ended {
    Ended { closed: row.closed, upheld: row.upheld, partly_upheld: row.partly_upheld, withdrawn: row.withdrawn }
}
