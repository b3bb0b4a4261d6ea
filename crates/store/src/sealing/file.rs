//! The keys in a file of the home, apart from the database: one secret a line, for nobody else to read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::keyring::Secret;
use super::keys::KeyPlace;
use crate::StoreError;

/// Its name. The homes of several processes on one database have the same file.
const NAME: &str = "sealing.key";
/// Its name while it served signing in alone.
const EARLIER: &str = "sign-in.key";

/// A file of keys: 64 hexadecimal digits a line, the newest key last.
#[derive(Debug, Clone)]
pub struct KeyFile {
    path: PathBuf,
}

impl KeyFile {
    /// The file in a home.
    pub fn of_home(home: &Path) -> Self {
        Self { path: home.join(NAME) }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn text(&self) -> io::Result<Option<String>> {
        let earlier = self.path.with_file_name(EARLIER);
        if !self.path.exists() && earlier.exists() {
            // Of two processes that do it at the same time one finds it done.
            match fs::rename(earlier, &self.path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => sync_folder(&self.path)?,
            }
        }
        match fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn unusable(&self, why: &dyn std::fmt::Display) -> StoreError {
        StoreError::KeyUnusable { what: format!("{}: {why}", self.path.display()) }
    }
}

impl KeyPlace for KeyFile {
    fn read(&self) -> Result<Vec<Secret>, StoreError> {
        let Some(text) = self.text().map_err(|error| self.unusable(&error))? else { return Ok(Vec::new()) };
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let secrets = lines.map(secret).collect::<Option<Vec<_>>>().filter(|secrets| !secrets.is_empty());
        secrets.ok_or_else(|| self.unusable(&"it holds something else than keys; put it back from a copy"))
    }

    fn begin(&self, secret: &Secret) -> Result<(), StoreError> {
        put_new_private(&self.path, &lines(&[*secret])).map_err(|error| self.unusable(&error))
    }

    fn replace(&self, secrets: &[Secret]) -> Result<(), StoreError> {
        let put = || {
            let unfinished = unfinished(&self.path, &lines(secrets))?;
            fs::rename(unfinished, &self.path)?;
            sync_folder(&self.path)
        };
        put().map_err(|error: io::Error| self.unusable(&error))
    }
}

/// Gives a file for nobody else to read its content and its name in one step, unless there is one of that name: of two processes
/// that do it at the same time both go on with the one that was first.
///
/// # Errors
/// It cannot be made.
pub fn put_new_private(path: &Path, text: &str) -> io::Result<()> {
    let unfinished = unfinished(path, text)?;
    let named = fs::hard_link(&unfinished, path);
    fs::remove_file(&unfinished)?;
    match named {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => sync_folder(path),
    }
}

/// A file with its content on disk, under another name in the same folder, which is made for its owner alone.
fn unfinished(path: &Path, text: &str) -> io::Result<PathBuf> {
    if let Some(folder) = path.parent() {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(folder)?;
    }
    let unfinished = path.with_extension(format!("{}.unfinished", std::process::id()));
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.write(true).create(true).truncate(true).open(&unfinished)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(unfinished)
}

/// Makes the name last through a power cut: a key that is lost cannot be had again.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) && !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}

fn lines(secrets: &[Secret]) -> String {
    secrets.iter().map(|secret| format!("{}\n", hex::encode(secret))).collect()
}

fn secret(digits: &str) -> Option<Secret> {
    let mut secret = [0; 32];
    hex::decode_to_slice(digits.trim(), &mut secret).ok()?;
    Some(secret)
}
