//! The workbook: a sheet of words, a sheet for each table, numbers that can be reckoned with.

use std::io::{Cursor, Read};

use calamine::Data;
use redress_documents::document::to_xlsx;

use crate::readers::sheets;
use crate::sample::quarter;

#[test]
fn each_table_has_a_sheet_and_numbers_are_numbers() {
    let sheets = sheets(&quarter());
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Report",
            "Service failures received and c",
            "Upheld service failures by caus",
            "Answered within the time limit"
        ]
    );
    let volumes = &sheets[1].1;
    assert_eq!(volumes[0][0], Data::String("Stage".to_owned()));
    assert_eq!(volumes[1][2], Data::Float(20.0));
    assert_eq!(volumes[1][9], Data::Float(-4.0));
    assert_eq!(volumes[3][6], Data::String("*".to_owned()));
    assert_eq!(sheets[3].1[1][4], Data::Float(4.29));
}

#[test]
fn the_first_sheet_says_what_it_is_and_where_the_tables_are() {
    let (_, report) = sheets(&quarter()).remove(0);
    let text = report.concat().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for words in [
        "Service failures: quarterly report",
        "Donnington Ombudsman",
        "public, version 2",
        "All but 4 of 31",
        "see sheet “Upheld service failures by caus”",
        "A bar for each cause",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(to_xlsx(&quarter()).unwrap(), to_xlsx(&quarter()).unwrap());
}

#[test]
fn no_part_holds_a_formula_and_headings_stay_in_sight() {
    let mut archive = zip::ZipArchive::new(Cursor::new(to_xlsx(&quarter()).unwrap())).unwrap();
    let mut panes = 0;
    for at in 0..archive.len() {
        let mut part = String::new();
        archive.by_index(at).unwrap().read_to_string(&mut part).unwrap();
        assert!(!part.contains("<f>") && !part.contains("<f "), "a formula in part {at}");
        panes += part.matches("state=\"frozen\"").count();
        if part.contains("<dcterms:created") {
            assert!(part.contains("2026-10-14T00:00:00Z"), "{part}");
        }
    }
    assert_eq!(panes, 3);
}
