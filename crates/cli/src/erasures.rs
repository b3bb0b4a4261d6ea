//! The list of erased cases outside the database, so that a restored backup does not bring them back.
//!
//! `erased.jsonl` in the home, a line for each case, nothing personal in it. Lines are added and never taken away: a database
//! that was restored may not know of them.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use redress_app::{App, ErasedCase};
use redress_domain::time::Instant;

use crate::failure::Failure;
use crate::house::Place;
use crate::output::private;

const FILE: &str = "erased.jsonl";
/// The longest line that is one.
const LINE_LIMIT: usize = 64 * 1024;

/// The list of a home.
#[derive(Debug, Clone)]
pub struct Erasures {
    path: PathBuf,
}

impl Erasures {
    pub fn of(place: &Place) -> Self {
        Self { path: place.home().join(FILE) }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Adds what the database knows and the list does not, on disk when it returns.
    ///
    /// # Errors
    /// A fault when the database or the file fails, a refusal when the file is no such list.
    pub async fn keep_up(&self, app: &App) -> Result<(), Failure> {
        let listed = if self.path.exists() { read(&self.path)? } else { Vec::new() };
        let from = listed.last().map_or(Instant::from_micros(0), |last| last.erased_at);
        let known: BTreeSet<(String, i64)> = listed.into_iter().map(|case| (case.organisation, case.case_no)).collect();
        let mut new = app.list_erased(from).await?;
        new.retain(|case| !known.contains(&(case.organisation.clone(), case.case_no)));
        if new.is_empty() { Ok(()) } else { self.append(&new) }
    }

    fn append(&self, new: &[ErasedCase]) -> Result<(), Failure> {
        let mut text = String::new();
        for case in new {
            text.push_str(&line(case)?);
        }
        let written = private().create(true).append(true).open(&self.path).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.map_err(|error| Failure::fault("erasures-not-written", format!("{}: {error}", self.path.display())))
    }
}

/// A case as a line of the list.
///
/// # Errors
/// Never for what this program lists.
pub fn line(case: &ErasedCase) -> Result<String, Failure> {
    let mut line = serde_json::to_string(case).map_err(|error| Failure::fault("json", error))?;
    line.push('\n');
    Ok(line)
}

/// Reads a list.
///
/// # Errors
/// A fault when the file cannot be read, a refusal with the line that is none.
pub fn read(path: &Path) -> Result<Vec<ErasedCase>, Failure> {
    let failed = |error: std::io::Error| Failure::fault("erasures-not-read", format!("{}: {error}", path.display()));
    let file = File::open(path).map_err(failed)?;
    let mut cases = Vec::new();
    for (at, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(failed)?;
        if line.trim().is_empty() {
            continue;
        }
        let case = Some(&line).filter(|line| line.len() <= LINE_LIMIT).and_then(|line| serde_json::from_str(line).ok());
        cases.push(case.ok_or_else(|| {
            let number = at.saturating_add(1);
            let message = format!(
                "{}, line {number}, names no erased case; give the file as `redress erasures export` has written it",
                path.display()
            );
            Failure::refused("erasures-unreadable", message)
        })?);
    }
    Ok(cases)
}
