//! A backup: every row of one moment in one file, the same for both engines, whole or refused (contract 8, reliability G10).
//!
//! The file is JSON, a line for each table and row. The first line says what it is; the last has a SHA-256 of all before it.
//! The bytes of files follow the rows, each file in pieces of some kilobytes.
//! Left out are sessions (whoever restores lets nobody in) and what search needs, which is made again from the history.

mod format;
mod load;
mod save;
mod tables;

pub use format::{BackupAbout, BackupError};
pub use load::{FilePart, Restored, restore, restore_with_files};
pub use save::{ReadFile, Saved, back_up, back_up_with_files};
pub(crate) use tables::Kind;
