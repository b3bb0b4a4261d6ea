//! The vocabulary of a procedure: the rules of one complaints regime as typed data.
//!
//! Names are those of `docs/glossary.md`. Guards, moments and actions are closed enums: a procedure
//! can only say what the engine knows how to do, and a file that says anything else is refused with its place.

use serde::{Deserialize, Serialize};

use super::clock_rule::ClockRule;
use super::conduct::{
    Behaviour, Consent, InfoRequest, Letter, Points, Provenance, Reopening, Repeats, Response, TimeLimit,
};
use super::escalation::{Escalation, ExternalBody};
use super::flow::Stage;
use super::report::Report;
use super::retention::Retention;
use super::split::Split;
use crate::time::Date;

/// A procedure file as written. Held by [`super::Procedure`] only once it has been checked.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub struct Definition {
    /// Stable id, kebab-case: `donnington-service-failure`.
    pub id: String,
    pub title: String,
    /// Version as the owner writes it; a case keeps the version it began with (R73).
    pub version: String,
    /// BCP 47 tag of the words in this file.
    pub language: String,
    pub terms: Terms,
    /// Who adopted it; absent means it is a draft (R73).
    pub adoption: Option<Adoption>,
    /// The procedure as it is published, part by part (R3).
    #[serde(default)]
    pub parts: Vec<Part>,
    /// References the text makes to parts that were never supplied, acknowledged with a reason (R3).
    #[serde(default)]
    pub missing_parts: Vec<MissingPart>,
    /// Where the source is silent or contradicts itself, and how this file settles it.
    #[serde(default)]
    pub settled: Vec<Settled>,
    pub roles: Vec<Role>,
    pub intake: Intake,
    pub triage: Vec<TriageClass>,
    pub stages: Vec<Stage>,
    pub clocks: Vec<ClockRule>,
    pub outcomes: Vec<Outcome>,
    pub codes: Vec<Code>,
    #[serde(default)]
    pub natures: Vec<Label>,
    #[serde(default)]
    pub service_areas: Vec<String>,
    /// How one outcome follows from several points, and what becomes of new ones.
    #[serde(default)]
    pub points: Points,
    #[serde(default)]
    pub remedies: Vec<Label>,
    pub compensation: Compensation,
    pub actions: Actions,
    #[serde(default)]
    pub info_request: InfoRequest,
    /// What a finding of no fault can rest on (R78).
    #[serde(default)]
    pub evidence: Vec<Label>,
    /// What is weighed in a decision (R75).
    #[serde(default)]
    pub reasonableness: Vec<Label>,
    #[serde(default)]
    pub response: Response,
    #[serde(default)]
    pub letters: Vec<Letter>,
    /// What returns ask of every case.
    #[serde(default)]
    pub splits: Vec<Split>,
    /// What may follow for a member of staff (R79).
    #[serde(default)]
    pub staff_matters: Vec<Label>,
    #[serde(default)]
    pub repeats: Repeats,
    pub time_limit: Option<TimeLimit>,
    #[serde(default)]
    pub consent: Consent,
    #[serde(default)]
    pub adjustments: Vec<Label>,
    pub behaviour: Option<Behaviour>,
    pub reopening: Option<Reopening>,
    /// How long the records of closed cases are kept.
    #[serde(default)]
    pub retention: Retention,
    pub escalation: Escalation,
    #[serde(default)]
    pub external_bodies: Vec<ExternalBody>,
    pub report: Report,
    /// What this file rests on, and what to compare with the published text before adopting it.
    #[serde(default)]
    pub provenance: Vec<Provenance>,
}

/// The procedure's own words, used on every screen and letter (R2).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The one who complains: "customer".
    pub person: String,
    /// What is handled: "service failure".
    pub case: String,
    /// Plural of `case`.
    pub cases: String,
}

/// Adoption by a body, with signatory and date (R73).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Adoption {
    pub body: String,
    pub signatory: String,
    pub date: Date,
}

/// One published part with its one-line purpose (R3). `id` is a number or a name such as `appendix-1`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    pub id: String,
    pub title: String,
    pub purpose: String,
    pub body: String,
    /// Whether the procedure's own list of contents names it.
    pub listed: bool,
}

/// A part that the text cites and nobody supplied.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct MissingPart {
    pub part: String,
    pub requirement: String,
    pub why: String,
}

/// A gap or contradiction of the source, the field that settles it, and how (one warning of `procedure check` each).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// Row of the requirements it comes from: `R13`.
    pub requirement: String,
    /// Path of the field that settles it: `clocks.resolve.start_rule`.
    pub at: String,
    pub source: String,
    pub settled_as: String,
}

/// A role people hold, and what holding it lets them do.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub id: String,
    pub label: String,
    pub may: Vec<Permission>,
}

