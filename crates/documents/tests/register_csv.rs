//! Reading and writing registers in CSV: real bytes, hostile ones among them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::io::{Cursor, Read, Seek, SeekFrom};

use proptest::prelude::*;
use redress_documents::{ColumnMap, RegisterKind, open_register, write_register_csv};
use redress_domain::calendar::{Calendar, Division};
use redress_domain::procedure::{Channel, Procedure, Route, shipped};
use redress_domain::register::{
    BroughtBy, Column, Finding, FindingCode, RawRow, RegisterCase, RegisterClosure, RegisterHandling, Rules,
    check_register, rows_of,
};
use redress_domain::time::parse_date;

const HEADINGS: &str =
    "reference,received_on,channel,brought_by,handling,handling_received_on,handling_closed_on,outcome,summary";
const ROW: &str = "A1,2017-07-03,email,self,S1,2017-07-03,2017-07-10,upheld,Text";

fn read(bytes: impl Into<Vec<u8>>) -> Vec<Result<RawRow, Finding>> {
    open_register(Cursor::new(bytes.into()), RegisterKind::Csv, ColumnMap::parse("").unwrap()).collect()
}

fn file(rows: &[&str]) -> String {
    format!("{HEADINGS}\n{}\n", rows.join("\n"))
}

fn findings(bytes: impl Into<Vec<u8>>) -> Vec<(u64, String, FindingCode)> {
    read(bytes)
        .into_iter()
        .filter_map(Result::err)
        .map(|finding| (finding.line, finding.column, finding.code))
        .collect()
}

fn summary(row: &Result<RawRow, Finding>) -> &str {
    row.as_ref().unwrap().cells.get(&Column::Summary).map_or("", String::as_str)
}

#[test]
fn rows_know_their_line_behind_breaks_within_cells_and_blank_lines() {
    let rows = read(file(&[ROW, "", "A2,,,,,,,,\"two\r\nlines, and \"\"quotes\"\"\"", ",,,,,,,,", "A3,,,,,,,,x"]));
    let lines: Vec<u64> = rows.iter().map(|row| row.as_ref().unwrap().line).collect();
    assert_eq!(lines, [2, 4, 7]);
    assert_eq!(summary(&rows[1]), "two\r\nlines, and \"quotes\"");
}

#[test]
fn every_way_to_end_a_line_and_a_byte_order_mark() {
    for end in ["\n", "\r\n", "\r"] {
        let rows = read(format!("\u{feff}{HEADINGS}{end}{ROW}{end}{ROW}"));
        assert_eq!(rows.iter().map(|row| row.as_ref().unwrap().line).collect::<Vec<_>>(), [2, 3], "{end:?}");
        assert_eq!(summary(&rows[1]), "Text");
    }
}

#[test]
fn columns_may_come_in_any_order() {
    let headings: Vec<&str> = HEADINGS.split(',').rev().collect();
    let cells: Vec<&str> = ROW.split(',').rev().collect();
    assert_eq!(read(format!("{}\n{}", headings.join(","), cells.join(","))), read(file(&[ROW])));
}

#[test]
fn the_heading_row_is_checked() {
    assert_eq!(findings(""), [(1, String::new(), FindingCode::FileEmpty)]);
    assert_eq!(findings("\n\n"), [(1, String::new(), FindingCode::FileEmpty)]);
    let unknown = format!("{HEADINGS},notes\n{ROW},x");
    assert_eq!(findings(unknown), [(1, "notes".to_owned(), FindingCode::ColumnUnknown)]);
    assert_eq!(findings(format!("{HEADINGS},channel\n{ROW},x")), [(1, "channel".to_owned(), FindingCode::ColumnTwice)]);
    let missing = HEADINGS.replace("outcome,", "");
    assert_eq!(findings(format!("{missing}\n")), [(1, "outcome".to_owned(), FindingCode::ColumnMissing)]);
}

#[test]
fn a_bad_row_is_a_finding_and_the_next_is_read() {
    let bad = [
        ("A2,too,few", String::new(), FindingCode::CellCount),
        ("A2,,,,,,,,x,surplus", String::new(), FindingCode::CellCount),
        ("A2,,,,,,,,\"a\"b", "summary".to_owned(), FindingCode::QuoteOutOfPlace),
    ];
    for (row, column, code) in bad {
        let rows = read(file(&[row, ROW]));
        assert_eq!(findings(file(&[row, ROW])), [(2, column, code)], "{row}");
        assert_eq!(rows[1].as_ref().unwrap().line, 3);
    }
}

