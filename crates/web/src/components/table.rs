//! A table of figures whose cells may lead to the cases behind them.

use askama::Template;
use askama::filters::HtmlSafe;

/// A table with row headings and numbers.
#[derive(Debug, Template)]
#[template(path = "components/table.html")]
pub(crate) struct Table {
    pub(crate) id: &'static str,
    pub(crate) caption: String,
    /// Heading of the first column, then of the columns of figures.
    pub(crate) corner: &'static str,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Row>,
    pub(crate) notes: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) label: String,
    pub(crate) is_total: bool,
    pub(crate) cells: Vec<Cell>,
}

/// A figure.
#[derive(Debug)]
pub(crate) struct Cell {
    pub(crate) text: String,
    /// Where the cases behind it are listed.
    pub(crate) href: Option<String>,
    /// What the link says to those who hear it without its row and column.
    pub(crate) about: String,
}

impl Cell {
    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None, about: String::new() }
    }
}

/// Its template escapes what it is given.
impl HtmlSafe for Table {}
