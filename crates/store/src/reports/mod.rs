//! Reports in their tables: drafts, published editions, and tables published elsewhere.

mod drafts;
mod editions;
mod elsewhere;
mod verify;
mod withheld;

pub use drafts::{StoredDraft, draft_digest, find_draft, list_drafts, put_draft};
pub use editions::{
    Edition, EditionLine, EditionText, add_edition, edition_digest, find_edition, list_all_editions, list_editions,
    list_published_periods, newest_editions,
};
pub use elsewhere::{find_published_tables, put_published_tables};
pub(crate) use verify::{Recorded, check_reports};
pub use withheld::{Withheld, add_withheld};
