//! A period report as one tidy table: a figure a line, so that any spreadsheet can filter it; and such a table read back (R95).

use std::io::{self, Read, Write};

use redress_domain::register::neutralised;
use redress_domain::statistics::{PublishedLine, Report};

use crate::WriteError;
use crate::record::{Record, Records};

/// Most lines of a published table that are compared.
const LINES_LIMIT: usize = 10_000;

/// Writes every figure, narrative and check of a report as `table,row,reference,measure,value`.
///
/// # Errors
/// [`WriteError`] when the output does not take the bytes.
pub fn report_csv(report: &Report, output: impl Write) -> Result<(), WriteError> {
    let mut writer = csv::Writer::from_writer(output);
    writer.write_record(["table", "row", "reference", "measure", "value"])?;
    for line in report.lines() {
        let cells = [&line.table, &line.row, &line.reference, &line.measure, &line.value];
        writer.write_record(cells.map(|cell| neutralised(cell).into_owned()))?;
    }
    writer.flush()?;
    Ok(())
}

/// Why a published table cannot be read. The sentence is fit to show to the person who gave it.
#[derive(Debug, thiserror::Error)]
pub enum PublishedError {
    #[error("The file cannot be read further: {0}.")]
    Unreadable(#[from] io::Error),
    /// The first row does not name one of the columns.
    #[error(
        "The first row has no column '{0}': it names table, row, measure and value. Save the table as CSV in UTF-8."
    )]
    NoColumn(&'static str),
    /// Not UTF-8, a quotation mark out of place, or too few cells.
    #[error("Line {0} is no row of the table: give it as many cells as the first row, and save it as CSV in UTF-8.")]
    NoRow(u64),
    /// Too long to be a report.
    #[error("The file has more than {LINES_LIMIT} lines. Is it the right file?")]
    TooLong,
}

/// Reads a table published elsewhere: CSV with the columns `table,row,measure,value`, in any order. Blank lines and other columns
/// are passed over.
///
/// # Errors
/// [`PublishedError`]: no such table, or one that is too long.
pub fn published_lines(input: impl Read) -> Result<Vec<PublishedLine>, PublishedError> {
    let mut records = Records::new(input)?;
    let mut record = Record::default();
    let mut columns: Option<Columns> = None;
    let mut lines = Vec::new();
    while records.read(&mut record)? {
        if record.is_blank() {
            continue;
        }
        let cells = cells(&record)?;
        let Some(columns) = &columns else {
            columns = Some(Columns::of(&cells)?);
            continue;
        };
        if lines.len() >= LINES_LIMIT {
            return Err(PublishedError::TooLong);
        }
        lines.push(columns.line(&record, &cells).ok_or(PublishedError::NoRow(record.line))?);
    }
    if columns.is_some() { Ok(lines) } else { Err(PublishedError::NoColumn("table")) }
}

fn cells(record: &Record) -> Result<Vec<&str>, PublishedError> {
    let texts = record.cells().map(|cell| std::str::from_utf8(cell).ok().map(str::trim)).collect::<Option<Vec<_>>>();
    texts.filter(|_| record.fault.is_none()).ok_or(PublishedError::NoRow(record.line))
}

/// In which place each column stands.
struct Columns {
    table: usize,
    row: usize,
    measure: usize,
    value: usize,
}

impl Columns {
    fn of(headings: &[&str]) -> Result<Columns, PublishedError> {
        let place = |name: &'static str| {
            let place = headings.iter().position(|heading| heading.eq_ignore_ascii_case(name));
            place.ok_or(PublishedError::NoColumn(name))
        };
        Ok(Columns { table: place("table")?, row: place("row")?, measure: place("measure")?, value: place("value")? })
    }

    fn line(&self, record: &Record, cells: &[&str]) -> Option<PublishedLine> {
        let cell = |place: usize| cells.get(place).map(|cell| (*cell).to_owned());
        Some(PublishedLine {
            line: u32::try_from(record.line).unwrap_or(u32::MAX),
            table: cell(self.table)?,
            row: cell(self.row)?,
            measure: cell(self.measure)?,
            value: cell(self.value)?,
        })
    }
}
