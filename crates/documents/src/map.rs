//! How another system's headings and values become ours (R25, R83).

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::register::{Column, ColumnKind};
use serde::Deserialize;

/// Most bytes of a map file.
const LONGEST_MAP: usize = 256 * 1024;

/// A checked map: their headings to our columns, their values to our ids, and headings to leave out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ColumnMap {
    columns: BTreeMap<String, Column>,
    ignored: BTreeSet<String>,
    values: BTreeMap<Column, BTreeMap<String, String>>,
    /// A map was given: the file is another system's, which may know less than a register.
    foreign: bool,
}

/// Why a map cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MapError {
    /// More than a map ever needs.
    #[error("The map has more than {LONGEST_MAP} bytes: a map only names headings and values.")]
    TooLong,
    /// Not TOML, or tables and keys that a map does not have.
    #[error(
        "The map cannot be read: {reason}. It has [columns] with \"their heading\" = \"our column\", [values.channel] and the like with \"their value\" = \"our id\", and ignore = [\"their heading\"]."
    )]
    Form {
        /// What the reader says, with its place.
        reason: String,
    },
    /// A column that a register does not have.
    #[error("The map names “{name}”, which is not a column of a register: write one of {}.", names())]
    UnknownColumn {
        /// The name written.
        name: String,
    },
    /// Two of their headings for one column.
    #[error("The map gives more than one heading for {column}: keep one.")]
    ColumnTwice {
        /// The column given twice.
        column: &'static str,
    },
    /// Values of a column that holds no ids.
    #[error("The map translates values of {column}, which holds no ids: leave them out.")]
    NoIds {
        /// The column.
        column: &'static str,
    },
    /// A heading both mapped and ignored.
    #[error("The map both uses and ignores the heading “{heading}”: do one of them.")]
    UsedAndIgnored {
        /// The heading.
        heading: String,
    },
}

impl MapError {
    /// The stable name of the error, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLong => "map-too-long",
            Self::Form { .. } => "map-form",
            Self::UnknownColumn { .. } => "map-column-unknown",
            Self::ColumnTwice { .. } => "map-column-twice",
            Self::NoIds { .. } => "map-values-without-ids",
            Self::UsedAndIgnored { .. } => "map-heading-used-and-ignored",
        }
    }
}

fn names() -> String {
    let names: Vec<&str> = Column::ALL.into_iter().chain(Column::OPTIONAL).map(Column::name).collect();
    names.join(", ")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    columns: BTreeMap<String, String>,
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    ignore: BTreeSet<String>,
}

impl ColumnMap {
    /// Whether the file is of another system, and columns that may be empty may be absent.
    pub(crate) fn is_foreign(&self) -> bool {
        self.foreign
    }

    /// Reads and checks a map file.
    ///
    /// # Errors
    /// [`MapError`]: not of that form, columns that do not exist or are given twice, values for a column without ids.
    pub fn parse(text: &str) -> Result<ColumnMap, MapError> {
        if text.len() > LONGEST_MAP {
            return Err(MapError::TooLong);
        }
        let written: Written = toml::from_str(text)
            .map_err(|error| MapError::Form { reason: error.to_string().trim().replace('\n', " ") })?;
        let mut map = ColumnMap { ignored: trimmed(written.ignore), foreign: true, ..ColumnMap::default() };
        for (heading, name) in written.columns {
            let (heading, column) = (heading.trim().to_owned(), column_named(&name)?);
            if map.ignored.contains(&heading) {
                return Err(MapError::UsedAndIgnored { heading });
            }
            if map.columns.values().any(|other| *other == column) || map.columns.insert(heading, column).is_some() {
                return Err(MapError::ColumnTwice { column: column.name() });
            }
        }
        for (name, values) in written.values {
            let column = column_named(&name)?;
            if column.kind() != ColumnKind::Id {
                return Err(MapError::NoIds { column: column.name() });
            }
            map.values
                .insert(column, values.into_iter().map(|(theirs, ours)| (theirs.trim().to_owned(), ours)).collect());
        }
        Ok(map)
    }

    /// The column a heading stands for; ours need no map.
    pub(crate) fn column(&self, heading: &str) -> Option<Column> {
        self.columns.get(heading).copied().or_else(|| Column::find(heading))
    }

    pub(crate) fn ignores(&self, heading: &str) -> bool {
        self.ignored.contains(heading)
    }

    /// Our id for their value; a value the map does not name is left to the checks.
    pub(crate) fn value(&self, column: Column, cell: String) -> String {
        let translated = self.values.get(&column).and_then(|values| values.get(cell.trim()));
        translated.cloned().unwrap_or(cell)
    }
}

fn trimmed(headings: BTreeSet<String>) -> BTreeSet<String> {
    headings.into_iter().map(|heading| heading.trim().to_owned()).collect()
}

fn column_named(name: &str) -> Result<Column, MapError> {
    Column::find(name).ok_or_else(|| MapError::UnknownColumn { name: name.chars().take(80).collect() })
}
