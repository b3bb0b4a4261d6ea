//! A document as an Excel workbook: the words on the first sheet, a sheet for each table, numbers as numbers, and no formula.

mod first;
mod looks;
mod names;
mod table;

use redress_domain::time::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::first::{FirstSheet, write_first};
use self::looks::Looks;
use self::names::SheetNames;
use self::table::write_table;
use super::{Block, Document};
use crate::WriteError;

/// The whole workbook. The same document gives the same bytes.
///
/// # Errors
/// [`WriteError`] when a table is larger than a sheet can be.
pub fn to_xlsx(document: &Document) -> Result<Vec<u8>, WriteError> {
    // The error of the package is kept as what it says: callers mend neither.
    written(document).map_err(|error| std::io::Error::other(error).into())
}

fn written(document: &Document) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(document)?);
    let looks = Looks::new();
    let mut names = SheetNames::new();

    let first = FirstSheet { name: names.free("Report"), tables: names.of_tables(document) };
    write_first(workbook.add_worksheet(), document, &first, &looks)?;
    let tables =
        document.sections_with_levels().into_iter().flat_map(|(_, section)| &section.blocks).filter_map(|block| {
            match block {
                Block::Table(table) => Some(table),
                _ => None,
            }
        });
    for (table, name) in tables.zip(&first.tables) {
        write_table(workbook.add_worksheet(), table, name, &looks)?;
    }
    workbook.save_to_buffer()
}

fn properties(document: &Document) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(shortened(&document.title))
        .set_subject(shortened(&document.period))
        .set_company(shortened(&document.organisation))
        .set_author(shortened(document.author.as_deref().unwrap_or_default()))
        .set_creation_datetime(&midnight(document.dated_on)?))
}

fn midnight(date: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(date.year().unsigned_abs(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

/// What a property of a file takes.
fn shortened(text: &str) -> String {
    /// More is refused by some spreadsheets.
    const MOST: usize = 255;
    super::text::heading(text).chars().take(MOST).collect()
}
