//! Secrets of 32 bytes in files of the home, apart from the database: 64 hexadecimal digits, for nobody else to read.

use std::path::PathBuf;
use std::{fs, io};

use redress_store::put_new_private;

use crate::failure::Failure;

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
        put_new_private(&self.path, &format!("{}\n", hex::encode(secret))).map_err(|error| self.unusable(&error))
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
