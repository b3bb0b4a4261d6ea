//! `cargo xtask tidy`: the rules of the house that neither compiler nor clippy knows.

mod crates;
mod documents;
mod manifests;
mod sources;
mod text;

use anyhow::{Result, bail};

use crate::requirements;
use crate::security;
use crate::workspace::{SourceFile, Workspace};

/// Something that is not as it should be.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    /// `path` or `path:line`.
    pub at: String,
    /// What is wrong and how to mend it.
    pub what: String,
    pub weight: Weight,
}

/// Whether a finding stops the landing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Error,
    Warning,
}

impl Finding {
    pub fn error(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self { at: at.into(), what: what.into(), weight: Weight::Error }
    }

    fn warning(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self { at: at.into(), what: what.into(), weight: Weight::Warning }
    }
}

/// Prints every finding; fails when one of them is an error.
pub fn tidy(workspace: &Workspace) -> Result<()> {
    let files = workspace.files()?;
    let mut findings = crates::check(&workspace.read(crates::TABLE)?, &workspace.crates);
    findings.extend(manifests::check(&files));
    findings.extend(sources::check(&files));
    findings.extend(text::check(&files));
    findings.extend(documents::check(&files));
    findings.extend(requirements::check(&files));
    findings.extend(security::check(&files));
    report(&files, &findings)
}

fn report(files: &[SourceFile], findings: &[Finding]) -> Result<()> {
    let mut errors = 0_usize;
    for Finding { at, what, weight } in findings {
        let mark = match weight {
            Weight::Error => {
                errors = errors.saturating_add(1);
                "error"
            }
            Weight::Warning => "warning",
        };
        println!("{mark}: {at}: {what}");
    }
    if errors > 0 {
        bail!("tidy: {errors} errors");
    }
    println!("tidy: {} files, no error", files.len());
    Ok(())
}

/// Lines of a file with their places: `path:line`.
pub fn lines(file: &SourceFile) -> impl Iterator<Item = (String, &str)> {
    (1_usize..).zip(file.text.lines()).map(|(number, line)| (format!("{}:{number}", file.path), line))
}
