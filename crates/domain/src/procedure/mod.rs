//! A procedure: the rules of one complaints regime as data, checked before anything may rely on them.

mod check;
mod finding;
mod flow;
mod lookup;
mod model;
mod read;
pub mod shipped;
mod source;

use std::ops::Deref;

pub use finding::{Finding, Severity};
pub use flow::{ClockRule, Extension, Guard, Moment, Route, Stage, StartRule, Step, StepKind, Unit};
pub use model::{
    Actions, Adoption, Channel, Code, CodeFamily, Compensation, CompensationBand, Definition, Escalation, ExternalBody,
    Intake, IntakeField, Label, Means, MissingPart, Outcome, OutcomeEffect, Part, Permission, ReferencePattern, Report,
    Role, Settled, Terms, TriageClass,
};

/// A procedure that holds together. One exists only when its file had no finding that is an error, so whoever
/// holds one need not doubt that a role exists or that a stage has its time limit.
#[derive(Debug, Clone, PartialEq)]
pub struct Procedure(Definition);

/// What came of reading a procedure file.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// Absent when a finding is an error.
    pub procedure: Option<Procedure>,
    /// Errors first, then warnings.
    pub findings: Vec<Finding>,
}

impl Procedure {
    /// Reads and checks the text of a procedure. `file` is the name that findings give as their place.
    pub fn load(file: &str, text: &str) -> Loaded {
        Self::load_bytes(file, text.as_bytes())
    }

    /// Like [`Procedure::load`], of bytes that may be no text at all.
    pub fn load_bytes(file: &str, bytes: &[u8]) -> Loaded {
        let (definition, source) = match read::definition(file, bytes) {
            Ok(read) => read,
            Err(finding) => {
                return Loaded { procedure: None, findings: vec![finding] };
            }
        };
        let findings = check::check(&definition, &source);
        let sound = findings.iter().all(|finding| finding.severity == Severity::Warning);
        Loaded { procedure: sound.then_some(Procedure(definition)), findings }
    }
}

impl Deref for Procedure {
    type Target = Definition;

    fn deref(&self) -> &Definition {
        &self.0
    }
}
