//! How a report comes to be published: rules, random ways through them, and which publication was missed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod due;
mod rules;
mod walks;
mod world;
