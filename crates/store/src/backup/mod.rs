//! A backup: every row of one moment in one file, the same for both engines, whole or refused (contract 8, reliability G10).
//!
//! The file is JSON, a line for each table and row. The first line says what it is; the last has a SHA-256 of all before it.
//! Left out are sessions (whoever restores lets nobody in) and what search needs, which is made again from the history.

mod format;
mod load;
mod save;
mod tables;

pub use format::{BackupAbout, BackupError};
pub use load::{Restored, restore};
pub use save::{Saved, back_up};
pub(crate) use tables::Kind;
