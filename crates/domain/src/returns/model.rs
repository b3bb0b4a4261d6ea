//! A return as it is handed in: tables of typed cells, checks, and what of its definitions was verified.

use serde::{Serialize, Serializer};

use crate::money::pounds;
use crate::period::Period;
use crate::procedure::Provenance;
use crate::statistics::{Decimal, ProcedureRef};

/// A return of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Return {
    /// `ko41a`
    pub id: String,
    pub title: String,
    /// Who collects it.
    pub authority: String,
    /// Id of the organisation, and its name.
    pub organisation: String,
    pub organisation_name: String,
    /// The procedure whose words and lists it uses.
    pub procedure: ProcedureRef,
    pub period: Period,
    /// There is nothing to report: every count is nought.
    pub nil: bool,
    pub tables: Vec<ReturnTable>,
    pub checks: Vec<ReturnCheck>,
    /// What its definitions rest on, and what to compare with the published text before it is handed in.
    pub verified: Vec<Provenance>,
}

/// Figures in rows and columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReturnTable {
    /// `ch01`
    pub id: String,
    pub title: String,
    pub columns: Vec<ReturnColumn>,
    /// Each with a cell for every column.
    pub rows: Vec<ReturnRow>,
}

/// A column by name and as it is headed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReturnColumn {
    pub id: String,
    pub label: String,
}

/// A row by name and as people read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReturnRow {
    pub id: String,
    pub label: String,
    pub cells: Vec<ReturnCell>,
}

/// One figure. In JSON a count is a number, a number with decimals or pounds a text as printed, and nothing is null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum ReturnCell {
    Count(u64),
    Decimal(Decimal),
    /// Money: `£12.50`.
    #[serde(serialize_with = "as_pounds")]
    Pence(u64),
    /// It cannot be worked out: nothing to divide by, or a base that is not set.
    Nothing,
}

/// A statement about the return that holds or does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReturnCheck {
    /// `carried-forward`
    pub id: String,
    pub holds: bool,
    /// What was compared; where it does not hold, how far it is off and how to mend it.
    pub detail: String,
}

fn as_pounds<S: Serializer>(pence: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&pounds(*pence))
}

impl ReturnCell {
    /// The cell as it is printed; empty where there is nothing.
    pub fn printed(self) -> String {
        match self {
            Self::Count(count) => count.to_string(),
            Self::Decimal(decimal) => decimal.to_string(),
            Self::Pence(pence) => pounds(pence),
            Self::Nothing => String::new(),
        }
    }
}

impl From<Option<Decimal>> for ReturnCell {
    fn from(decimal: Option<Decimal>) -> Self {
        decimal.map_or(Self::Nothing, Self::Decimal)
    }
}

impl ReturnTable {
    pub(super) fn new(id: &str, title: &str, columns: &[(&str, &str)]) -> Self {
        let columns = columns.iter().map(|(id, label)| ReturnColumn { id: (*id).into(), label: (*label).into() });
        Self { id: id.into(), title: title.into(), columns: columns.collect(), rows: Vec::new() }
    }

    pub(super) fn push(&mut self, id: &str, label: &str, cells: impl IntoIterator<Item = ReturnCell>) {
        self.rows.push(ReturnRow { id: id.into(), label: label.into(), cells: cells.into_iter().collect() });
    }

    /// A figure by the names of its row and column.
    pub fn cell(&self, row: &str, column: &str) -> Option<ReturnCell> {
        let at = self.columns.iter().position(|heading| heading.id == column)?;
        self.rows.iter().find(|found| found.id == row)?.cells.get(at).copied()
    }
}

impl Return {
    /// The table of a name.
    pub fn table(&self, id: &str) -> Option<&ReturnTable> {
        self.tables.iter().find(|table| table.id == id)
    }

    /// The check of a name.
    pub fn check(&self, id: &str) -> Option<&ReturnCheck> {
        self.checks.iter().find(|check| check.id == id)
    }
}
