//! The period report as a document: the published tables, the same numbers in every format, nobody's name in the public edition.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod order;
mod parts;
mod public_edition;
mod published;
#[allow(dead_code)]
#[path = "../../../domain/tests/statistics/raw.rs"]
mod raw;
#[allow(dead_code)]
#[path = "../document/readers.rs"]
mod readers;
mod same_numbers;
mod sample;
mod words;