/// What a role may do. Finer limits (owner only, eligible only) are rules of `access` and `eligibility`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Permission {
    /// See cases, their history and the work list.
    Read,
    /// Log a new case.
    Log,
    /// Triage, settle at first contact, hand over, record contact and requests for the next stage.
    Handle,
    /// Own a handling and bring it to its decision.
    Resolve,
    /// Act on any handling, whoever owns it.
    Manage,
    /// See reports and learning records.
    Report,
    /// Users, closures, procedures, imports.
    Administer,
    /// See and record what follows for members of staff (R79).
    StaffMatters,
    /// Keep themes, improvement actions and lessons; write the text of reports.
    Improve,
    /// Approve, publish and correct reports (R109).
    Approve,
    /// See every confidential case, and keep watch over who had one opened in need.
    Confidential,
    /// See who read what; with it alone nothing can be changed.
    Audit,
    /// Hold, give out and erase what is kept of people.
    DataProtection,
}

/// How a complaint reaches us (R25).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    Letter,
    Email,
    Web,
    InPerson,
    Phone,
}

/// By what means somebody was contacted (R46).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Means {
    Phone,
    Visit,
    InPerson,
    Video,
    Email,
    Letter,
    Text,
}

impl Means {
    /// Whether two people speak with each other, which is what "personal contact" asks for (R46).
    pub fn is_personal(self) -> bool {
        matches!(self, Self::Phone | Self::Visit | Self::InPerson | Self::Video)
    }
}

/// What is asked when a case is logged (R6, R11, R20, R25, R29, R31).
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Intake {
    pub channels: Vec<Channel>,
    /// Whether a complaint must come in writing (R27: in the procedures written from the sources it never must).
    #[serde(default)]
    pub written_required: bool,
    /// Fields that must be filled beside date, channel and summary.
    #[serde(default)]
    pub required_fields: Vec<IntakeField>,
    /// Whether a case can be logged with no identity (R29).
    pub anonymous: bool,
    /// Pointers shown to whoever listens; a checklist, not a gate (R20).
    #[serde(default)]
    pub checklist: Vec<String>,
    /// How a reference is formed.
    pub reference: ReferencePattern,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum IntakeField {
    OutcomeWanted,
    ServiceArea,
    Nature,
    Complainant,
}

/// Pattern of a reference: prefix, year of receipt, running number of the organisation (R103).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ReferencePattern {
    /// Text before the year, may be empty: `SF-`.
    pub prefix: String,
    /// Text between year and number, may be empty.
    pub separator: String,
    /// Digits of the running number, zero-padded, 3 to 9.
    pub digits: u8,
}

/// What triage can find (R17, R18).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TriageClass {
    pub id: String,
    pub label: String,
    /// Only a failure is handled by stages, has clocks and counts in the figures.
    pub counts_as_failure: bool,
    pub meaning: String,
}

/// A possible result (R54).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    pub id: String,
    pub label: String,
    pub effect: OutcomeEffect,
}

/// What an outcome means to guards and figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutcomeEffect {
    Upheld,
    PartlyUpheld,
    NotUpheld,
    /// Settled with the person's agreement, without a finding.
    Resolved,
    /// The person took it back; leaves the percentage's base.
    Withdrawn,
    /// It was a comment or a query after all; left out of every count but its own.
    Reclassified,
}

impl OutcomeEffect {
    /// Whether something went wrong, wholly or in part.
    pub fn is_fault(self) -> bool {
        matches!(self, Self::Upheld | Self::PartlyUpheld)
    }

    /// Whether there is nothing to find: it was taken back, or is no failure.
    pub fn is_left_out(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Reclassified)
    }
}

/// A decision code with its meaning (R55).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Code {
    pub id: String,
    pub label: String,
    pub meaning: String,
    pub family: CodeFamily,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeFamily {
    Cause,
    Finding,
    /// Comment and Query: the case leaves the failure counts, so its outcome is `reclassified`.
    NotAFailure,
    Policy,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    pub id: String,
    pub label: String,
}

/// Compensation: a decision is always asked for where a stage guards it (R38).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Compensation {
    /// Where the scheme is written down.
    pub scheme: Option<String>,
    /// Bands of the scheme; empty means that no scheme is on file, and every page that asks says so.
    #[serde(default)]
    pub bands: Vec<CompensationBand>,
    /// Goodwill may be paid where nothing is upheld, and it stays not upheld.
    #[serde(default)]
    pub goodwill_when_rejected: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CompensationBand {
    pub from_pence: u64,
    pub to_pence: u64,
    pub basis: String,
    /// Roles one of which whoever approves an amount of this band must hold; empty: anybody.
    #[serde(default)]
    pub approvers: Vec<String>,
}

/// Dates of agreed actions (R36, R80).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Actions {
    /// Working days from agreement within which an action should be done.
    pub days: u32,
    /// Working days to aim for.
    pub early_target: Option<u32>,
    /// From when they count.
    #[serde(default)]
    pub start: ActionStart,
}

/// From when the working days of an agreed action count (R36).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ActionStart {
    #[default]
    Agreed,
    Received,
}
