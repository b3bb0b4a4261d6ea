//! The bytes of attachments: kept by digest in a folder or a bucket, told by content, scanned for viruses.
//!
//! Everything here blocks; callers in a runtime hand it to a thread for that. Names and types that a sender claims are
//! believed nowhere: a file is kept under the digest of its bytes, and [`media_type`] is told from them.

mod bucket;
mod digest;
mod error;
mod folder;
mod incoming;
mod kept;
mod media_type;
mod name;
mod scan;

pub use bucket::BucketSettings;
pub use digest::Digest;
pub use error::FilesError;
pub use incoming::{Arrived, Incoming};
pub use kept::{Files, Found, Opened};
pub use media_type::{is_shown_inline, media_type};
pub use name::{NAME_LIMIT, clean_name};
pub use scan::{ScanError, Scanner, Verdict};

/// Largest file that is taken in, in bytes: 25 MiB (reliability, limits).
pub const FILE_LIMIT: u64 = 25 * 1024 * 1024;
