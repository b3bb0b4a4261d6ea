//! Every number of the report that is printed stands in HTML, PDF and XLSX with the same digits.

use calamine::Data;
use proptest::prelude::*;
use redress_documents::document::{Document, to_html};
use redress_documents::report_document;
use redress_domain::statistics::{Report, public};
use scraper::Selector;

use crate::parts::{self, tables};
use crate::raw::{facts_of, period, report_of, rows, spso_with};
use crate::readers::{PdfFile, page, seen, sheets};

/// What a workbook shows of a number is its value: `40` and `40.0` are one.
fn plain(cell: &Data) -> String {
    match cell {
        Data::Float(number) => number.to_string(),
        other => other.to_string(),
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn every_format_says(document: &Document) -> Result<(), TestCaseError> {
    let expected: Vec<Vec<Vec<String>>> = tables(document).into_iter().map(parts::rows).collect();

    let html = page(&to_html(document));
    let [table, row, cell] = ["table", "tbody tr", "td"].map(|selector| Selector::parse(selector).unwrap());
    let in_html: Vec<Vec<Vec<String>>> = html
        .select(&table)
        .map(|table| table.select(&row).map(|row| row.select(&cell).map(seen).collect()).collect())
        .collect();
    prop_assert_eq!(&in_html, &expected);

    let sheets = sheets(document);
    prop_assert_eq!(sheets.len(), expected.len() + 1);
    for ((_, sheet), expected) in sheets.iter().skip(1).zip(&expected) {
        for (line, expected) in sheet.iter().skip(1).zip(expected) {
            let cells: Vec<String> = line.iter().skip(1).take(expected.len()).map(plain).collect();
            let bare =
                |text: &String| text.trim_end_matches('%').trim_start_matches('£').trim_end_matches(".00").to_owned();
            prop_assert_eq!(cells.iter().map(bare).collect::<Vec<_>>(), expected.iter().map(bare).collect::<Vec<_>>());
        }
    }

    let pdf = words(&PdfFile::of(document).text_in_order());
    for row in expected.iter().flatten().filter(|row| row.iter().all(|cell| !cell.contains(' '))) {
        let row = row.join(" ");
        prop_assert!(pdf.contains(&row), "{}", row);
    }
    Ok(())
}

/// Every number of the first tables and of what stands beside them is in some cell of the document.
fn every_line_is_printed(report: &Report, document: &Document) -> Result<(), TestCaseError> {
    let cells: Vec<String> = tables(document).into_iter().flat_map(parts::rows).flatten().collect();
    let notes = format!("{document:?}");
    let printed_tables = [
        "volumes",
        "outcomes",
        "timescales",
        "late",
        "measures",
        "open",
        "service-areas",
        "channels",
        "natures",
        "causes",
        "flow",
        "external",
        "remarks",
    ];
    let left_to_files = ["met_unextended", "upheld_any_percent", "as_of", "target", "repeat_of"];
    for line in report.lines() {
        if !printed_tables.contains(&line.table.as_str())
            || left_to_files.contains(&line.measure.as_str())
            || line.value.is_empty()
        {
            continue;
        }
        let is_there = cells.contains(&line.value)
            || (line.measure.starts_with("closed received") && notes.contains(&format!("{} in ", line.value)));
        let in_a_note =
            ["distinct_received", "reclassified"].contains(&line.measure.as_str()) && notes.contains(&line.value);
        prop_assert!(is_there || in_a_note, "{:?}", line);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]

    /// R87, R90, R91, R94, R97, R98, R108, R110
    #[test]
    fn every_format_prints_the_numbers_of_the_report(rows in rows(100..600), suppress in prop::sample::select(vec![0, 5])) {
        let procedure = spso_with(|report| {
            report.sections.clear();
            report.timescale_columns.clear();
            report.total_mean = redress_domain::procedure::TotalMean::Shown;
            report.suppress_below = suppress;
        });
        let period = period("2017-18-Q2");
        let internal = report_of(&facts_of(&rows, &period), &procedure, &period);
        let document = report_document(&internal);
        every_line_is_printed(&internal, &document)?;
        let printed = if suppress == 0 { document } else { report_document(&public(internal, &Default::default(), &[]).unwrap()) };
        every_format_says(&printed)?;
    }
}
