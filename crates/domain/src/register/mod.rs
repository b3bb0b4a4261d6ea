//! The register file: one row per handling of a case at a stage, checked row by row and case by case.

mod apostrophe;
mod case_of;
mod cells;
mod check;
mod column;
mod export;
mod finding;
mod ids;
mod model;
mod row;

pub use apostrophe::{neutralised, restored};
pub use case_of::case_of;
pub use check::{PlacedCase, check_register};
pub use column::{Column, ColumnKind};
pub use export::{ExportRow, rows_of};
pub use finding::{Finding, FindingCode};
pub use model::{BroughtBy, ExternalOutcome, ExternalResult, RegisterCase, RegisterClosure, RegisterHandling};
pub use row::{CaseCells, RawRow, RegisterRow, Rules, checked_row};
