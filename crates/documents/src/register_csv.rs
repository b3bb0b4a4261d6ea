//! A register in CSV, row by row.

use std::collections::VecDeque;
use std::io::Read;

use redress_domain::register::{Finding, FindingCode, RawRow};

use crate::ColumnMap;
use crate::headings::Headings;
use crate::record::{Fault, Record, Records};

/// Most rows of a file.
pub(crate) const MOST_ROWS: u64 = 2_000_000;

/// The rows of a CSV register, and what is wrong with those that are none.
pub(crate) struct CsvRows<R> {
    records: Records<R>,
    record: Record,
    headings: Headings,
    map: ColumnMap,
    rows: u64,
    /// Findings of the last record beyond the one given.
    pending: VecDeque<Finding>,
    ended: bool,
}

impl<R: Read> CsvRows<R> {
    /// Reads the heading row.
    ///
    /// # Errors
    /// Every finding of the heading row; the rows are then not read.
    pub(crate) fn new(records: Records<R>, map: ColumnMap) -> Result<CsvRows<R>, Vec<Finding>> {
        let mut records = records;
        let mut record = Record::default();
        while records.read(&mut record).map_err(|error| vec![unreadable(record.line, &error)])? {
            if record.is_blank() {
                continue;
            }
            if let Some(fault) = record.fault {
                return Err(vec![faulty(&record, fault, |place| (place + 1).to_string())]);
            }
            let cells = texts(&record, |place| format!("heading {}", place + 1))?;
            let headings = Headings::read(record.line, cells, &map)?;
            return Ok(CsvRows { records, record, headings, map, rows: 0, pending: VecDeque::new(), ended: false });
        }
        let why = "The file is empty: its first row names the columns.";
        Err(vec![Finding::new(1, "", "", FindingCode::FileEmpty, why)])
    }

    /// The row of the record just read.
    fn row(&self) -> Result<RawRow, Vec<Finding>> {
        let line = self.record.line;
        let heading = |place: usize| self.headings.heading(place).to_owned();
        if let Some(fault) = self.record.fault {
            return Err(vec![faulty(&self.record, fault, heading)]);
        }
        let cells = texts(&self.record, heading)?;
        let surplus = cells.iter().skip(self.headings.len()).any(|cell| !cell.is_empty());
        if cells.len() < self.headings.len() || surplus {
            let why = format!(
                "The row has {} cells where the heading row has {}: look for a comma that should be within quotation marks.",
                cells.len(),
                self.headings.len()
            );
            let first = cells.first().map_or("", String::as_str);
            return Err(vec![Finding::new(line, "", first, FindingCode::CellCount, why)]);
        }
        Ok(self.headings.row(line, cells.into_iter().enumerate(), &self.map))
    }
}

impl<R: Read> Iterator for CsvRows<R> {
    type Item = Result<RawRow, Finding>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(finding) = self.pending.pop_front() {
            return Some(Err(finding));
        }
        while !self.ended {
            match self.records.read(&mut self.record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(unreadable(self.record.line, &error)));
                }
            }
            if self.record.is_blank() {
                continue;
            }
            self.rows = self.rows.saturating_add(1);
            if self.rows > MOST_ROWS {
                self.ended = true;
                return Some(Err(too_many_rows(self.record.line)));
            }
            match self.row() {
                Ok(row) => return Some(Ok(row)),
                Err(findings) => self.pending.extend(findings),
            }
            if let Some(finding) = self.pending.pop_front() {
                return Some(Err(finding));
            }
        }
        self.ended = true;
        None
    }
}

/// The cells of a record as text.
fn texts(record: &Record, heading: impl Fn(usize) -> String) -> Result<Vec<String>, Vec<Finding>> {
    let mut findings = Vec::new();
    let mut cells = Vec::new();
    for (place, bytes) in record.cells().enumerate() {
        match std::str::from_utf8(bytes) {
            Ok(text) => cells.push(text.to_owned()),
            Err(_) => {
                let why = "The cell is not UTF-8 text: save the file as “CSV UTF-8”.";
                let shown = String::from_utf8_lossy(bytes);
                findings.push(Finding::new(record.line, &heading(place), &shown, FindingCode::NotUtf8, why));
            }
        }
    }
    if findings.is_empty() { Ok(cells) } else { Err(findings) }
}

fn faulty(record: &Record, fault: Fault, heading: impl Fn(usize) -> String) -> Finding {
    match fault {
        Fault::TooLong => {
            let why = "The row is longer than 1 MiB: look for a quotation mark that is never closed, or shorten it.";
            Finding::new(record.line, "", "", FindingCode::RowTooLong, why)
        }
        Fault::QuoteOpen => {
            let why = "A quotation mark opened in this row is never closed: close it, or write it twice where it is part of the text.";
            Finding::new(record.line, "", "", FindingCode::QuoteOutOfPlace, why)
        }
        Fault::TextAfterQuote(place) => {
            let why =
                "Text follows a closing quotation mark: write a quotation mark twice where it is part of the text.";
            let cell = record.cells().nth(place).map(String::from_utf8_lossy).unwrap_or_default();
            Finding::new(record.line, &heading(place), &cell, FindingCode::QuoteOutOfPlace, why)
        }
    }
}

fn unreadable(line: u64, error: &std::io::Error) -> Finding {
    Finding::new(line, "", "", FindingCode::FileUnreadable, format!("The file cannot be read further: {error}."))
}

pub(crate) fn too_many_rows(line: u64) -> Finding {
    let why =
        format!("The file has more than {MOST_ROWS} rows: divide it, keeping the rows of one reference together.");
    Finding::new(line, "", "", FindingCode::TooManyRows, why)
}
