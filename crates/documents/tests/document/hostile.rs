//! What people type stays text in every format, and nothing that they type keeps a report from being made.

use proptest::prelude::*;
use redress_documents::document::{Block, Cell, Document, Entry, Table, to_html, to_pdf, to_xlsx};

use crate::readers::{PdfFile, page, sheets};
use crate::sample::{document, section};

/// The same text wherever a text can stand.
fn everywhere(text: &str) -> Document {
    let mut table = Table::new(text, text, [text, "Days"]);
    table.push(text, [Cell::from(text), 1_u64.into()]);
    table.push_note(text);
    let entries = vec![Entry::new(text, text)];
    let blocks = vec![
        Block::Paragraph(text.to_owned()),
        Block::List(vec![text.to_owned()]),
        Block::KeyFigures(entries.clone()),
        Block::Definitions(entries.clone()),
        Block::Note(text.to_owned()),
        Block::Warning(text.to_owned()),
        Block::Table(table),
    ];
    let mut document = document(vec![section(text, blocks)]);
    document.title = text.to_owned();
    document.organisation = text.to_owned();
    document.period = text.to_owned();
    document.author = Some(text.to_owned());
    document.facts = entries;
    document
}

#[test]
fn markup_of_any_kind_is_printed_as_it_was_typed() {
    for text in [
        "#panic()",
        "<script>alert(1)</script>",
        "*bold* _it_ $x$",
        "= heading",
        "=1+1",
        "@SUM(1)",
        "</style><b>",
        "a & b \"c\" 'd'",
        "\\ / [x](y) `z` //",
    ] {
        let document = everywhere(text);
        let page = page(&to_html(&document));
        assert!(page.root_element().text().filter(|seen| seen.contains(text)).count() >= 15, "{text}");
        let seen = PdfFile::of(&document).text();
        assert!(seen.matches(text).count() >= 10, "{text} in\n{seen}");
        let cells: Vec<_> =
            sheets(&document).into_iter().flat_map(|(_, rows)| rows).flatten().map(|cell| cell.to_string()).collect();
        assert!(cells.iter().filter(|cell| cell.contains(text)).count() >= 10, "{text} in {cells:?}");
    }
}

#[test]
fn letters_of_all_the_world_keep_no_report_from_being_made() {
    let text = PdfFile::of(&everywhere("ŵ ŷ Llŷn مرحبا 李明 🙂👨‍👩‍👧 a\u{64b} e\u{301}")).text();
    assert!(text.contains("Llŷn"), "{text}");
    assert!(text.contains('◊') && text.contains("The web page has them all"), "{text}");
    assert!(!PdfFile::of(&everywhere("ŵ ŷ Llŷn")).text().contains("The web page has them all"));
}

#[test]
fn text_without_end_is_carried_on_and_not_cut_off() {
    let word = "x".repeat(400);
    let text = PdfFile::of(&everywhere(&word)).text();
    assert!(text.matches('x').count() >= 16 * 400, "{text}");
    let paragraph = "Nobody rang back. ".repeat(600);
    let mut table = Table::new("Narratives", "Case", ["Learning"]);
    table.push("SF-2026-0042", [Cell::from(paragraph.as_str())]);
    let long = document(vec![section("Long", vec![Block::Paragraph(paragraph), Block::Table(table)])]);
    assert_eq!(PdfFile::of(&long).text().matches("Nobody").count(), 2 * 600);
    let longest = "y ".repeat(40_000);
    assert!(to_xlsx(&everywhere(&longest)).is_ok(), "a cell holds less than this");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_text_at_all_makes_a_page_a_pdf_and_a_workbook(text in any::<String>()) {
        let document = everywhere(&text);
        page(&to_html(&document));
        to_pdf(&document).unwrap();
        sheets(&document);
    }
}
