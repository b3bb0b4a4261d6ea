//! What can go wrong with bytes.

use std::io;

/// Why bytes could not be taken in, read or removed. Nothing is half there: a file takes its place whole or not at all.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// More than [`crate::FILE_LIMIT`] bytes came.
    #[error("the file is larger than 25 MiB")]
    TooLarge,
    /// The folder, or the disk beneath it, failed.
    #[error("the folder of attachments cannot be used: {0}")]
    Folder(#[from] io::Error),
    /// The bucket did not do what it was asked. The text names no key and no signature.
    #[error("the storage of attachments cannot be used: {0}")]
    Bucket(String),
    /// The settings are not ones we understand.
    #[error("{0}")]
    Settings(String),
}
