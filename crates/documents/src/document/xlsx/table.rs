//! A table on a sheet of its own, its headings in the first row so that it can be filtered and sorted as it is.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::looks::{Looks, write_cell, write_text};
use crate::document::cell::{MASK, MASK_WORDS};
use crate::document::{Row, Table};

/// Widths of columns in characters.
const NARROWEST: u32 = 9;
const WIDEST: u32 = 60;

/// Writes headings, rows and notes; headings and rows' names stay in sight.
pub(super) fn write_table(sheet: &mut Worksheet, table: &Table, name: &str, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    write_text(sheet, 0, 0, table.corner(), &looks.column)?;
    for ((column, heading), is_number) in (1_u16..).zip(table.columns()).zip(table.numeric_columns()) {
        write_text(sheet, 0, column, heading, if is_number { &looks.column_of_numbers } else { &looks.column })?;
    }
    let mut line = 1_u32;
    for row in table.rows() {
        write_row(sheet, line, row, looks)?;
        line = line.saturating_add(1);
    }
    set_widths(sheet, table)?;

    let caption = format!(
        "{}{}",
        table.caption(),
        if table.is_masked() { format!(". {MASK} means: {MASK_WORDS}.") } else { String::new() }
    );
    line = line.saturating_add(1);
    for note in std::iter::once(caption.as_str()).chain(table.notes().iter().map(String::as_str)) {
        // Not wrapped: a note runs on over the columns beside it.
        write_text(sheet, line, 0, note, &looks.note)?;
        line = line.saturating_add(1);
    }
    Ok(())
}

fn write_row(sheet: &mut Worksheet, line: u32, row: &Row, looks: &Looks) -> Result<(), XlsxError> {
    let look = if row.is_total() { &looks.total } else { &looks.cell };
    write_cell(sheet, line, 0, row.header(), look)?;
    for (column, cell) in (1_u16..).zip(row.cells()) {
        write_cell(sheet, line, column, cell, look)?;
    }
    Ok(())
}

/// As wide as the longest text, within bounds; a longer one is wrapped.
fn set_widths(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let mut widths = vec![characters(table.corner())];
    widths.extend(table.columns().iter().map(|heading| characters(heading).min(WIDEST / 4)));
    for row in table.rows() {
        let cells = std::iter::once(row.header()).chain(row.cells());
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(characters(&cell.value.printed()));
        }
    }
    for (column, width) in (0_u16..).zip(widths) {
        sheet.set_column_width(column, f64::from(width.saturating_add(2).clamp(NARROWEST, WIDEST)))?;
    }
    Ok(())
}

fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}
