//! The use cases on both engines, from outside.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod absences;
mod changes;
mod charts;
mod checkpoints;
mod endings;
mod every_column;
mod improvement_cases;
mod improvements;
mod improvements_hidden;
mod learning;
mod letters;
mod lifecycle;
mod orders;
mod other_cases;
mod people;
mod private_texts;
mod public;
mod published_tables;
mod publishing;
mod redaction;
mod returns;
mod simulate;
mod staff_matters;
mod stage_2;
mod subjects;
mod tampering;
mod together;
mod versions;
mod wording;
