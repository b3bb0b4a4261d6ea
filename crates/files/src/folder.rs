//! Files in a folder of this machine: `ORGANISATION/ab/abcdef…`, for its owner alone.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use crate::digest::Digest;

/// Most files of one organisation that are listed at once.
const LISTED: usize = 1_000_000;

#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// Moves a file that is on disk to its place. When this returns, the place is on disk too.
    pub(crate) fn keep(&self, organisation: &str, digest: Digest, from: &Path) -> io::Result<()> {
        let (folder, to) = self.place(organisation, digest);
        private_folder(&folder)?;
        fs::rename(from, &to)?;
        // The name is on disk when the folder is; so are the folders above, which may be new.
        for above in folder.ancestors().take(3) {
            sync_folder(above)?;
        }
        Ok(())
    }

    pub(crate) fn open(&self, organisation: &str, digest: Digest) -> io::Result<Option<(File, u64)>> {
        let opened = File::open(self.place(organisation, digest).1).and_then(|file| {
            let size = file.metadata()?.len();
            Ok((file, size))
        });
        found(opened)
    }

    /// Takes a file away; one that is not there is gone already.
    pub(crate) fn remove(&self, organisation: &str, digest: Digest) -> io::Result<()> {
        let (folder, path) = self.place(organisation, digest);
        match found(fs::remove_file(path))? {
            Some(()) => sync_folder(&folder),
            None => Ok(()),
        }
    }

    /// The digests that files of an organisation are kept under.
    pub(crate) fn list(&self, organisation: &str) -> io::Result<Vec<Digest>> {
        let Some(folders) = found(fs::read_dir(self.of(organisation)))? else { return Ok(Vec::new()) };
        let mut digests = Vec::new();
        for folder in folders {
            let folder = folder?;
            if !folder.file_type()?.is_dir() {
                continue;
            }
            for file in fs::read_dir(folder.path())?.take(LISTED.saturating_sub(digests.len())) {
                digests.extend(file?.file_name().to_str().and_then(Digest::from_hex));
            }
        }
        Ok(digests)
    }

    fn of(&self, organisation: &str) -> PathBuf {
        self.root.join(organisation)
    }

    fn place(&self, organisation: &str, digest: Digest) -> (PathBuf, PathBuf) {
        let (first, name) = digest.path();
        let folder = self.of(organisation).join(first);
        let path = folder.join(name);
        (folder, path)
    }
}

/// Nothing where there is nothing.
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// For a new file that only its owner reads.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a folder, and those above it, for nobody else to look into; one that is there stays as it is.
pub(crate) fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Puts the names in a folder on disk. Windows has no such call, and writes them with the file.
fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}
