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
        prop_assert_eq!(&in_pdf(&document), &wanted);
        prop_assert_eq!(in_workbook(&document), sorted_numbers(wanted.iter().map(|printed| reckoned(printed)).collect()));
    }
}

fn in_html(document: &Document) -> Vec<String> {
    let page = page(&to_html(document));
    let places = Selector::parse("main > dl:not(.facts) dd, tbody td").unwrap();
    sorted(page.select(&places).map(seen).filter(|text| is_number(text)).collect())
}

/// Every number the pages print, without what stands at their head and foot and under the title. Where two columns stand close, the
/// reader of the PDF gives a row's name and its first number as one word; the names hold no digits, so that the number is all of the
/// digits of it. Two numbers that stood so close would be read as one, and not be among those wanted.
fn in_pdf(document: &Document) -> Vec<String> {
    let text = PdfFile::of(document).text();
    let lines = text.lines().filter(|line| {
        !["Page ", "July to September", "public, version", "14 October"].iter().any(|known| line.contains(known))
    });
    let is_of_number = |c: char| c.is_ascii_digit() || c == '.' || c == '%';
    let words = lines.flat_map(|line| line.split(move |c: char| !is_of_number(c)));
    sorted(words.filter(|word| is_number(word)).map(str::to_owned).collect())
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
