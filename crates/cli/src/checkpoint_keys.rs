//! The keys of checkpoints in the home: apart from the database, so that whoever can write there cannot sign.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use redress_domain::checkpoint::{PublicKey, SigningKey};

use crate::failure::Failure;
use crate::house::Place;
use crate::key_file::{KeyFile, secret};
use crate::output::private;

/// The secret, as 64 hexadecimal digits.
const SECRET_FILE: &str = "checkpoint.key";
/// Every public key that this home has signed with, one a line, the last one last.
const PUBLIC_FILE: &str = "checkpoint.pub";
const UNUSABLE: &str = "checkpoint-key-unusable";

/// The keys of a home.
#[derive(Debug, Clone)]
pub struct CheckpointKeys {
    home: PathBuf,
}

impl CheckpointKeys {
    pub fn of(place: &Place) -> Self {
        Self { home: place.home().to_owned() }
    }

    /// Where the public keys are.
    pub fn public_file(&self) -> PathBuf {
        self.home.join(PUBLIC_FILE)
    }

    /// The public keys, the one in use last; none before the first checkpoint.
    ///
    /// # Errors
    /// A fault when a file cannot be read or is no key.
    pub fn known(&self) -> Result<Vec<PublicKey>, Failure> {
        let mut keys = self.listed()?;
        if let Some(key) = self.find()?.map(|key| key.public()).filter(|key| !keys.contains(key)) {
            keys.push(key);
        }
        Ok(keys)
    }

    /// The key to sign with, made where there is none yet.
    ///
    /// # Errors
    /// A fault when it can neither be read nor made.
    pub fn signing(&self) -> Result<Arc<SigningKey>, Failure> {
        let key = match self.find()? {
            Some(key) => key,
            None => self.make()?,
        };
        if !self.listed()?.contains(&key.public()) {
            self.list(key.public()).map_err(|error| self.listed_in().unusable(&error))?;
        }
        Ok(Arc::new(key))
    }

    fn find(&self) -> Result<Option<SigningKey>, Failure> {
        let file = self.secret_file();
        let Some(text) = file.read()? else { return Ok(None) };
        match secret(&text).and_then(|secret| SigningKey::from_secret(&secret)) {
            Some(key) => Ok(Some(key)),
            None => Err(file.unusable(&"it is no key of checkpoints; put it back from a copy")),
        }
    }

    fn secret_file(&self) -> KeyFile {
        KeyFile { path: self.home.join(SECRET_FILE), code: UNUSABLE }
    }

    fn listed_in(&self) -> KeyFile {
        KeyFile { path: self.public_file(), code: UNUSABLE }
    }

    fn listed(&self) -> Result<Vec<PublicKey>, Failure> {
        let file = self.listed_in();
        let text = file.read()?.unwrap_or_default();
        let mut keys = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty()) {
            let key = line.parse().map_err(|error| file.unusable(&error))?;
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        Ok(keys)
    }

    fn make(&self) -> Result<SigningKey, Failure> {
        self.secret_file().make()?;
        self.find()?.ok_or_else(|| self.secret_file().unusable(&"it is gone again"))
    }

    fn list(&self, key: PublicKey) -> io::Result<()> {
        let mut file = private().append(true).create(true).open(self.public_file())?;
        file.write_all(format!("{key}\n").as_bytes())?;
        file.sync_all()
    }
}
