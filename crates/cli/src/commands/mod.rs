//! One file for each command.

pub mod attachment;
pub mod backup;
pub mod calendar;
pub mod checkpoint;
pub mod closure;
pub mod demo;
pub mod erase;
pub mod erasures;
pub mod export;
pub mod export_events;
pub mod import;
pub mod key;
pub mod openapi;
pub mod organisation;
pub mod procedure;
pub mod rate_base;
pub mod report;
pub mod restore;
pub mod retention;
pub mod returns;
pub mod serve;
pub mod subject_access;
pub mod token;
pub mod user;
pub mod verify;
