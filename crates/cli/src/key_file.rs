//! Secrets of 32 bytes in files of the home, apart from the database: 64 hexadecimal digits, for nobody else to read.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::house::make_home;
use crate::output::private;

/// A file with keys.
#[derive(Debug, Clone)]
pub struct KeyFile {
    pub path: PathBuf,
    /// Stable code of what is wrong with it.
    pub code: &'static str,
}

impl KeyFile {
    /// The text, where there is a file.
    ///
    /// # Errors
    /// A fault when it cannot be read.
    pub fn read(&self) -> Result<Option<String>, Failure> {
        match fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.unusable(&error)),
        }
    }

    /// Makes the file with a new secret, unless there is one by now: of two processes that make one at the same time both go
    /// on with the one that was first.
    ///
    /// # Errors
    /// A fault when that cannot be done.
    pub fn make(&self) -> Result<(), Failure> {
        let mut secret = [0_u8; 32];
        getrandom::fill(&mut secret).map_err(|error| Failure::fault("no-randomness", error))?;
        if let Some(home) = self.path.parent() {
            make_home(home)?;
        }
        put_new(&self.path, &format!("{}\n", hex::encode(secret))).map_err(|error| self.unusable(&error))
    }

    pub fn unusable(&self, why: &dyn std::fmt::Display) -> Failure {
        Failure::fault(self.code, format!("{}: {why}", self.path.display()))
    }
}

/// A secret from its digits.
pub fn secret(digits: &str) -> Option<[u8; 32]> {
    let mut secret = [0; 32];
    hex::decode_to_slice(digits.trim(), &mut secret).ok()?;
    Some(secret)
}

/// Gives a file its content and its name in one step, unless there is one of that name.
fn put_new(path: &Path, text: &str) -> io::Result<()> {
    let unfinished = path.with_extension(format!("{}.unfinished", std::process::id()));
    let mut file = private().create(true).truncate(true).open(&unfinished)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    let named = fs::hard_link(&unfinished, path);
    fs::remove_file(&unfinished)?;
    match named {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => sync_folder(path),
    }
}

/// Makes the name last through a power cut: a key that is lost cannot be had again.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) && !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}
