//! The use cases on both engines, from outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod absences;
mod endings;
mod learning;
mod letters;
mod lifecycle;
mod orders;
mod other_cases;
mod people;
mod public;
mod simulate;
mod staff_matters;
mod stage_2;
mod subjects;
mod tampering;
mod together;
mod versions;
mod wording;
