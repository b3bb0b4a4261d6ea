//! Documents of any shape, each number in them known.

use proptest::collection::vec;
use proptest::prelude::*;
use redress_documents::document::{Block, Cell, Document, Entry, Section, Table, Value};

use crate::sample;

/// A document with tables and key figures anywhere.
pub fn documents() -> impl Strategy<Value = Document> {
    vec(sections(), 1..4).prop_map(sample::document)
}

fn sections() -> impl Strategy<Value = Section> {
    let one =
        (texts(), vec(blocks(), 0..4)).prop_map(|(heading, blocks)| Section { heading, blocks, sections: Vec::new() });
    one.prop_recursive(3, 6, 2, |inner| {
        (texts(), vec(blocks(), 0..3), vec(inner, 0..3)).prop_map(|(heading, blocks, sections)| Section {
            heading,
            blocks,
            sections,
        })
    })
}

fn blocks() -> impl Strategy<Value = Block> {
    prop_oneof![
        texts().prop_map(Block::Paragraph),
        vec(texts(), 1..4).prop_map(Block::List),
        vec((texts(), cells()).prop_map(|(label, value)| Entry { label, value }), 1..6).prop_map(Block::KeyFigures),
        vec((texts(), cells()).prop_map(|(label, value)| Entry { label, value }), 1..4).prop_map(Block::Definitions),
        tables().prop_map(Block::Table),
        tables().prop_map(Block::Table),
        texts().prop_map(Block::Note),
        texts().prop_map(Block::Warning),
    ]
}

fn tables() -> impl Strategy<Value = Table> {
    (texts(), texts(), 1_usize..10).prop_flat_map(|(caption, corner, width)| {
        let rows = vec((texts(), vec(cells(), width), any::<bool>()), 0..8);
        (vec(texts(), width), rows).prop_map(move |(columns, rows)| {
            let mut table = Table::new(caption.clone(), corner.clone(), columns);
            for (header, cells, is_total) in rows {
                if is_total { table.push_total(header, cells) } else { table.push(header, cells) }
            }
            table
        })
    })
}

fn cells() -> impl Strategy<Value = Cell> {
    prop_oneof![
        4 => (0_u64..1_000_000).prop_map(Cell::from),
        4 => (0_u32..100_000, 1_u32..100).prop_map(|(whole, rest)| Cell::decimal(format!("{whole}.{rest:02}"))),
        1 => (0_u32..1_000).prop_map(|tenths| Cell::decimal(format!("{}.{}%", tenths / 10, tenths % 10))),
        1 => texts().prop_map(Cell::from),
        1 => Just(Value::Masked.into()),
        1 => Just(Value::NotApplicable.into()),
    ]
}

/// Words without digits, so that each number found is a figure.
fn texts() -> impl Strategy<Value = String> {
    "[A-Za-z]{1,12}( [a-z'’<&=#*_-]{1,9}){0,5}"
}

/// Every number of the document in reading order, as printed.
pub fn numbers(document: &Document) -> Vec<String> {
    fn of_sections(sections: &[Section], found: &mut Vec<String>) {
        for section in sections {
            for block in &section.blocks {
                match block {
                    Block::Table(table) => {
                        table.rows().iter().for_each(|row| found.extend(row.cells().iter().filter_map(number)))
                    }
                    Block::KeyFigures(entries) | Block::Definitions(entries) => {
                        found.extend(entries.iter().filter_map(|entry| number(&entry.value)))
                    }
                    _ => {}
                }
            }
            of_sections(&section.sections, found);
        }
    }
    let mut found = Vec::new();
    of_sections(&document.sections, &mut found);
    found
}

fn number(cell: &Cell) -> Option<String> {
    match &cell.value {
        Value::Count(count) => Some(count.to_string()),
        Value::Decimal(printed) => Some(printed.clone()),
        _ => None,
    }
}
