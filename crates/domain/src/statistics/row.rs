//! The rows that every table of a report has.

use serde::{Deserialize, Serialize};

use crate::procedure::Route;

/// A row of a table: one route, or several together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RowId {
    /// First stage.
    S1,
    /// Second stage, direct.
    S2,
    /// Moved up from the first stage.
    #[serde(rename = "ESC")]
    Esc,
    /// The whole second stage, where escalated handlings are printed inside it (R88).
    #[serde(rename = "S2+ESC")]
    SecondStage,
    /// All of them.
    #[serde(rename = "total")]
    Total,
}

impl RowId {
    /// Every row there can be, in the order of the tables.
    pub const ALL: [RowId; 5] = [RowId::S1, RowId::S2, RowId::Esc, RowId::SecondStage, RowId::Total];

    /// The name used in files.
    pub fn id(self) -> &'static str {
        match self {
            RowId::S1 => "S1",
            RowId::S2 => "S2",
            RowId::Esc => "ESC",
            RowId::SecondStage => "S2+ESC",
            RowId::Total => "total",
        }
    }

    /// The row of a name; of `S2 ESC` as well, which is what a form makes of a plus sign.
    pub fn from_id(id: &str) -> Option<RowId> {
        RowId::ALL.into_iter().find(|row| row.id() == id || row.id().replace('+', " ") == id)
    }

    /// The routes that the row adds up.
    pub fn routes(self) -> &'static [Route] {
        match self {
            RowId::S1 => &[Route::S1],
            RowId::S2 => &[Route::S2],
            RowId::Esc => &[Route::Esc],
            RowId::SecondStage => &[Route::S2, Route::Esc],
            RowId::Total => &[Route::S1, Route::S2, Route::Esc],
        }
    }
}

impl From<Route> for RowId {
    fn from(route: Route) -> RowId {
        match route {
            Route::S1 => RowId::S1,
            Route::S2 => RowId::S2,
            Route::Esc => RowId::Esc,
        }
    }
}
