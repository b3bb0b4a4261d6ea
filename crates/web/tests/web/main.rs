//! The pages as a browser without JavaScript uses them: in process, on SQLite, with the clock set.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod browser;
mod commands;
mod house;
mod learning;
mod log_case;
mod reports;
mod setup;
mod sign_in;
mod work_list;
