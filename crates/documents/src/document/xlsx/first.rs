//! The first sheet: what the report says in words and key figures, and on which sheet each table is.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::looks::{Looks, write_cell, write_text};
use crate::document::text::{heading, lines};
use crate::document::{Block, Document, Entry};

/// Widths of the two columns in characters.
const WORDS: f64 = 90.0;
const VALUES: f64 = 40.0;

/// The names of the sheets.
#[derive(Debug)]
pub(super) struct FirstSheet {
    pub(super) name: String,
    /// One for each table, in reading order.
    pub(super) tables: Vec<String>,
}

/// Writes the document from top to bottom, labels in the first column and what belongs to them in the second.
pub(super) fn write_first(
    sheet: &mut Worksheet,
    document: &Document,
    names: &FirstSheet,
    looks: &Looks,
) -> Result<(), XlsxError> {
    sheet.set_name(&names.name)?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_column_width(0, WORDS)?;
    sheet.set_column_width(1, VALUES)?;
    let mut page = Page { sheet, line: 0 };
    page.line(&heading(&document.title), &looks.title)?;
    page.line(&document.organisation, &looks.strong)?;
    page.line(&document.period, &looks.strong)?;
    page.entries(&document.facts, looks)?;
    let mut tables = names.tables.iter();
    for (_, section) in document.sections_with_levels() {
        page.line = page.line.saturating_add(1);
        page.line(&heading(&section.heading), &looks.heading)?;
        for block in &section.blocks {
            match block {
                Block::Table(table) => {
                    let sheet = tables.next().map(String::as_str).unwrap_or_default();
                    page.line(&format!("{}: see sheet “{sheet}”", table.caption()), &looks.text)?;
                }
                other => page.block(other, looks)?,
            }
        }
    }
    Ok(())
}

struct Page<'a> {
    sheet: &'a mut Worksheet,
    line: u32,
}

impl Page<'_> {
    fn block(&mut self, block: &Block, looks: &Looks) -> Result<(), XlsxError> {
        match block {
            Block::Paragraph(text) => lines(text).iter().try_for_each(|line| self.line(line, &looks.text)),
            Block::List(items) => items.iter().try_for_each(|item| self.line(&format!("• {item}"), &looks.text)),
            Block::KeyFigures(entries) | Block::Definitions(entries) => self.entries(entries, looks),
            Block::Figure(figure) => {
                self.line(&figure.caption, &looks.strong)?;
                self.line(&figure.alternative, &looks.text)
            }
            Block::Note(text) => self.line(&format!("Note: {text}"), &looks.text),
            Block::Warning(text) => self.line(&format!("Warning: {text}"), &looks.strong),
            Block::Table(_) => Ok(()),
        }
    }

    fn entries(&mut self, entries: &[Entry], looks: &Looks) -> Result<(), XlsxError> {
        for entry in entries {
            write_cell(self.sheet, self.line, 1, &entry.value, &looks.text)?;
            self.line(&entry.label, &looks.text)?;
        }
        Ok(())
    }

    fn line(&mut self, text: &str, look: &Format) -> Result<(), XlsxError> {
        write_text(self.sheet, self.line, 0, text, look)?;
        self.line = self.line.saturating_add(1);
        Ok(())
    }
}
