//! Which column of a file is which: the heading row, checked.

use std::collections::BTreeMap;

use redress_domain::register::{Column, Finding, FindingCode, RawRow};

use crate::ColumnMap;

/// Columns without which no file can be read rightly. A register has all of them: a column left out would be lost in
/// silence. Only where a map says that the file is another system's may the others be absent.
const REQUIRED: [Column; 8] = [
    Column::Reference,
    Column::ReceivedOn,
    Column::Channel,
    Column::BroughtBy,
    Column::Handling,
    Column::HandlingReceivedOn,
    Column::HandlingClosedOn,
    Column::Outcome,
];

/// The heading of each place in a row, and the column it stands for unless it is to be ignored.
#[derive(Debug)]
pub(crate) struct Headings {
    places: Vec<(String, Option<Column>)>,
}

impl Headings {
    /// Reads the heading row.
    ///
    /// # Errors
    /// Every heading that is unknown or stands twice, and every required one that is missing.
    pub(crate) fn read(line: u64, headings: Vec<String>, map: &ColumnMap) -> Result<Headings, Vec<Finding>> {
        let mut findings = Vec::new();
        let mut places: Vec<(String, Option<Column>)> = Vec::new();
        let last_filled =
            headings.iter().rposition(|heading| !heading.trim().is_empty()).map_or(0, |last| last.saturating_add(1));
        for heading in headings.into_iter().take(last_filled) {
            let heading = heading.trim().to_owned();
            let column = map.column(&heading).filter(|_| !map.ignores(&heading));
            match column {
                Some(column) if places.iter().any(|(_, other)| *other == Some(column)) => {
                    let why = format!("A second column for {}: take one out.", column.name());
                    findings.push(Finding::new(line, &heading, &heading, FindingCode::ColumnTwice, why));
                }
                None if !map.ignores(&heading) => {
                    let why = "No column of a register has this heading: correct it, map it with --map, or list it under ignore in the map.";
                    findings.push(Finding::new(line, &heading, &heading, FindingCode::ColumnUnknown, why));
                }
                _ => {}
            }
            places.push((heading, column));
        }
        let required: &[Column] = if map.is_foreign() { &REQUIRED } else { &Column::ALL };
        for column in required.iter().copied() {
            if !places.iter().any(|(_, other)| *other == Some(column)) {
                let why = "The file has no column with this heading: add it, or map yours to it with --map.";
                findings.push(Finding::new(line, column.name(), "", FindingCode::ColumnMissing, why));
            }
        }
        if findings.is_empty() { Ok(Headings { places }) } else { Err(findings) }
    }

    /// How many cells a row has.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// The heading of a place, for findings.
    pub(crate) fn heading(&self, place: usize) -> &str {
        self.places.get(place).map_or("", |(heading, _)| heading)
    }

    /// The column of a place; none for one to be ignored.
    pub(crate) fn column(&self, place: usize) -> Option<Column> {
        self.places.get(place).and_then(|(_, column)| *column)
    }

    /// A row out of its cells in the order of the file.
    pub(crate) fn row(&self, line: u64, cells: impl IntoIterator<Item = (usize, String)>, map: &ColumnMap) -> RawRow {
        let cells: BTreeMap<Column, String> = cells
            .into_iter()
            .filter(|(_, cell)| !cell.is_empty())
            .filter_map(|(place, cell)| self.column(place).map(|column| (column, map.value(column, cell))))
            .collect();
        RawRow { line, cells }
    }
}
