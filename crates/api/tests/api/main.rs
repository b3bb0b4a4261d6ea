//! The API from outside, in process, on a real database: what each route does, answers and refuses.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod absences;
mod attachments;
mod bad_input;
mod bodies;
mod changes;
mod checkpoints;
mod commands;
mod document;
mod hidden;
mod improvements;
mod lists;
mod refusals;
mod repeats;
mod rights;
mod settled;
mod whole_path;
mod world;
