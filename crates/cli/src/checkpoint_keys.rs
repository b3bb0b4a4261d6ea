//! The keys of checkpoints in the home: apart from the database, so that whoever can write there cannot sign.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use redress_domain::checkpoint::{PublicKey, SigningKey};

use crate::failure::Failure;
use crate::house::{Place, make_home};
use crate::output::private;

/// The secret, as 64 hexadecimal digits.
const SECRET_FILE: &str = "checkpoint.key";
/// Every public key that this home has signed with, one a line, the last one last.
const PUBLIC_FILE: &str = "checkpoint.pub";

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
            self.list(key.public()).map_err(|error| unusable(&self.public_file(), &error))?;
        }
        Ok(Arc::new(key))
    }

    fn find(&self) -> Result<Option<SigningKey>, Failure> {
        let path = self.home.join(SECRET_FILE);
        let Some(text) = read(&path)? else { return Ok(None) };
        let mut secret = [0; 32];
        let decoded = hex::decode_to_slice(text.trim_end(), &mut secret).ok();
        match decoded.and_then(|()| SigningKey::from_secret(&secret)) {
            Some(key) => Ok(Some(key)),
            None => Err(unusable(&path, &"it is no key of checkpoints; put it back from a copy")),
        }
    }

    fn listed(&self) -> Result<Vec<PublicKey>, Failure> {
        let path = self.public_file();
        let text = read(&path)?.unwrap_or_default();
        let mut keys = Vec::new();
        for line in text.lines().filter(|line| !line.is_empty()) {
            let key = line.parse().map_err(|error| unusable(&path, &error))?;
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        Ok(keys)
    }

    fn make(&self) -> Result<SigningKey, Failure> {
        let path = self.home.join(SECRET_FILE);
        let mut secret = [0_u8; 32];
        getrandom::fill(&mut secret).map_err(|error| Failure::fault("no-randomness", error))?;
        make_home(&self.home)?;
        put_new(&path, &format!("{}\n", hex::encode(secret))).map_err(|error| unusable(&path, &error))?;
        // Of two processes that make one at the same time both go on with the one that was first.
        self.find()?.ok_or_else(|| unusable(&path, &"it is gone again"))
    }

    fn list(&self, key: PublicKey) -> io::Result<()> {
        let mut file = private().append(true).create(true).open(self.public_file())?;
        file.write_all(format!("{key}\n").as_bytes())?;
        file.sync_all()
    }
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

fn read(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unusable(path, &error)),
    }
}

fn unusable(path: &Path, why: &dyn std::fmt::Display) -> Failure {
    Failure::fault("checkpoint-key-unusable", format!("{}: {why}", path.display()))
}
