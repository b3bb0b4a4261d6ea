//! `cargo xtask audit`: whether a published advisory concerns a package that is built in, or that tests what is.

mod advisories;
mod excepted;
mod npm;

use std::path::Path;

use anyhow::{Result, bail};

use crate::workspace::Workspace;
use advisories::Advisories;

/// A folder with the advisories of RustSec, for machines that cannot fetch them.
const ADVISORIES: &str = "REDRESS_ADVISORIES";
/// `required`: an audit that cannot be made is an error, as it should be where a release is made.
const AUDIT: &str = "REDRESS_AUDIT";

/// Folders with a lock file of npm: what pages are built from, and what tests them.
const NPM: [&str; 2] = ["crates/ui-assets/ui", "e2e"];

/// What asking one list came to.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    Asked {
        /// What was looked up where, in a line.
        what: String,
        /// What must be mended, a line each.
        findings: Vec<String>,
        /// What is told and stops nobody.
        told: Vec<String>,
    },
    /// The list cannot be reached, and why.
    Unreachable(String),
}

/// Asks about every lock file; lines that say what came of it, also that a list could not be asked.
///
/// # Errors
/// When an advisory concerns a package, and none of `docs/security/advisories.toml` says why that does no harm.
pub fn audit(workspace: &Workspace) -> Result<Vec<String>> {
    let required = std::env::var(AUDIT).is_ok_and(|value| value == "required");
    let mut closing = Vec::new();
    let mut findings = Vec::new();
    let mut answers = vec![("Cargo.lock", crates(workspace, required)?)];
    answers.extend(NPM.iter().map(|folder| (*folder, npm::audit(&workspace.root.join(folder)))));
    for (list, answer) in answers {
        match answer {
            Answer::Asked { what, findings: found, told } => {
                told.iter().for_each(|line| println!("{list}: {line}"));
                closing.push(format!("audit of {list}: {what}, {} to mend", found.len()));
                findings.extend(found.into_iter().map(|line| format!("{list}: {line}")));
            }
            Answer::Unreachable(why) if required => bail!("the advisories for {list} cannot be asked: {why}"),
            Answer::Unreachable(why) => closing.push(format!("audit of {list}: NOT MADE, {why}")),
        }
    }
    closing.iter().for_each(|line| println!("{line}"));
    if !findings.is_empty() {
        bail!("{}", findings.join("\n"));
    }
    Ok(closing)
}

fn crates(workspace: &Workspace, required: bool) -> Result<Answer> {
    let lock = workspace.read("Cargo.lock")?;
    let excepted = excepted::read(&workspace.read(excepted::FILE)?)?;
    if let Some(folder) = std::env::var_os(ADVISORIES) {
        return Advisories::in_folder(Path::new(&folder))?.concerning(&lock, &excepted);
    }
    match Advisories::fetched(&workspace.target.join("advisory-db"), !required) {
        Ok(advisories) => advisories.concerning(&lock, &excepted),
        Err(why) => Ok(Answer::Unreachable(format!("{why:#}"))),
    }
}
