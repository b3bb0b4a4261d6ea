//! Reports on their way to their readers: drafts, approval, publication, frozen editions, comparison (R81, R84, R95, R109).

mod command;
mod conceal;
mod draft;
mod editions;
mod elsewhere;
mod freeze;
mod periods;
mod present;
mod private;
mod public;

pub use draft::{DraftView, NarrativeDraft};
pub use editions::PublishedReport;
pub use elsewhere::ComparedTables;
pub use public::PublicReport;
