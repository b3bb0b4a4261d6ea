//! The blocks, tables and printed cells of a document.

use redress_documents::document::{Block, Document, Section, Table, Value};

/// Every block in reading order.
pub fn blocks(sections: &[Section]) -> Vec<&Block> {
    sections.iter().flat_map(|section| section.blocks.iter().chain(blocks(&section.sections))).collect()
}

pub fn tables(document: &Document) -> Vec<&Table> {
    let mut tables = Vec::new();
    for block in blocks(&document.sections) {
        if let Block::Table(table) = block {
            tables.push(table);
        }
    }
    tables
}

/// The cells of a table without the rows' names, as they are read.
pub fn rows(table: &Table) -> Vec<Vec<String>> {
    table.rows().iter().map(|row| row.cells().iter().map(|cell| printed(&cell.value)).collect()).collect()
}

pub fn printed(value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Decimal(text) => text.clone(),
        Value::Count(count) => count.to_string(),
        Value::Masked => "*".to_owned(),
        Value::NotApplicable => "–".to_owned(),
    }
}
