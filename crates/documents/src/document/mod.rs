//! One report to be read, and the files made of it: an HTML page, a tagged PDF and an Excel workbook hold the same words and numbers.

mod block;
mod cell;
mod html;
mod number;
mod pdf;
mod table;
mod text;
mod xlsx;

use redress_domain::time::Date;

pub use block::{Block, Entry, Figure};
pub use cell::{Cell, Value};
pub use html::{to_html, to_html_fragment};
pub use pdf::{PdfError, to_pdf};
pub use table::{Row, Table};
pub use xlsx::to_xlsx;

/// A report as a reader meets it, free of any file's format. The same document gives the same bytes in every format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The language it is written in, as BCP 47 has it: `en-GB`.
    pub language: String,
    /// What the report is called.
    pub title: String,
    /// Whose report it is.
    pub organisation: String,
    /// The time it is about, in words: `July to September 2026`.
    pub period: String,
    /// What else stands under the title: edition, version, date of issue, author and post.
    pub facts: Vec<Entry>,
    /// Who answers for it, for the properties of the files.
    pub author: Option<String>,
    /// The day the properties of the files give as that of their making.
    pub dated_on: Date,
    /// What the report says.
    pub sections: Vec<Section>,
}

/// A heading and what stands under it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section {
    /// What the section is about.
    pub heading: String,
    /// What it says, in reading order.
    pub blocks: Vec<Block>,
    /// Its parts, each a heading lower.
    pub sections: Vec<Section>,
}

/// The lowest heading that HTML and PDF know.
const LOWEST_LEVEL: u8 = 6;

impl Document {
    /// Every section in reading order with the level of its heading. The title is the only heading of level 1, and none is skipped
    /// on the way down; what is nested deeper than level 6 stays there.
    fn sections_with_levels(&self) -> Vec<(u8, &Section)> {
        fn add<'a>(sections: &'a [Section], level: u8, found: &mut Vec<(u8, &'a Section)>) {
            for section in sections {
                found.push((level, section));
                add(&section.sections, LOWEST_LEVEL.min(level.saturating_add(1)), found);
            }
        }
        let mut found = Vec::new();
        add(&self.sections, 2, &mut found);
        found
    }
}
