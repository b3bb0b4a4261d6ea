//! Summary: the figures that people ask for first, and sentences made from them (R90, R111).

use redress_domain::statistics::{Count, FigureId, Report, RowId};
use redress_domain::time::long_date;

use super::cells::{capital, upheld_percent_id, were};
use super::writer::Writer;
use crate::document::{Block, Cell, Entry, Value};

pub(super) fn summary(writer: &mut Writer<'_>) -> Vec<Block> {
    let entries = key_figures(writer);
    let is_masked = entries.iter().any(|entry| entry.value.value == Value::Masked);
    let mut blocks = vec![Block::KeyFigures(entries)];
    if is_masked {
        blocks.push(Block::Note(writer.mask_words()));
    }
    blocks.extend([received(writer), balance(writer)].into_iter().flatten().map(Block::Paragraph));
    blocks.push(Block::Paragraph(writer.report.late_sentence.clone()));
    blocks
}

fn key_figures(writer: &mut Writer<'_>) -> Vec<Entry> {
    let report = writer.report;
    let mut entries = Vec::new();
    if let Some(volume) = report.volumes.iter().find(|row| row.row == RowId::Total) {
        if let Some(distinct) = volume.distinct_received {
            let label = format!("{} received, each counted once", capital(&report.layout.terms.cases));
            entries.push(Entry::new(label, writer.derived("distinct-received", Some(distinct), &[])));
        }
        entries.push(Entry::new("Closed, at all stages", writer.count(volume.closed, FigureId::Closed, RowId::Total)));
        entries
            .push(Entry::new(capital(&open_at(report)), writer.count(volume.closing, FigureId::Closing, RowId::Total)));
    }
    let share = report.measures.in_time;
    let in_time = share.percent.map(|percent| format!("{percent}%"));
    entries.push(Entry::new("Closed in time", writer.derived("in-time-percent", in_time, &[share.count, share.of])));
    if let Some(row) = report.outcomes.iter().find(|row| row.row == RowId::Total) {
        let uphold = report.layout.uphold;
        let percent = row.percent(uphold).map(|percent| format!("{percent}%"));
        let parts: Vec<Count> = row.counts.values().copied().collect();
        let cell: Cell = writer.derived(upheld_percent_id(uphold), percent, &parts);
        // Where the layout leaves the total blank there is nothing to stand out (R91).
        if cell.value != Value::NotApplicable {
            entries.push(Entry::new("Upheld, of those decided", cell));
        }
    }
    entries
}

/// How many came, and how many of them moved up (R88); untold while one is masked.
fn received(writer: &Writer<'_>) -> Option<String> {
    let report = writer.report;
    let terms = &report.layout.terms;
    let distinct = report.volumes.iter().find_map(|row| row.distinct_received)?.shown()?;
    let moved_up = report.measures.escalated.count.shown()?;
    let came = were(distinct, &terms.case, &terms.cases);
    Some(match moved_up {
        0 => format!("{came} received. None was moved up to the second stage in the period."),
        moved => format!("{came} received. {moved} came up to the second stage from the first in the period."),
    })
}

/// What was there, came, went and stayed (R90).
pub(super) fn balance(writer: &Writer<'_>) -> Option<String> {
    let total = writer.report.volumes.iter().find(|row| row.row == RowId::Total)?;
    let [opening, received, closed, closing] = [total.opening, total.received, total.closed, total.closing];
    let all_shown = [opening, received, closed, closing].iter().all(|count| count.shown().is_some());
    all_shown.then(|| {
        format!(
            "All stages together: {opening} open at the start + {received} received - {closed} closed = {closing} {}.",
            open_at(writer.report)
        )
    })
}

/// A period that is not over has no end yet.
pub(super) fn open_at(report: &Report) -> String {
    report.so_far_on().map_or_else(|| "open at the end".to_owned(), |on| format!("open so far, on {}", long_date(on)))
}
