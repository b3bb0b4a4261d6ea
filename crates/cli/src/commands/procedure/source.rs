//! A procedure as named on the command line: a file, or the id of one that comes with the program.

use std::path::Path;

use redress_domain::procedure::{Finding, Loaded, Procedure, Severity, shipped};

use crate::failure::Failure;
use crate::input;

/// Most bytes of a file that are read; the loader has the same limit and says so.
const MOST_BYTES: u64 = 1024 * 1024;

/// The text of a procedure and the name that findings give as its place.
pub struct Source {
    pub file: String,
    pub bytes: Vec<u8>,
}

impl Source {
    /// A file of that name, else the shipped procedure of that id.
    ///
    /// # Errors
    /// A wrong usage when there is neither.
    pub fn find(name: &str) -> Result<Self, Failure> {
        let path = Path::new(name);
        match shipped::find(name).filter(|_| !path.is_file()) {
            Some(shipped) => Ok(Self { file: shipped.file.to_owned(), bytes: shipped.text.as_bytes().to_vec() }),
            None if !path.exists() => {
                let ids: Vec<&str> = shipped::all().iter().map(|shipped| shipped.id).collect();
                let message = format!("'{name}' is neither a file nor a procedure of the program ({})", ids.join(", "));
                Err(Failure::usage("procedure-not-found", message))
            }
            None => Ok(Self { file: name.to_owned(), bytes: input::read(path, MOST_BYTES)? }),
        }
    }

    /// Reads and checks it.
    pub fn load(&self) -> Loaded {
        Procedure::load_bytes(&self.file, &self.bytes)
    }

    /// The procedure, when nothing found is an error.
    ///
    /// # Errors
    /// A refusal that says how to see the findings.
    pub fn procedure(&self) -> Result<Procedure, Failure> {
        let loaded = self.load();
        loaded.procedure.ok_or_else(|| {
            let first = loaded.findings.first().map(line).unwrap_or_default();
            let message = format!("{first}; see all findings with: redress procedure check {}", self.file);
            Failure::refused("procedure-refused", message)
        })
    }
}

/// A finding on one line.
pub fn line(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let requirement = finding.requirement.as_ref().map(|row| format!(" ({row})")).unwrap_or_default();
    format!("{severity} {} {}: {}{requirement}", finding.code, finding.at, finding.message)
}
