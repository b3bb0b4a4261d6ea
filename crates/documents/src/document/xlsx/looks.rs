//! How cells look, and cells that hold what was printed.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::document::Cell;
use crate::document::Value;
use crate::document::number::PrintedNumber;
use crate::document::text::printable;

const RULE: Color = Color::RGB(0x00B1_B4B6);
/// Counts above this lose digits in a spreadsheet, so they stay text.
const LARGEST_COUNT: u64 = 999_999_999_999_999;

/// The formats of a workbook.
#[derive(Debug)]
pub(super) struct Looks {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) strong: Format,
    pub(super) text: Format,
    pub(super) note: Format,
    pub(super) column: Format,
    pub(super) column_of_numbers: Format,
    pub(super) cell: Format,
    pub(super) total: Format,
}

impl Looks {
    pub(super) fn new() -> Looks {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let strong = text.clone().set_bold();
        let column = strong.clone().set_align(FormatAlign::Bottom).set_border_bottom(FormatBorder::Medium);
        let cell = text.clone().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(RULE);
        Looks {
            title: Format::new().set_bold().set_font_size(18),
            heading: Format::new().set_bold().set_font_size(14),
            note: Format::new(),
            column_of_numbers: column.clone().set_align(FormatAlign::Right),
            column,
            total: cell.clone().set_bold().set_border_top(FormatBorder::Thin),
            cell,
            strong,
            text,
        }
    }
}

/// Writes words as a string cell, so that nothing in them is ever reckoned.
pub(super) fn write_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    /// The most that a cell takes, less the sentence that says so.
    const MOST: usize = 32_600;
    let text = printable(text);
    let cut: String = text.chars().take(MOST).collect();
    let cut = if cut.len() < text.len() { cut + "… (a cell holds no more: the rest is in the report)" } else { cut };
    sheet.write_string_with_format(row, column, cut, look).map(drop)
}

/// Writes a cell: a number as a number that looks as it was printed, anything else as text.
pub(super) fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    look: &Format,
) -> Result<(), XlsxError> {
    let number = match &cell.value {
        Value::Count(count) if *count <= LARGEST_COUNT => PrintedNumber::read(&count.to_string()),
        Value::Decimal(printed) => PrintedNumber::read(printed),
        _ => None,
    };
    match number {
        Some(PrintedNumber { number, format }) => {
            let look = look.clone().set_num_format(format);
            sheet.write_number_with_format(row, column, number, &look).map(drop)
        }
        None if matches!(cell.value, Value::Text(_)) => write_text(sheet, row, column, &cell.value.printed(), look),
        None => {
            let look = look.clone().set_align(FormatAlign::Right);
            write_text(sheet, row, column, &cell.value.printed(), &look)
        }
    }
}
