//! Bytes on their way in: written to a file of their own that nobody else reads, counted and hashed as they come.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::FILE_LIMIT;
use crate::digest::Digest;
use crate::error::FilesError;
use crate::folder::private;
use crate::media_type::{HEAD, media_type};

/// A file that is coming. Dropped before its end, nothing of it is left.
#[derive(Debug)]
pub struct Incoming {
    unfinished: Unfinished,
    file: File,
    hash: Sha256,
    size: u64,
    head: Vec<u8>,
}

/// A file that has come whole, is on disk, and is not kept yet. Dropped, nothing of it is left.
#[derive(Debug)]
pub struct Arrived {
    unfinished: Unfinished,
    pub digest: Digest,
    /// In bytes.
    pub size: u64,
    /// Told from its bytes.
    pub media_type: &'static str,
}

/// A file that is taken away again unless it is given a place.
#[derive(Debug)]
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // It may have taken its place, and then it is no longer here.
        drop(fs::remove_file(&self.0));
    }
}

impl Incoming {
    /// Begins a file in a folder, under a name nobody can guess.
    pub(crate) fn begin(folder: &Path) -> Result<Self, FilesError> {
        let mut name = [0_u8; 16];
        getrandom::fill(&mut name).map_err(|error| FilesError::Folder(std::io::Error::other(error)))?;
        let path = folder.join(hex::encode(name));
        let file = private().create_new(true).open(&path)?;
        Ok(Self { unfinished: Unfinished(path), file, hash: Sha256::new(), size: 0, head: Vec::new() })
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`FilesError::TooLarge`] beyond [`FILE_LIMIT`]; the disk's.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), FilesError> {
        let come = u64::try_from(bytes.len()).map_err(|_| FilesError::TooLarge)?;
        self.size = self.size.checked_add(come).filter(|size| *size <= FILE_LIMIT).ok_or(FilesError::TooLarge)?;
        let room = HEAD.saturating_sub(self.head.len()).min(bytes.len());
        self.head.extend(bytes.iter().take(room));
        self.hash.update(bytes);
        Ok(self.file.write_all(bytes)?)
    }

    /// All of it has come.
    ///
    /// # Errors
    /// The disk's.
    pub fn finish(self) -> Result<Arrived, FilesError> {
        self.file.sync_all()?;
        Ok(Arrived {
            unfinished: self.unfinished,
            digest: Digest::of(self.hash),
            size: self.size,
            media_type: media_type(&self.head),
        })
    }
}

impl Arrived {
    pub(crate) fn path(&self) -> &Path {
        &self.unfinished.0
    }
}
