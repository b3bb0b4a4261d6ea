//! Where files are kept: in a folder of this machine or in a bucket, the same to whoever asks.

use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::time::Duration;

use crate::bucket::{Bucket, BucketSettings};
use crate::digest::Digest;
use crate::error::FilesError;
use crate::folder::{Folder, private_folder};
use crate::incoming::{Arrived, Incoming};

/// Name of the folder with files on their way in.
const INCOMING: &str = "incoming";
/// Most leftovers that are taken away at once.
const LEFTOVERS: usize = 10_000;

/// A place for files. What is kept for one organisation is never seen by another, be it the same bytes.
#[derive(Debug)]
pub struct Files {
    incoming: PathBuf,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Folder(Folder),
    Bucket(Box<Bucket>),
}

/// A kept file that is being read.
pub struct Opened {
    pub bytes: Box<dyn Read + Send>,
    /// In bytes, as the place says.
    pub size: u64,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("size", &self.size).finish_non_exhaustive()
    }
}

/// What stands under a digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The bytes that belong there.
    Sound,
    /// Others.
    Changed,
    Missing,
}

impl Files {
    /// Files below a folder, which is made when the first comes.
    pub fn in_folder(root: impl Into<PathBuf>) -> Self {
        let root = root.into();
        Self { incoming: root.join(INCOMING), place: Place::Folder(Folder::new(root)) }
    }

    /// Files in a bucket; those on their way in stand in a folder until they are whole.
    ///
    /// # Errors
    /// The settings name no bucket.
    pub fn in_bucket(on_their_way: impl Into<PathBuf>, settings: &BucketSettings) -> Result<Self, FilesError> {
        let place = Place::Bucket(Box::new(Bucket::new(settings)?));
        Ok(Self { incoming: on_their_way.into().join(INCOMING), place })
    }

    /// Begins to take a file in.
    ///
    /// # Errors
    /// The folder's.
    pub fn receive(&self) -> Result<Incoming, FilesError> {
        private_folder(&self.incoming)?;
        Incoming::begin(&self.incoming)
    }

    /// Keeps a file that has come. When this returns it is on disk, or the bucket has said that it has it.
    ///
    /// # Errors
    /// The place's; nothing is kept then.
    pub fn keep(&self, organisation: &str, arrived: Arrived) -> Result<(), FilesError> {
        check(organisation)?;
        match &self.place {
            Place::Folder(folder) => Ok(folder.keep(organisation, arrived.digest, arrived.path())?),
            Place::Bucket(bucket) => bucket.keep(organisation, arrived.digest, arrived.path()),
        }
    }

    /// A kept file; `None` where there is none under this digest.
    ///
    /// # Errors
    /// The place's.
    pub fn open(&self, organisation: &str, digest: Digest) -> Result<Option<Opened>, FilesError> {
        check(organisation)?;
        match &self.place {
            Place::Folder(folder) => {
                let found = folder.open(organisation, digest)?;
                Ok(found.map(|(file, size)| Opened { bytes: Box::new(file), size }))
            }
            Place::Bucket(bucket) => bucket.open(organisation, digest),
        }
    }

    /// Reads a kept file through and compares it with its digest and size.
    ///
    /// # Errors
    /// The place's, also where it breaks off.
    pub fn check(&self, organisation: &str, digest: Digest, size: u64) -> Result<Found, FilesError> {
        let Some(opened) = self.open(organisation, digest)? else { return Ok(Found::Missing) };
        let read = Digest::of_reader(opened.bytes)?;
        Ok(if read == (digest, size) { Found::Sound } else { Found::Changed })
    }

    /// Removes a file; one that is not there is gone already.
    ///
    /// # Errors
    /// The place's.
    pub fn remove(&self, organisation: &str, digest: Digest) -> Result<(), FilesError> {
        check(organisation)?;
        match &self.place {
            Place::Folder(folder) => Ok(folder.remove(organisation, digest)?),
            Place::Bucket(bucket) => bucket.remove(organisation, digest),
        }
    }

    /// The digests that stand in the folder for an organisation. Of a bucket nothing is listed: it may serve others too.
    ///
    /// # Errors
    /// The folder's.
    pub fn list(&self, organisation: &str) -> Result<Vec<Digest>, FilesError> {
        check(organisation)?;
        match &self.place {
            Place::Folder(folder) => Ok(folder.list(organisation)?),
            Place::Bucket(_) => Ok(Vec::new()),
        }
    }

    /// Takes away what a process that died left of files on their way in, where it is older than `age`. Gives their number.
    ///
    /// # Errors
    /// The folder's.
    pub fn clear_leftovers(&self, age: Duration) -> Result<usize, FilesError> {
        let entries = match fs::read_dir(&self.incoming) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            entries => entries?,
        };
        let mut cleared = 0_usize;
        for entry in entries.take(LEFTOVERS) {
            let entry = entry?;
            let age_now = entry.metadata().and_then(|about| about.modified()).ok().and_then(|at| at.elapsed().ok());
            if age_now.is_some_and(|age_now| age_now >= age) && fs::remove_file(entry.path()).is_ok() {
                cleared = cleared.saturating_add(1);
            }
        }
        Ok(cleared)
    }
}

/// Ids of organisations are lower-case letters, digits and hyphens; nothing else becomes part of a path.
fn check(organisation: &str) -> Result<(), FilesError> {
    let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    if !organisation.is_empty() && organisation != INCOMING && organisation.bytes().all(plain) {
        return Ok(());
    }
    Err(FilesError::Settings(format!("'{}' is no id of an organisation", organisation.escape_debug())))
}
