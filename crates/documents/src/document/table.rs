//! A table whose rows all have a cell under every column heading.

use super::{Cell, Value};

/// Figures in rows and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    caption: String,
    corner: String,
    columns: Vec<String>,
    rows: Vec<Row>,
    notes: Vec<String>,
    is_folded: bool,
}

/// One row: its name, and a cell for each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    header: Cell,
    cells: Vec<Cell>,
    is_total: bool,
}

impl Table {
    /// A table without rows. `corner` heads the column of the rows' names and may be empty.
    pub fn new<C: Into<String>>(
        caption: impl Into<String>,
        corner: impl Into<String>,
        columns: impl IntoIterator<Item = C>,
    ) -> Table {
        let columns = columns.into_iter().map(Into::into).collect();
        Table {
            caption: caption.into(),
            corner: corner.into(),
            columns,
            rows: Vec::new(),
            notes: Vec::new(),
            is_folded: false,
        }
    }

    /// The same table, folded away in pages of the application: the picture before it says the same.
    #[must_use]
    pub fn folded(self) -> Table {
        Table { is_folded: true, ..self }
    }

    /// Adds a row with a cell for each column, from the left. A column left without gets [`Value::NotApplicable`]; more cells than
    /// columns are a mistake of the caller, stopped in debug builds and left out in others.
    pub fn push(&mut self, header: impl Into<Cell>, cells: impl IntoIterator<Item = Cell>) {
        self.push_row(header.into(), cells.into_iter().collect(), false);
    }

    /// Adds a row that sums up others, as [`Table::push`] does.
    pub fn push_total(&mut self, header: impl Into<Cell>, cells: impl IntoIterator<Item = Cell>) {
        self.push_row(header.into(), cells.into_iter().collect(), true);
    }

    /// Adds a sentence that stands under the table.
    pub fn push_note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    fn push_row(&mut self, header: Cell, mut cells: Vec<Cell>, is_total: bool) {
        debug_assert!(cells.len() <= self.columns.len(), "{}: more cells than columns", self.caption);
        cells.resize(self.columns.len(), Value::NotApplicable.into());
        self.rows.push(Row { header, cells, is_total });
    }

    /// What the table is about.
    pub fn caption(&self) -> &str {
        &self.caption
    }

    /// What heads the rows' names; empty where nothing does.
    pub fn corner(&self) -> &str {
        &self.corner
    }

    /// What heads each further column.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The rows from the top.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What is said under the table.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Whether a picture before it says the same.
    pub(super) fn is_folded(&self) -> bool {
        self.is_folded
    }

    /// Whether a number is kept back in it, so that the mark for it is explained.
    pub(super) fn is_masked(&self) -> bool {
        self.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.value == Value::Masked)
    }

    /// Of each column after the rows' names, whether it holds numbers and so is set to the right.
    pub(super) fn numeric_columns(&self) -> Vec<bool> {
        let is_text = |cell: &Cell| matches!(cell.value, Value::Text(_));
        let mut numeric = vec![!self.rows.is_empty(); self.columns.len()];
        for row in &self.rows {
            for (numeric, cell) in numeric.iter_mut().zip(&row.cells) {
                *numeric &= !is_text(cell);
            }
        }
        numeric
    }
}

impl Row {
    /// The row's name.
    pub fn header(&self) -> &Cell {
        &self.header
    }

    /// A cell for each column of the table.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// Whether the row sums up others.
    pub fn is_total(&self) -> bool {
        self.is_total
    }
}