#[test]
fn bytes_that_are_no_text_are_named_by_line_and_column() {
    let mut bytes = file(&[ROW]).into_bytes();
    bytes.extend(b"A2,2017-07-03,em\xffail,self,S1,,,,caf\xe9\n");
    bytes.extend(ROW.bytes());
    let rows = read(bytes.clone());
    assert_eq!(
        findings(bytes),
        [(3, "channel".to_owned(), FindingCode::NotUtf8), (3, "summary".to_owned(), FindingCode::NotUtf8)]
    );
    assert_eq!(rows.last().unwrap().as_ref().unwrap().line, 4);
    let utf16: Vec<u8> = file(&[ROW]).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(!findings([vec![0xFF, 0xFE], utf16].concat()).is_empty());
}

#[test]
fn a_quotation_mark_never_closed_is_told_where_it_opened() {
    assert_eq!(findings(file(&[ROW, "A2,,,,,,,,\"open", ROW])), [(3, String::new(), FindingCode::QuoteOutOfPlace)]);
}

/// A file with a line of many bytes that are made as they are read.
struct Endless {
    head: Cursor<Vec<u8>>,
    left: u64,
    tail: Cursor<Vec<u8>>,
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.head.read(into)?;
        if read > 0 {
            return Ok(read);
        }
        if self.left > 0 {
            let count = into.len().min(usize::try_from(self.left).unwrap());
            into[..count].fill(b'x');
            self.left -= count as u64;
            return Ok(count);
        }
        self.tail.read(into)
    }
}

impl Seek for Endless {
    fn seek(&mut self, _: SeekFrom) -> std::io::Result<u64> {
        unreachable!("CSV is read from front to back")
    }
}

#[test]
fn a_line_beyond_the_limit_is_a_finding_and_not_memory() {
    let input = Endless {
        head: Cursor::new(format!("{HEADINGS}\nA1,,,,,,,,").into_bytes()),
        left: 8 * 1024 * 1024,
        tail: Cursor::new(format!("\n{ROW}\n").into_bytes()),
    };
    let rows: Vec<_> = open_register(input, RegisterKind::Csv, ColumnMap::parse("").unwrap()).collect();
    assert_eq!(rows[0].as_ref().unwrap_err().code, FindingCode::RowTooLong);
    assert_eq!(rows[0].as_ref().unwrap_err().line, 2);
    assert_eq!(rows[1].as_ref().unwrap().line, 3);
    let commas = format!("{HEADINGS}\n{}\n{ROW}", ",".repeat(2_000_000));
    assert_eq!(findings(commas), [(2, String::new(), FindingCode::RowTooLong)]);
}

/// R83
#[test]
fn their_headings_and_values_become_ours() {
    let map = ColumnMap::parse(
        "ignore = [\"Officer\"]\n[columns]\n\"Case no\" = \"reference\"\n\"How\" = \"channel\"\n[values.channel]\n\"Telephone\" = \"phone\"\n",
    )
    .unwrap();
    let theirs = HEADINGS.replace("reference", "Case no").replace("channel", " How ");
    let bytes = format!("{theirs},Officer\n{},J Smith\n", ROW.replace("email", " Telephone "));
    let rows: Vec<_> = open_register(Cursor::new(bytes.into_bytes()), RegisterKind::Csv, map).collect();
    let cells = &rows[0].as_ref().unwrap().cells;
    assert_eq!((cells[&Column::Reference].as_str(), cells[&Column::Channel].as_str()), ("A1", "phone"));
}

#[test]
fn a_map_is_checked() {
    let code = |text: &str| ColumnMap::parse(text).unwrap_err().code();
    assert_eq!(code("columns = 3"), "map-form");
    assert_eq!(code("[colums]"), "map-form");
    assert_eq!(code("[columns]\n\"X\" = \"refrence\""), "map-column-unknown");
    assert_eq!(code("[columns]\n\"X\" = \"channel\"\n\"Y\" = \"channel\""), "map-column-twice");
    assert_eq!(code("[values.summary]\n\"X\" = \"Y\""), "map-values-without-ids");
    assert_eq!(code("ignore = [\"X\"]\n[columns]\n\"X\" = \"channel\""), "map-heading-used-and-ignored");
    assert_eq!(code(&" ".repeat(300_000)), "map-too-long");
}

