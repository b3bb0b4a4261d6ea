//! What stands under a heading.

use super::{Cell, Table};

/// One thing that a section says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Running text; each line of it is a paragraph.
    Paragraph(String),
    /// A list without order.
    List(Vec<String>),
    /// A few numbers that stand out.
    KeyFigures(Vec<Entry>),
    /// Terms and what is said of each.
    Definitions(Vec<Entry>),
    /// Figures in rows and columns.
    Table(Table),
    /// A picture; the table with its figures follows as a block of its own.
    Figure(Figure),
    /// Something to know while reading on.
    Note(String),
    /// Something not to be missed.
    Warning(String),
}

/// A name and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What is named.
    pub label: String,
    /// What is said of it.
    pub value: Cell,
}

impl Entry {
    /// A name and what belongs to it.
    pub fn new(label: impl Into<String>, value: impl Into<Cell>) -> Entry {
        Entry { label: label.into(), value: value.into() }
    }
}

/// A picture with the words that stand for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The picture as SVG of our own making, every text in it escaped.
    pub svg: String,
    /// What the picture shows, for who does not see it.
    pub alternative: String,
    /// What stands under it.
    pub caption: String,
}

impl Figure {
    /// The picture without what may stand before it in a file of its own.
    pub(super) fn svg_element(&self) -> &str {
        self.svg.find("<svg").and_then(|start| self.svg.get(start..)).unwrap_or_default()
    }
}
