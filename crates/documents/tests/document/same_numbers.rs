//! The formats tell no two stories: what one holds, all hold.

use calamine::Data;
use proptest::prelude::*;
use redress_documents::document::{Document, to_html};
use scraper::Selector;

use crate::random::{documents, numbers};
use crate::readers::{PdfFile, page, seen, sheets};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// R111
    #[test]
    fn page_pdf_and_workbook_hold_every_number_of_the_document(document in documents()) {
        let wanted = sorted(numbers(&document));
        prop_assert_eq!(&in_html(&document), &wanted);
        let printed = in_pdf(&document);
        for number in &wanted {
            prop_assert!(printed.contains(number.as_str()), "{} is printed", number);
        }
        prop_assert_eq!(in_workbook(&document), sorted_numbers(wanted.iter().map(|printed| reckoned(printed)).collect()));
    }
}

fn in_html(document: &Document) -> Vec<String> {
    let page = page(&to_html(document));
    let places = Selector::parse("main > dl:not(.facts) dd, tbody td").unwrap();
    sorted(page.select(&places).map(seen).filter(|text| is_number(text)).collect())
}

/// What the pages print, without what stands at their head and foot and under the title. Read as a text and not word by word: where
/// two columns stand close, the reader of the PDF gives a row's name and its first number as one word.
fn in_pdf(document: &Document) -> String {
    let text = PdfFile::of(document).text();
    let lines = text.lines().filter(|line| {
        !["Page ", "July to September", "public, version", "14 October"].iter().any(|known| line.contains(known))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn in_workbook(document: &Document) -> Vec<f64> {
    let cells = sheets(document).into_iter().flat_map(|(_, rows)| rows).flatten();
    sorted_numbers(cells.filter_map(|cell| if let Data::Float(number) = cell { Some(number) } else { None }).collect())
}

fn is_number(text: &str) -> bool {
    text.trim_end_matches('%').parse::<f64>().is_ok()
}

fn reckoned(printed: &str) -> f64 {
    printed.trim_end_matches('%').parse().unwrap()
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort();
    texts
}

fn sorted_numbers(mut numbers: Vec<f64>) -> Vec<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers
}