fn spso() -> Procedure {
    let file = shipped::find("spso-customer-service").unwrap();
    Procedure::load(file.file, file.text).procedure.unwrap()
}

fn imported(bytes: &[u8]) -> Result<Vec<RegisterCase>, Vec<Finding>> {
    let procedure = spso();
    let rules = Rules {
        procedure: &procedure,
        calendar: Calendar::shipped(Division::Scotland),
        today: parse_date("2026-06-30").unwrap(),
    };
    check_register(open_register(Cursor::new(bytes.to_vec()), RegisterKind::Csv, ColumnMap::parse("").unwrap()), &rules)
        .map(|placed| placed.into_iter().map(|placed| placed.case).collect())
}

fn exported(cases: &[RegisterCase]) -> Vec<u8> {
    let mut cases: Vec<&RegisterCase> = cases.iter().collect();
    cases.sort_by(|a, b| a.reference.cmp(&b.reference));
    let mut bytes = Vec::new();
    let rows = cases.into_iter().flat_map(|case| rows_of(case, &Column::ALL));
    write_register_csv(&mut bytes, &Column::ALL, rows).unwrap();
    bytes
}

prop_compose! {
    fn text()(parts in prop::collection::vec(prop_oneof![
        prop::sample::select(vec!["'", "=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "\"", "\"\"", ",", ";", " ", "é", "字", "\u{feff}"]).prop_map(str::to_owned),
        "[a-z0-9]{1,4}",
    ], 1..8)) -> String {
        parts.concat()
    }
}

prop_compose! {
    fn case()(
        reference in "['=+@,\"-]{0,3}[A-Z0-9]{1,6}",
        summary in prop::option::of(text()),
        finding in prop::option::of(text()),
        learning in prop::option::of(text()),
        direct in any::<bool>(),
    ) -> RegisterCase {
        let on = parse_date("2017-07-03").unwrap();
        RegisterCase {
            reference,
            received_on: on,
            channel: Channel::InPerson,
            brought_by: BroughtBy::Anonymous,
            service_area: None,
            summary,
            outcome_wanted: None,
            handlings: vec![RegisterHandling {
                route: if direct { Route::S2 } else { Route::S1 },
                received_on: on,
                closed: Some(RegisterClosure { on, outcome: "upheld".to_owned(), code: None }),
                extended_to: None,
                finding,
                explanation: None,
                action_taken: None,
                learning,
                handled_by: Vec::new(),
            }],
            external: None,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn export_import_export_gives_the_same_bytes(cases in prop::collection::btree_map(any::<u8>(), case(), 1..6)) {
        let mut by_reference: std::collections::BTreeMap<String, RegisterCase> = std::collections::BTreeMap::new();
        by_reference.extend(cases.into_values().map(|case| (case.reference.clone(), case)));
        let cases: Vec<RegisterCase> = by_reference.into_values().collect();
        let first = exported(&cases);
        let read_back = imported(&first).unwrap();
        prop_assert_eq!(&read_back, &cases);
        prop_assert_eq!(exported(&read_back), first);
    }

    /// The reader against another reader of RFC 4180, on well-formed files.
    #[test]
    fn cells_are_what_another_reader_finds(rows in prop::collection::vec(prop::collection::vec(prop::option::of(text()), 9), 1..6)) {
        let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Necessary).from_writer(Vec::new());
        writer.write_record(HEADINGS.split(',')).unwrap();
        for row in &rows {
            writer.write_record(row.iter().map(|cell| cell.as_deref().unwrap_or_default())).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let expected: Vec<String> = reader.records().map(|record| record.unwrap()[8].to_owned()).collect();
        let filled: Vec<bool> = rows.iter().map(|row| row.iter().any(Option::is_some)).collect();
        let expected: Vec<&String> = expected.iter().zip(filled).filter(|(_, filled)| *filled).map(|(cell, _)| cell).collect();
        let found = read(bytes);
        prop_assert_eq!(found.len(), expected.len());
        for (row, cell) in found.iter().zip(expected) {
            prop_assert_eq!(summary(row), cell);
        }
    }

    #[test]
    fn any_bytes_at_all_are_read_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..400), with_headings in any::<bool>()) {
        let head = if with_headings { format!("{HEADINGS}\n").into_bytes() } else { Vec::new() };
        let _ = imported(&[head, bytes.clone()].concat());
        let _: Vec<_> = open_register(Cursor::new(bytes), RegisterKind::Xlsx, ColumnMap::parse("").unwrap()).collect();
    }
}
