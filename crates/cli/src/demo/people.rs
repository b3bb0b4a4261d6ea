//! Who can sign in to the demonstration, and the file that says how.

use std::fs;
use std::io::Write;
use std::path::Path;

use redress_app::{App, NewUser};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::output::{Sink, json, written};

/// The file in the home that says who can sign in.
pub const CREDENTIALS: &str = "demo-credentials.json";

/// A member of staff of the demonstration.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    pub name: &'static str,
    pub email: &'static str,
    /// What sets this person apart, as people read it.
    pub role: &'static str,
    /// Role ids of the procedure, the one that sets this person apart last.
    pub roles: &'static [&'static str],
}

/// How somebody signs in, and by what their programs act for them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Credential {
    pub organisation: String,
    pub name: String,
    /// Role id of the procedure: what sets this person apart.
    pub role: String,
    pub email: String,
    pub password: String,
    pub api_token: String,
}

/// Days that their tokens last: the demonstration begins a year ago, and is kept for as long as somebody likes.
const TOKEN_DAYS: u16 = 3_650;

/// Adds everybody of an organisation, with a token each.
///
/// # Errors
/// When an account cannot be added.
pub async fn add(app: &App, organisation: &str, staff: &[Member], password: &str) -> Result<Vec<Credential>, Failure> {
    let mut credentials = Vec::new();
    for member in staff {
        let new = NewUser {
            organisation_id: organisation.to_owned(),
            name: member.name.to_owned(),
            email: member.email.to_owned(),
            roles: member.roles.iter().map(ToString::to_string).collect(),
            password: Some(password.to_owned()),
        };
        app.add_user(new).await?;
        credentials.push(Credential {
            organisation: organisation.to_owned(),
            name: member.name.to_owned(),
            role: member.roles.last().copied().unwrap_or_default().to_owned(),
            email: member.email.to_owned(),
            password: password.to_owned(),
            api_token: app.create_token(organisation, member.email, TOKEN_DAYS).await?,
        });
    }
    Ok(credentials)
}

/// A password that nobody can guess and anybody can type: three times four letters, about 52 bits.
///
/// # Errors
/// When the operating system has no randomness.
pub fn password() -> Result<String, Failure> {
    const LETTERS: &[u8] = b"abcdefghijkmnpqrstuvwxyz";
    let mut bytes = [0_u8; 12];
    getrandom::fill(&mut bytes).map_err(|error| Failure::fault("no-randomness", error))?;
    let letters =
        bytes.iter().filter_map(|byte| LETTERS.get(usize::from(*byte) % LETTERS.len()).copied().map(char::from));
    let letters: String = letters.collect();
    Ok([letters.get(..4), letters.get(4..8), letters.get(8..)].map(Option::unwrap_or_default).join("-"))
}

/// Writes the file, whole or not at all.
///
/// # Errors
/// When it cannot be written.
pub fn write(home: &Path, credentials: &[Credential]) -> Result<(), Failure> {
    let mut sink = Sink::open(Some(&home.join(CREDENTIALS)))?;
    written(sink.write_all(json(&credentials)?.as_bytes()))?;
    sink.finish()
}

/// Reads the file of a demonstration that is there already.
///
/// # Errors
/// When it is gone or is not what was written.
pub fn read(home: &Path) -> Result<Vec<Credential>, Failure> {
    let path = home.join(CREDENTIALS);
    let told = |error: &dyn std::fmt::Display| {
        let message = format!("{}: {error}; begin afresh with: redress demo --reset", path.display());
        Failure::fault("demo-credentials", message)
    };
    let text = fs::read_to_string(&path).map_err(|error| told(&error))?;
    serde_json::from_str(&text).map_err(|error| told(&error))
}
