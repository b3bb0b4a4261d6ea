//! The pages as a browser without JavaScript uses them: in process, with the clock set.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod accounts;
mod around_forms;
mod attachments;
mod browser;
mod changes;
mod commands;
mod confidential;
mod drivers;
mod elsewhere;
mod house;
mod intake;
mod learning;
mod learning_again;
mod learning_lessons;
mod learning_loop;
mod log_case;
mod matrix;
mod matter_forms;
mod outsiders;
mod panel;
mod people;
mod people_forms;
mod procedure;
mod reports;
mod returns;
mod setup;
mod sign_in;
mod tell_us;
mod trial;
mod work_list;
