//! Reports on their way to their readers: drafts, approval, publication, frozen editions, comparison (R81, R84, R95, R109).

mod before;
mod command;
mod compose;
mod conceal;
mod draft;
mod editions;
mod elsewhere;
mod freeze;
mod periods;
mod present;
mod preview;
mod private;
mod public;
mod withhold;

pub(crate) use before::published_before;
pub use compose::Editions;
pub use draft::{DraftView, NarrativeDraft};
pub use editions::PublishedReport;
pub use elsewhere::ComparedTables;
pub use public::{PublicEdition, PublicReport};
