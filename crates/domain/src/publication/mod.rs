//! The report of a period on its way to being published: drafted, approved, published, corrected (R81, R99, R109).
//!
//! As with a case, [`decide`] turns a command into the draft as it is after it, or a refusal. What an approval stands for is
//! what was looked at: once a text is changed, or a figure is no longer what it was, it is taken back.

mod check;
mod command;
mod decide;
mod draft;
mod due;
mod readiness;
mod refusal;
mod reworded;
mod shown;

pub use command::{Command, DraftText};
pub use decide::{Scene, decide, withhold};
pub use draft::{Author, Draft, Standing, TakenBack, Telling, ToldOf};
pub use due::{DraftStage, Publication, PublishedOn, periods_due};
pub use readiness::{Blocker, Blockers, CheckSeen, blockers};
pub use refusal::Rule;
pub use reworded::for_everybody;
pub use shown::shown_with;
