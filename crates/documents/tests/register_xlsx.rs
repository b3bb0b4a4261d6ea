//! Registers in Excel workbooks, made by another library.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::io::Cursor;

use redress_documents::{ColumnMap, RegisterKind, open_register};
use redress_domain::register::{Column, Finding, FindingCode, RawRow};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

const HEADINGS: [&str; 9] = [
    "reference",
    "received_on",
    "channel",
    "brought_by",
    "handling",
    "handling_received_on",
    "handling_closed_on",
    "outcome",
    "summary",
];

fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, HEADINGS).unwrap();
    fill(sheet);
    workbook.add_worksheet().write(0, 0, "another sheet").unwrap();
    workbook.save_to_buffer().unwrap()
}

fn read(bytes: Vec<u8>) -> Vec<Result<RawRow, Finding>> {
    assert_eq!(RegisterKind::of_bytes(&bytes), RegisterKind::Xlsx);
    open_register(Cursor::new(bytes), RegisterKind::Xlsx, ColumnMap::parse("").unwrap()).collect()
}

fn cell(row: &Result<RawRow, Finding>, column: Column) -> &str {
    row.as_ref().unwrap().cells.get(&column).map_or("", String::as_str)
}

#[test]
fn dates_and_numbers_become_the_text_a_csv_would_have() {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let rows = read(workbook(|sheet| {
        sheet.write_row(1, 0, ["", "2017-07-03", "email", "self", "S1"]).unwrap();
        sheet.write(1, 0, 201_702_001).unwrap();
        sheet.write_with_format(1, 5, ExcelDateTime::from_ymd(2017, 7, 3).unwrap(), &date).unwrap();
        sheet
            .write_with_format(1, 6, ExcelDateTime::from_ymd(2017, 7, 4).unwrap().and_hms(10, 30, 0).unwrap(), &date)
            .unwrap();
        sheet.write(1, 8, "Two\r\nlines, 字 & <b> \"quoted\"").unwrap();
        sheet.write(3, 0, "'-7").unwrap();
    }));
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].as_ref().unwrap().line, 2);
    assert_eq!(cell(&rows[0], Column::Reference), "201702001");
    assert_eq!(cell(&rows[0], Column::ReceivedOn), "2017-07-03");
    assert_eq!(cell(&rows[0], Column::HandlingReceivedOn), "2017-07-03");
    assert_eq!(cell(&rows[0], Column::HandlingClosedOn), "2017-07-04T10:30:00");
    assert_eq!(cell(&rows[0], Column::Outcome), "");
    assert!(cell(&rows[0], Column::Summary).ends_with("lines, 字 & <b> \"quoted\""));
    assert_eq!((rows[1].as_ref().unwrap().line, cell(&rows[1], Column::Reference)), (4, "'-7"));
}

#[test]
fn a_formula_an_error_or_a_truth_value_is_a_finding_at_its_cell() {
    let rows = read(workbook(|sheet| {
        sheet.write(1, 0, "A1").unwrap();
        sheet.write(1, 8, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write(2, 2, true).unwrap();
        sheet.write(3, 0, "A3").unwrap();
        sheet.write(4, 11, "under no heading").unwrap();
    }));
    let found: Vec<_> = rows
        .iter()
        .filter_map(|row| row.as_ref().err())
        .map(|finding| (finding.line, finding.column.as_str(), finding.code))
        .collect();
    assert_eq!(
        found,
        [
            (2, "summary", FindingCode::FormulaCell),
            (3, "channel", FindingCode::CellKind),
            (5, "", FindingCode::CellCount)
        ]
    );
    assert_eq!(rows[0].as_ref().unwrap_err().value, "I2");
    assert!(rows[3].as_ref().unwrap_err().why.contains("L5"));
    assert_eq!(cell(&rows[2], Column::Reference), "A3");
}

#[test]
fn the_heading_row_is_checked_as_in_csv() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_row(0, 0, ["reference", "notes"]).unwrap();
    let rows = read(workbook.save_to_buffer().unwrap());
    let codes: Vec<FindingCode> = rows.iter().map(|row| row.as_ref().unwrap_err().code).collect();
    assert_eq!(codes[0], FindingCode::ColumnUnknown);
    assert_eq!(codes[1..], [FindingCode::ColumnMissing; 7]);
    let mut empty = Workbook::new();
    empty.add_worksheet();
    assert_eq!(read(empty.save_to_buffer().unwrap())[0].as_ref().unwrap_err().code, FindingCode::FileEmpty);
}

#[test]
fn what_is_no_workbook_is_one_finding() {
    let whole = workbook(|sheet| {
        sheet.write(1, 0, "A1").unwrap();
    });
    for bytes in [whole[..whole.len() / 2].to_vec(), b"PK\x03\x04 and then nothing".to_vec()] {
        let rows = read(bytes);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].as_ref().unwrap_err().code, FindingCode::FileUnreadable);
    }
}
