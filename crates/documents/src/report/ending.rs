//! What stands after the figures of the procedure: repeats, the tier outside, and for whom the report is (R10, R108, R109).

use redress_domain::statistics::{Edition, FigureId, RowId};

use super::writer::Writer;
use crate::document::{Block, Entry, Value};

pub(super) fn repeats(writer: &mut Writer<'_>) -> Vec<Block> {
    let report = writer.report;
    let remarks = &report.remarks;
    let number = writer.count(remarks.repeated, FigureId::Repeats, RowId::Total);
    if remarks.repeated == 0 {
        return vec![Block::Paragraph("Nothing that was closed is a repeat of an earlier case.".to_owned())];
    }
    let mut blocks = vec![Block::KeyFigures(vec![Entry::new("Closed that repeat an earlier case", number.clone())])];
    if number.value == Value::Masked {
        blocks.push(Block::Note(writer.mask_words()));
    }
    if report.edition == Edition::Internal && !remarks.repeats.is_empty() {
        let mut table = writer.table("Repeats", "Case", ["Repeats"]);
        for repeat in &remarks.repeats {
            table.push(repeat.reference.clone(), [repeat.repeat_of.clone().into()]);
        }
        blocks.push(writer.finished(table));
    }
    blocks
}

/// In none of the totals (R108).
pub(super) fn outside(writer: &mut Writer<'_>) -> Vec<Block> {
    let external = writer.report.external;
    let mut table = writer.table("Closed by the reviewer outside", "Reviewer", ["Closed", "Upheld"]);
    let cells = [
        writer.count(external.closed, FigureId::External, RowId::Total),
        writer.count(external.upheld, FigureId::ExternalUpheld, RowId::Total),
    ];
    table.push("Outside the organisation", cells);
    table.push_note("These are in none of the totals of this report.");
    vec![writer.finished(table)]
}

/// For whom it is (R109).
pub(super) fn next_steps(writer: &mut Writer<'_>) -> Vec<Block> {
    let audiences = &writer.report.layout.audiences;
    if audiences.is_empty() {
        return Vec::new();
    }
    vec![Block::Paragraph("This report is prepared for:".to_owned()), Block::List(audiences.clone())]
}
