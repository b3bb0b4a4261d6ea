//! The PDF: tagged, in reading order, and the same each time.

use redress_documents::document::{Block, Cell, Table, to_pdf};

use crate::readers::PdfFile;
use crate::sample::{document, quarter, section};

#[test]
fn the_file_says_what_it_is() {
    let file = PdfFile::of(&quarter());
    let info = file.info();
    for line in
        ["Title:           Service failures: quarterly report", "Author:          Ann Lee", "Tagged:          yes"]
    {
        assert!(info.contains(line), "{line} in\n{info}");
    }
    assert!(info.contains("A4"), "{info}");
    assert!(file.metadata().contains("<pdfuaid:part>1</pdfuaid:part><"), "PDF/UA-1");
}

#[test]
fn who_hears_it_meets_headings_then_tables_with_their_headings() {
    let structure = PdfFile::of(&quarter()).structure();
    let places: Vec<usize> = ["H1", "H2", "Table", "Caption", "TH", "TD", "Figure"]
        .map(|tag| {
            structure
                .find(&format!("\n  {tag}"))
                .or_else(|| structure.find(&format!(" {tag}")))
                .unwrap_or_else(|| panic!("{tag} in\n{structure}"))
        })
        .to_vec();
    assert!(places[0] < places[1] && places[1] < places[2], "{places:?}");
    assert!(structure.contains("/Scope /Row") && structure.contains("/Scope /Column"), "{structure}");
    assert!(structure.contains("\"SF-2026-0042: finding\""), "{structure}");
}

#[test]
fn text_reads_in_order_and_pages_are_counted() {
    let file = PdfFile::of(&quarter());
    let text = file.text_in_order();
    let mut from = 0;
    for words in [
        "Service failures: quarterly report",
        "Donnington Ombudsman",
        "Summary",
        "All but 4 of 31",
        "Volumes",
        "Opening",
        "First stage",
        "Total",
        "By cause",
        "Timescales",
        "What was upheld",
    ] {
        let found = text[from..].find(words).unwrap_or_else(|| panic!("{words} after place {from} in\n{text}"));
        from += found;
    }
    let pages = text.matches('\u{c}').count();
    assert!(
        text.contains(&format!("Page 1 of {pages}")) && text.contains(&format!("Page {pages} of {pages}")),
        "{text}"
    );
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    assert_eq!(to_pdf(&quarter()).unwrap(), to_pdf(&quarter()).unwrap());
}

#[test]
fn a_picture_that_is_none_is_refused_with_a_code() {
    let mut document = quarter();
    let broken = redress_documents::document::Figure {
        svg: "<svg".to_owned(),
        alternative: String::new(),
        caption: String::new(),
    };
    document.sections[0].blocks.push(Block::Figure(broken));
    let error = to_pdf(&document).unwrap_err();
    assert_eq!(error.code(), "pdf-not-made");
}

#[test]
fn a_table_of_many_rows_keeps_its_headings_on_every_page() {
    let mut table = Table::new("Every handling", "Case", ["Received", "Days", "Mean"]);
    for at in 0..400_u64 {
        table
            .push(format!("SF-2026-{at:04}"), ["3 July 2026".into(), Cell::from(at), Cell::decimal(format!("{at}.5"))]);
    }
    let file = PdfFile::of(&document(vec![section("Handlings", vec![Block::Table(table)])]));
    let text = file.text();
    let pages = text.matches('\u{c}').count();
    assert!(pages > 5);
    assert_eq!(text.matches("Received").count(), pages);
    assert!((0..400).all(|at| text.contains(&format!("SF-2026-{at:04}"))));
}
