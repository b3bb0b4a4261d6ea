//! The lines of a backup.

use std::io;

use redress_domain::time::Instant;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::tables::Kind;
use crate::StoreError;

/// What the first line calls the file.
pub(super) const FORMAT: &str = "redress-backup";
/// The shape of the lines.
pub(super) const VERSION: u32 = 3;
/// The longest line: the longest row there can be is a published edition.
pub(super) const LINE_LIMIT: u64 = 256 * 1024 * 1024;

/// What a backup says of itself in its first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupAbout {
    /// `redress-backup`.
    pub(super) format: String,
    /// Shape of the lines: 3; 2 while people were not sealed, and 1 while there were no files.
    pub(super) version: u32,
    /// When it was begun; every row is of that moment.
    pub made_at: Instant,
    /// Steps of the schema the rows have the shape of.
    pub schema: i64,
    /// Ids of the keys without which what is sealed in it cannot be read. The keys are not in it.
    #[serde(default)]
    pub keys: Vec<String>,
}

/// A line after the first.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Line {
    /// The rows that follow are of this table.
    Table { name: String, columns: Vec<(String, Kind)> },
    /// A row: its values in the order of the columns; bytes as hexadecimal digits.
    Row(Vec<Value>),
    /// A file of a case; its bytes follow.
    File { organisation: String, digest: String },
    /// The next bytes of the file, in base64 (RFC 4648).
    Bytes(String),
    /// The end.
    End { rows: u64, sha256: String },
}

/// Why there is no backup, or why none was restored. Nothing is half there: a file takes its name when it is whole, and a
/// database has all rows or none.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file cannot be read or written.
    #[error("the file cannot be read or written: {0}")]
    Io(#[from] io::Error),
    /// It is another file.
    #[error("this is no backup of Redress; name a file that `redress backup` has made")]
    NotOne,
    /// It does not hold together.
    #[error("the backup is damaged at line {line}: {what}; take another copy of it, or an older one")]
    Damaged {
        /// Counted from 1.
        line: u64,
        /// What was found.
        what: String,
    },
    /// A newer program made it.
    #[error("the backup was made by a newer version; restore it with that version")]
    Newer,
    /// The database has something in it already.
    #[error("the database has tables already; restore into a new home or an empty database")]
    NotEmpty,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl BackupError {
    /// The stable name of this kind of failure.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Io(_) => "backup-file-failed",
            Self::NotOne => "backup-not-one",
            Self::Damaged { .. } => "backup-damaged",
            Self::Newer => "backup-newer",
            Self::NotEmpty => "restore-not-empty",
            Self::Store(error) => error.code(),
        }
    }
}
