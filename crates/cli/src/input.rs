//! Reading what a command is given: files by name, and a password from standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::failure::Failure;

/// Opens a file that was named on the command line.
///
/// # Errors
/// A wrong usage when it is not there or is no file; a fault when it cannot be read.
pub fn open(path: &Path) -> Result<File, Failure> {
    let told = |error: io::Error| {
        let message = format!("cannot read {}: {error}", path.display());
        match error.kind() {
            io::ErrorKind::NotFound => Failure::usage("file-not-found", message),
            _ => Failure::fault("file-unreadable", message),
        }
    };
    let file = File::open(path).map_err(told)?;
    if file.metadata().map_err(told)?.is_dir() {
        return Err(Failure::usage("file-not-found", format!("{} is a folder; name a file", path.display())));
    }
    Ok(file)
}

/// The bytes of a file, no more of them than one past `most`, so that whoever checks the length sees it is too long.
///
/// # Errors
/// As [`open`].
pub fn read(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    open(path)?
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::fault("file-unreadable", format!("cannot read {}: {error}", path.display())))?;
    Ok(bytes)
}

/// The first line of standard input, as a password.
///
/// # Errors
/// A wrong usage when there is none, or more than a password can be.
pub fn password() -> Result<String, Failure> {
    const MOST_BYTES: u64 = 4096;
    let mut text = String::new();
    let read = io::stdin().take(MOST_BYTES).read_to_string(&mut text);
    read.map_err(|error| Failure::usage("password-unreadable", format!("the password on standard input: {error}")))?;
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(line.to_owned()),
        _ => Err(Failure::usage("password-missing", "--password-stdin was given, but no password on standard input")),
    }
}
