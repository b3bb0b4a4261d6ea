//! A procedure: the rules of one complaints regime as data, checked before anything may rely on them.

mod check;
mod clock_rule;
mod conduct;
pub mod diff;
mod earlier;
mod escalation;
mod finding;
mod flow;
pub mod graph;
mod lookup;
mod model;
mod read;
mod report;
mod report_every;
mod retention;
pub mod shipped;
mod source;
mod split;
mod wording;

use std::ops::Deref;

pub use clock_rule::{
    ClockRule, EndOfDay, EndRule, Extension, Fallback, Force, MonthRule, NonworkingStart, Pause, StartRule, Unit,
};
pub use conduct::{
    Behaviour, Consent, ConsentBefore, InfoRequest, Letter, NewIssue, Points, PointsRule, Provenance, Reopening,
    Repeats, ReplyContent, ReplyWhen, Response, TimeLimit, Written,
};
pub use escalation::{Escalation, ExternalBody, Window, WindowStart, WindowUnit};
pub use finding::{Finding, Severity};
pub use flow::{Board, Filter, Guard, Moment, Panel, Route, Stage, Step, StepKind, TieRule};
pub use model::{
    ActionStart, Actions, Adoption, Channel, Code, CodeFamily, Compensation, CompensationBand, Definition, Intake,
    IntakeField, Label, Means, MissingPart, Outcome, OutcomeEffect, Part, Permission, ReferencePattern, Role, Settled,
    Terms, TriageClass,
};
pub use report::{
    Escalated, Report, ReportSection, SectionId, Spc, TimescaleColumn, TotalMean, TotalPercent, Uphold, VolumeColumn,
};
pub use report_every::{Every, ReportEvery};
pub use retention::{Kept, KeptUntil, Retention, RetentionRule};
pub use split::{Split, SplitAsked};
pub use wording::OwnWords;

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

    /// A procedure that was checked when it was stored: cases are pinned to it, so later and stricter checks do not lock them.
    /// `None` where it can no longer be read at all.
    pub fn stored(text: &str) -> Option<Self> {
        let (definition, _) = read::definition("", text.as_bytes()).ok()?;
        Some(Self(earlier::with_later_permissions(definition)))
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
