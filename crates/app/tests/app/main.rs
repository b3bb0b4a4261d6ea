//! The use cases on both engines, from outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod absences;
mod changes;
mod endings;
mod improvement_cases;
mod improvements;
mod learning;
mod letters;
mod lifecycle;
mod orders;
mod other_cases;
mod people;
mod public;
mod published_tables;
mod publishing;
mod returns;
mod simulate;
mod staff_matters;
mod stage_2;
mod subjects;
mod tampering;
mod together;
mod versions;
mod wording;
