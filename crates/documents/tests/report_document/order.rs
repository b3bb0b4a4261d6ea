//! The PDF is read out in the order of the layout's sections.

use redress_documents::report_document;

use crate::readers::PdfFile;
use crate::sample;

/// R82
#[test]
fn the_text_of_the_pdf_follows_the_sections_of_the_layout() {
    let report = sample::report();
    let text = PdfFile::of(&report_document(&report)).text_in_order();
    let mut rest = text.as_str();
    for section in &report.layout.sections {
        let heading = format!("\n{}\n", section.title);
        let at = rest.find(&heading).unwrap_or_else(|| panic!("{heading} after what came before, in\n{text}"));
        rest = &rest[at + heading.len() - 1..];
    }
    assert!(rest.contains("What each figure means") && rest.contains("Whether the figures agree"));
}
