//! A register in the first sheet of an Excel workbook.

use std::io::{self, Read, Seek, SeekFrom};

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};
use redress_domain::register::{Finding, FindingCode, RawRow};

use crate::ColumnMap;
use crate::headings::Headings;
use crate::register_csv::{MOST_ROWS, too_many_rows};

/// Most bytes of a workbook.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;
/// Most bytes of all its parts unpacked, so that a small file cannot fill the memory.
const LARGEST_UNPACKED: u64 = 64 * 1024 * 1024;

/// Every row of the first sheet, or what is wrong with it.
pub(crate) fn xlsx_rows<R: Read + Seek>(input: R, map: &ColumnMap) -> Vec<Result<RawRow, Finding>> {
    let read = || -> Result<Vec<Result<RawRow, Finding>>, Vec<Finding>> {
        let workbook = opened(input).map_err(|finding| vec![finding])?;
        sheet_rows(workbook, map)
    };
    read().unwrap_or_else(|findings| findings.into_iter().map(Err).collect())
}

/// The workbook, once it is known that reading it takes bounded memory.
fn opened<R: Read + Seek>(mut input: R) -> Result<Xlsx<R>, Finding> {
    let too_large = |why: &str| Finding::new(1, "", "", FindingCode::FileTooLarge, why);
    let size = input.seek(SeekFrom::End(0)).map_err(|error| unreadable(1, &error))?;
    if size > LARGEST_FILE {
        return Err(too_large("The workbook is larger than 64 MB: save the sheet as CSV UTF-8 and import that."));
    }
    if !unpacks_within(LARGEST_UNPACKED, &mut input).map_err(|error| unreadable(1, &error))? {
        return Err(too_large("The workbook unpacks to more than 64 MB: save the sheet as CSV UTF-8 and import that."));
    }
    input.rewind().map_err(|error| unreadable(1, &error))?;
    Xlsx::new(input).map_err(|error: XlsxError| unreadable(1, &error))
}

/// Whether all parts together are no larger than this when unpacked, found by unpacking them up to there, since what the
/// archive says of itself need not be true.
fn unpacks_within(most: u64, input: &mut (impl Read + Seek)) -> io::Result<bool> {
    let mut archive = zip::ZipArchive::new(input)?;
    let mut left = most;
    for index in 0..archive.len() {
        let part = archive.by_index(index)?;
        let size = io::copy(&mut part.take(left.saturating_add(1)), &mut io::sink())?;
        match left.checked_sub(size) {
            Some(rest) => left = rest,
            None => return Ok(false),
        }
    }
    Ok(true)
}

fn sheet_rows<R: Read + Seek>(
    mut workbook: Xlsx<R>,
    map: &ColumnMap,
) -> Result<Vec<Result<RawRow, Finding>>, Vec<Finding>> {
    let empty = || {
        vec![Finding::new(
            1,
            "",
            "",
            FindingCode::FileEmpty,
            "The first sheet is empty: its first row names the columns.",
        )]
    };
    let sheet = workbook.sheet_names().into_iter().next().ok_or_else(empty)?;
    let mut cells = workbook.worksheet_cells_reader(&sheet).map_err(|error| vec![unreadable(1, &error)])?;
    let mut headings: Option<Headings> = None;
    let mut rows = Vec::new();
    let mut gathered = SheetRow::default();
    loop {
        let cell = match cells.next_cell_with_formula_metadata() {
            Ok(cell) => cell,
            Err(error) => {
                rows.push(Err(unreadable(gathered.line(), &error)));
                return Ok(rows);
            }
        };
        let ends_row = cell.as_ref().is_none_or(|cell| cell.pos.0 != gathered.row);
        if ends_row && !gathered.cells.is_empty() {
            if u64::try_from(rows.len()).is_ok_and(|rows| rows > MOST_ROWS) {
                rows.push(Err(too_many_rows(gathered.line())));
                return Ok(rows);
            }
            match &headings {
                None => headings = Some(Headings::read(gathered.line(), gathered.headings()?, map)?),
                Some(headings) => match gathered.finish(headings, map) {
                    Ok(row) => rows.push(Ok(row)),
                    Err(findings) => rows.extend(findings.into_iter().map(Err)),
                },
            }
        }
        let Some(cell) = cell else { break };
        if ends_row {
            gathered = SheetRow { row: cell.pos.0, cells: Vec::new() };
        }
        let content = match cell.formula {
            Some(_) => Content::Formula,
            None => content(&cell.value),
        };
        if content != Content::Text(String::new()) {
            gathered.cells.push((cell.pos.1, content));
        }
    }
    if headings.is_none() { Err(empty()) } else { Ok(rows) }
}

