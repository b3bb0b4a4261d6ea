//! The built binary, as people and scripts use it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod backup;
mod calendar;
mod checkpoint;
mod demo;
mod erasing;
mod handled_by;
mod home;
mod key;
mod organisation;
#[cfg(unix)]
mod private;
mod procedure;
mod procedure_tools;
mod register;
mod register_refused;
mod report;
mod serve;
mod served;
mod stranger;
mod user;
mod verify;
