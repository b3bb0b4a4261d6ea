//! One way to read a register, whatever it is written in.

use std::fmt;
use std::io::{Read, Seek};

use redress_domain::register::{Finding, FindingCode, RawRow};

use crate::ColumnMap;
use crate::record::Records;
use crate::register_csv::CsvRows;
use crate::register_xlsx::xlsx_rows;

/// What a register file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegisterKind {
    /// UTF-8 text of RFC 4180, with or without a byte order mark.
    Csv,
    /// An Excel workbook, of which the first sheet is read.
    Xlsx,
}

impl RegisterKind {
    /// What a file is by its first bytes: a workbook is a ZIP archive, and no CSV register begins like one.
    pub fn of_bytes(head: &[u8]) -> RegisterKind {
        if head.starts_with(b"PK\x03\x04") { RegisterKind::Xlsx } else { RegisterKind::Csv }
    }
}

/// The rows of a register as they stand in the file. After a finding the rows behind it still come, as far as they can be read.
///
/// CSV is read as it comes, in memory that does not grow with the file; a workbook is read whole, up to 64 MB.
pub struct RegisterRows<'a>(Box<dyn Iterator<Item = Result<RawRow, Finding>> + 'a>);

impl Iterator for RegisterRows<'_> {
    type Item = Result<RawRow, Finding>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

impl fmt::Debug for RegisterRows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RegisterRows")
    }
}

/// Opens a register. What is wrong with the file as a whole, or its heading row, comes as the only findings.
pub fn open_register<'a, R: Read + Seek + 'a>(input: R, kind: RegisterKind, map: ColumnMap) -> RegisterRows<'a> {
    match kind {
        RegisterKind::Csv => csv_register(input, map),
        RegisterKind::Xlsx => RegisterRows(Box::new(xlsx_rows(input, &map).into_iter())),
    }
}

fn csv_register<'a>(input: impl Read + 'a, map: ColumnMap) -> RegisterRows<'a> {
    let records = match Records::new(input) {
        Ok(records) => records,
        Err(error) => {
            let why = format!("The file cannot be read: {error}.");
            return only(vec![Finding::new(1, "", "", FindingCode::FileUnreadable, why)]);
        }
    };
    match CsvRows::new(records, map) {
        Ok(rows) => RegisterRows(Box::new(rows)),
        Err(findings) => only(findings),
    }
}

fn only<'a>(findings: Vec<Finding>) -> RegisterRows<'a> {
    RegisterRows(Box::new(findings.into_iter().map(Err)))
}
