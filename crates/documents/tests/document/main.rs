//! One document in three formats: the same words and numbers in each, read back by other programs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod hostile;
mod html;
mod pdf;
mod random;
mod readers;
mod same_numbers;
mod sample;
mod xlsx;
