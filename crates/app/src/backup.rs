//! Backups, taken while others go on working, and before the tables of an older program are changed.

use std::io::{self, BufRead, Read, Write};

use redress_files::{Digest, Files, Incoming};
use redress_store::{
    BackupError, DatabaseUrl, FilePart, Keys, Reader, Restored, Saved, Store, StoreError, StoreOptions, back_up,
    back_up_with_files, restore_with_files,
};

use crate::App;
use crate::clock::{Clock, SystemClock};

impl App {
    /// Writes every row of this moment, and every file of its cases, into a file, and gives that back.
    ///
    /// # Errors
    /// The database cannot be read, or the file cannot be written: throw it away then.
    pub async fn back_up<W: Write + Send + 'static>(&self, mut file: W) -> Result<(Saved, W), BackupError> {
        let (now, kept) = (self.now(), self.files().ok());
        let work = move |reader: &mut Reader<'_>| {
            let mut read = |organisation: &str, digest: &str| open_kept(kept.as_deref(), organisation, digest);
            back_up_with_files(reader, now, &mut file, Some(&mut read)).map(|saved| (saved, file))
        };
        self.store().read(work).await
    }

    /// As [`App::open`]. Before the tables of an older program are changed, a backup of them is written into what `file` makes, and
    /// given to `keep`; where that fails they are left as they are.
    ///
    /// # Errors
    /// When the database cannot be opened, is of a newer version, or could not be backed up.
    pub fn open_saving<W: Write>(
        url: &DatabaseUrl,
        keys: &Keys,
        options: StoreOptions,
        file: impl FnOnce() -> std::io::Result<W> + Send + 'static,
        keep: impl FnOnce(W) -> std::io::Result<()> + Send + 'static,
    ) -> Result<Self, StoreError> {
        let store = Store::open_with(url, keys, options, move |reader| {
            let failed = |error: &dyn std::fmt::Display| {
                StoreError::unavailable(format!("the upgrade needs a backup first, which failed: {error}"))
            };
            let mut file = file().map_err(|error| failed(&error))?;
            back_up(reader, SystemClock.now(), &mut file).map_err(|error| failed(&error))?;
            keep(file).map_err(|error| failed(&error))
        })?;
        Ok(Self::new(store))
    }
}

/// The bytes of a file; nothing where no place for files was given, or they are not in it.
fn open_kept(files: Option<&Files>, organisation: &str, digest: &str) -> io::Result<Option<Box<dyn Read + Send>>> {
    let opened = files.zip(Digest::from_hex(digest)).map(|(files, digest)| files.open(organisation, digest));
    Ok(opened.transpose().map_err(io::Error::other)?.flatten().map(|opened| opened.bytes))
}

/// Restores a backup, rows and files, into a database that has nothing in it yet and a place for files.
///
/// # Errors
/// As [`redress_store::restore`]; the place of the files fails.
pub fn restore(url: &DatabaseUrl, keys: &Keys, file: impl BufRead, files: &Files) -> Result<Restored, BackupError> {
    let mut coming = None::<(String, Digest, Incoming)>;
    restore_with_files(url, keys, file, &mut |part| match part {
        FilePart::Begin { organisation, digest } => {
            let digest = Digest::from_hex(digest).ok_or(io::ErrorKind::InvalidData)?;
            coming = Some((organisation.to_owned(), digest, files.receive().map_err(io::Error::other)?));
            Ok(())
        }
        FilePart::Bytes(bytes) => match &mut coming {
            Some((_, _, incoming)) => incoming.write(bytes).map_err(io::Error::other),
            None => Err(io::ErrorKind::InvalidData.into()),
        },
        FilePart::End => {
            let (organisation, digest, incoming) = coming.take().ok_or(io::ErrorKind::InvalidData)?;
            let arrived = incoming.finish().map_err(io::Error::other)?;
            if arrived.digest != digest {
                return Err(io::Error::other(format!("the bytes of file {digest} are not those that were saved")));
            }
            files.keep(&organisation, arrived).map_err(io::Error::other)
        }
    })
}
