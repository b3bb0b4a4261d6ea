//! The period report: the published tables of the source, every figure against a plain computation from raw rows, the public
//! edition, and reports compared.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod comparing;
mod figures;
mod open_cases;
mod public;
mod published;
mod raw;
mod reader;
mod suppressed;
