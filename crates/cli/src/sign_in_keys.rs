//! The keys of signing in, in the home: with them the secrets of authenticators are sealed, so that whoever reads the database
//! alone cannot make codes.

use redress_app::{Keyring, StoreError};

use crate::failure::Failure;
use crate::house::Place;
use crate::key_file::{KeyFile, secret};

/// One secret a line, as 64 hexadecimal digits; the last is the one in use. The homes of several processes on one database
/// have the same.
const FILE: &str = "sign-in.key";

/// The keys of a home, made where there are none yet.
///
/// # Errors
/// A fault when they can neither be read nor made.
pub fn of(place: &Place) -> Result<Keyring, StoreError> {
    read(place).map_err(|failure| StoreError::unavailable(failure.to_string()))
}

fn read(place: &Place) -> Result<Keyring, Failure> {
    let file = KeyFile { path: place.home().join(FILE), code: "sign-in-key-unusable" };
    let text = match file.read()? {
        Some(text) => text,
        None => {
            file.make()?;
            file.read()?.unwrap_or_default()
        }
    };
    let secrets: Option<Vec<[u8; 32]>> = text.lines().filter(|line| !line.trim().is_empty()).map(secret).collect();
    let keys = secrets.and_then(|secrets| Keyring::new(&secrets));
    keys.ok_or_else(|| file.unusable(&"it has no keys of signing in; put it back from a copy"))
}
