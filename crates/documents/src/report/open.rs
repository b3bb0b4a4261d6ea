//! What was open at the end, by how far it was past due.

use redress_domain::statistics::{FigureId, RowId};
use redress_domain::time::long_date;

use super::cells::count_cell;
use super::writer::Writer;
use crate::document::Block;

pub(super) fn open_cases(writer: &mut Writer<'_>) -> Vec<Block> {
    let open = &writer.report.open;
    let mut table = writer.table(&format!("Open on {}", long_date(open.as_of)), "Against the time limit", ["Number"]);
    table.push("Not yet past due", [count_cell(open.in_time)]);
    for band in &open.bands {
        table.push(format!("Past due by {} working days", band.label), [count_cell(band.count)]);
    }
    let past_due = writer.count(open.past_due, FigureId::OpenPastDue, RowId::Total);
    table.push_total("Past due, all together", [past_due]);
    let no_limit = writer.count(open.no_limit, FigureId::OpenNoLimit, RowId::Total);
    table.push("Without a time limit", [no_limit]);
    let all = writer.count(open.open, FigureId::Closing, RowId::Total);
    table.push_total("Open", [all]);
    vec![writer.finished(table)]
}