/// What a cell holds, as far as a register can use it.
#[derive(Debug, PartialEq, Eq)]
enum Content {
    Text(String),
    Formula,
    /// A truth value, an error or a length of time, by name.
    Unfit(&'static str),
}

fn content(value: &DataRef<'_>) -> Content {
    match value {
        DataRef::Empty => Content::Text(String::new()),
        DataRef::String(text) => Content::Text(text.clone()),
        DataRef::SharedString(text) => Content::Text((*text).to_owned()),
        DataRef::Int(number) => Content::Text(number.to_string()),
        // A whole number prints without decimals, as a reference needs.
        DataRef::Float(number) => Content::Text(number.to_string()),
        DataRef::DateTime(moment) if moment.is_datetime() => Content::Text(iso(moment)),
        DataRef::DateTimeIso(text) => Content::Text(text.strip_suffix("T00:00:00").unwrap_or(text).to_owned()),
        DataRef::DateTime(_) | DataRef::DurationIso(_) => Content::Unfit("a length of time"),
        DataRef::Bool(_) => Content::Unfit("a truth value"),
        DataRef::Error(_) => Content::Unfit("an error"),
    }
}

/// A date as ISO text; one with a time of day keeps it, so that a date column refuses it rather than dropping it.
fn iso(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) { date } else { format!("{date}T{hour:02}:{minute:02}:{second:02}") }
}

/// The filled cells of one row of the sheet, by place from 0.
#[derive(Debug, Default)]
struct SheetRow {
    row: u32,
    cells: Vec<(u32, Content)>,
}

impl SheetRow {
    /// The row's number as the spreadsheet shows it.
    fn line(&self) -> u64 {
        u64::from(self.row).saturating_add(1)
    }

    /// The cells as headings, blanks between them kept.
    fn headings(&self) -> Result<Vec<String>, Vec<Finding>> {
        /// No register has more columns, theirs to be ignored among them.
        const MOST_COLUMNS: u32 = 1000;

        let mut headings = Vec::new();
        for (place, content) in &self.cells {
            let line = self.line();
            match content {
                Content::Text(text) if *place < MOST_COLUMNS => {
                    headings.resize(usize::try_from(*place).unwrap_or(usize::MAX), String::new());
                    headings.push(text.clone());
                }
                Content::Text(text) => {
                    let why = format!("More than {MOST_COLUMNS} columns: take out those that are not of the register.");
                    return Err(vec![Finding::new(line, "", text, FindingCode::ColumnUnknown, why)]);
                }
                other => return Err(vec![refused(line, "", *place, other)]),
            }
        }
        Ok(headings)
    }

    fn finish(&mut self, headings: &Headings, map: &ColumnMap) -> Result<RawRow, Vec<Finding>> {
        let line = self.line();
        let mut findings = Vec::new();
        let mut cells = Vec::new();
        for (place, content) in std::mem::take(&mut self.cells) {
            let index = usize::try_from(place).unwrap_or(usize::MAX);
            match content {
                Content::Text(text) if index < headings.len() => cells.push((index, text)),
                Content::Text(text) => {
                    let why = format!(
                        "Cell {} stands under no heading: empty it, or give its column one.",
                        address(place, line)
                    );
                    findings.push(Finding::new(line, "", &text, FindingCode::CellCount, why));
                }
                // What stands in a column to be ignored is ignored, be it what it may.
                _ if index < headings.len() && headings.column(index).is_none() => {}
                other => findings.push(refused(line, headings.heading(index), place, &other)),
            }
        }
        if findings.is_empty() { Ok(headings.row(line, cells, map)) } else { Err(findings) }
    }
}

fn refused(line: u64, heading: &str, place: u32, content: &Content) -> Finding {
    let address = address(place, line);
    match content {
        Content::Unfit(kind) => {
            let why = format!("Cell {address} holds {kind}: write text, a number or a date.");
            Finding::new(line, heading, &address, FindingCode::CellKind, why)
        }
        Content::Formula | Content::Text(_) => {
            let why = format!("Cell {address} holds a formula: put its value there (copy, then paste values only).");
            Finding::new(line, heading, &address, FindingCode::FormulaCell, why)
        }
    }
}

/// The name a spreadsheet gives a cell: `K7`, `AB12`.
fn address(place: u32, line: u64) -> String {
    let mut letters = Vec::new();
    let mut left = place.saturating_add(1);
    while left > 0 {
        let digit = (left - 1) % 26;
        letters.push(char::from_u32(u32::from('A') + digit).unwrap_or('?'));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect::<String>() + &line.to_string()
}

fn unreadable(line: u64, error: &dyn std::error::Error) -> Finding {
    let why = format!("The workbook cannot be read: {error}. Save it as an Excel workbook (.xlsx) or as CSV UTF-8.");
    Finding::new(line, "", "", FindingCode::FileUnreadable, why)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use std::io::{Cursor, Write};

    use super::{address, unpacks_within};

    #[test]
    fn parts_are_counted_as_they_unpack_and_not_as_they_are_stored() {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for part in ["a", "b"] {
            archive.start_file(part, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(&[0; 100_000]).unwrap();
        }
        let mut file = archive.finish().unwrap();
        assert!(file.get_ref().len() < 2_000);
        assert!(unpacks_within(200_000, &mut file).unwrap());
        assert!(!unpacks_within(199_999, &mut file).unwrap());
        assert!(!unpacks_within(50_000, &mut file).unwrap());
    }

    #[test]
    fn cells_have_the_names_a_spreadsheet_shows() {
        assert_eq!([0, 25, 26, 701, 702].map(|place| address(place, 3)), ["A3", "Z3", "AA3", "ZZ3", "AAA3"]);
    }
}
