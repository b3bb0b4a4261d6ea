//! Forms: what was typed, how it is asked again, and how it becomes a command.

mod agreement;
mod filling;
mod pence;
mod read;
mod typed;

pub(crate) use agreement::{ask_agreement, ask_first_contact_agreement, read_agreement};
pub(crate) use filling::{Filling, label_items, means_items, words_items};
pub(crate) use read::Read;
pub(crate) use typed::Typed;
