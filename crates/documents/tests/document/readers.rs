//! The programs that read the files back: Poppler for PDF, a browser's parser for HTML, a spreadsheet reader for XLSX.

use std::fs;
use std::io::Cursor;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use calamine::{Data, Reader, Xlsx};
use redress_documents::document::{Document, to_pdf, to_xlsx};
use scraper::{ElementRef, Html, Node};

/// A PDF on disk, for programs that read it.
pub struct PdfFile(PathBuf);

impl PdfFile {
    pub fn of(document: &Document) -> PdfFile {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let path =
            PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("document-{}-{number}.pdf", std::process::id()));
        fs::write(&path, to_pdf(document).unwrap()).unwrap();
        PdfFile(path)
    }

    pub fn text(&self) -> String {
        self.read_by("pdftotext", &["-layout"], &["-"])
    }

    /// In the order in which it is read out.
    pub fn text_in_order(&self) -> String {
        self.read_by("pdftotext", &["-raw"], &["-"])
    }

    pub fn info(&self) -> String {
        self.read_by("pdfinfo", &[], &[])
    }

    /// The XMP packet.
    pub fn metadata(&self) -> String {
        self.read_by("pdfinfo", &["-meta"], &[])
    }

    pub fn structure(&self) -> String {
        self.read_by("pdfinfo", &["-struct-text"], &[])
    }

    fn read_by(&self, program: &str, before: &[&str], after: &[&str]) -> String {
        let output = Command::new(program).args(before).arg(&self.0).args(after).output();
        let output = output.unwrap_or_else(|error| panic!("{program} (Debian package poppler-utils): {error}"));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Drop for PdfFile {
    fn drop(&mut self) {
        fs::remove_file(&self.0).ok();
    }
}

/// What is seen of an element: its text without what only screen readers are told.
pub fn seen(element: ElementRef<'_>) -> String {
    let is_heard_only =
        |node: &Node| node.as_element().is_some_and(|e| e.classes().any(|c| c == "govuk-visually-hidden"));
    let mut text = String::new();
    for child in element.children() {
        match child.value() {
            Node::Text(words) => text.push_str(words),
            Node::Element(_) => {
                text.extend(ElementRef::wrap(child).filter(|_| !is_heard_only(child.value())).map(seen))
            }
            _ => {}
        }
    }
    text
}

pub fn page(html: &str) -> Html {
    let page = Html::parse_document(html);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    page
}

/// Every sheet with its cells, row by row.
pub fn sheets(document: &Document) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut workbook = Xlsx::new(Cursor::new(to_xlsx(document).unwrap())).unwrap();
    let names = workbook.sheet_names();
    let rows = |range: calamine::Range<Data>| range.rows().map(<[Data]>::to_vec).collect();
    names.into_iter().map(|name| (name.clone(), rows(workbook.worksheet_range(&name).unwrap()))).collect()
}
