//! The vocabulary of a procedure: the rules of one complaints regime as typed data.
//!
//! Names are those of `docs/glossary.md`. Guards, moments and actions are closed enums: a procedure
//! can only say what the engine knows how to do, and a file that says anything else is refused with its place.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::calendar::DayOne;
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
    pub compensation: Compensation,
    pub actions: Actions,
    pub escalation: Escalation,
    #[serde(default)]
    pub external_bodies: Vec<ExternalBody>,
    pub report: Report,
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

/// By which way a handling came to its stage: first stage, directly to the second, moved up from the first (R88).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum Route {
    S1,
    S2,
    #[serde(rename = "ESC")]
    Esc,
}

/// One stage of the procedure, in order.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub id: String,
    pub label: String,
    /// Routes by which a handling may come here; `S2` is direct entry, `ESC` comes from the stage before.
    pub routes: Vec<Route>,
    /// Settled on the spot is possible (R12, R33).
    #[serde(default)]
    pub first_contact: bool,
    /// Roles one of which the owner must hold.
    pub owner_roles: Vec<String>,
    /// Roles that bar from owning, even beside an owner role (R42).
    #[serde(default)]
    pub owner_excluded: Vec<String>,
    /// Nobody who acted at an earlier stage may own this one (R60).
    #[serde(default)]
    pub independent: bool,
    /// The steps in order, with the procedure's names (R5).
    pub steps: Vec<Step>,
    /// What must be there before a handling at this stage can close.
    pub closing: Vec<Guard>,
}

/// One named step of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub kind: StepKind,
    pub label: String,
    /// The part of the procedure that tells how.
    pub part: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    Triage,
    FirstContact,
    Acknowledge,
    HandOver,
    Contact,
    Plan,
    Decide,
    Reply,
    Close,
    Learn,
}

/// What closing waits for. Each is met, or answered "not possible" for an anonymous case where noted (R30).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guard {
    /// The owner, or first contact, has spoken to the person (not possible: anonymous).
    Contact,
    /// The person agreed, or "not agreed" has reasons (not possible: anonymous) (R35, R53).
    Agreement,
    /// Every step of the action plan is done (R51).
    PlanDone,
    /// A compensation decision is on file, "none" allowed (R38).
    Compensation,
    /// It was asked whether a written reply is wanted (not possible: anonymous) (R39).
    WrittenReplyAsked,
    /// The written reply is recorded as sent where it was wanted (R40).
    WrittenReplySent,
    /// Exactly one decision code (R54).
    Code,
}

/// A moment in the life of a case at which a clock can start or stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// The case was received (direct to its first handling).
    Received,
    /// The handling was given to its owner.
    HandedOver,
    /// Contact was made by a means that satisfies the clock.
    Contacted,
    /// The next stage was asked for.
    EscalationRequested,
    /// The request for this stage was acknowledged.
    Acknowledged,
    /// An action plan was agreed.
    PlanAgreed,
    /// Its last step was done.
    PlanDone,
    /// The handling was closed: final response given.
    Closed,
    /// The learning record was completed.
    LearningCompleted,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StartRule {
    /// The day after the start counts 1.
    DayAfter,
    /// The day of the start counts 1, or the next working day where it is none.
    SameDay,
    /// From the instant itself; only for hours.
    Instant,
}

impl StartRule {
    /// The day-one rule of a clock that counts days; `None` for one that runs from the instant.
    pub fn day_one(self) -> Option<DayOne> {
        match self {
            Self::DayAfter => Some(DayOne::DayAfter),
            Self::SameDay => Some(DayOne::SameDay),
            Self::Instant => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    WorkingDay,
    Hour,
}

/// A clock of the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ClockRule {
    pub id: String,
    /// Shown to people: "Speak to the customer".
    pub label: String,
    /// The handlings it runs for.
    pub routes: Vec<Route>,
    pub start: Moment,
    pub start_rule: StartRule,
    pub length: u32,
    pub unit: Unit,
    pub stop: Moment,
    /// Means of contact that stop a clock that stops when `contacted` (R46).
    #[serde(default)]
    pub satisfied_by: Vec<Means>,
    /// This clock is the stage's time limit, by which the report measures days, met and missed.
    #[serde(default)]
    pub timescale: bool,
    /// A date to aim for before the due date, in the clock's unit (R80).
    pub early_target: Option<u32>,
    pub extension: Option<Extension>,
}

/// How far a clock may be extended, counted from its due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// Most working days that can be added in all.
    pub max: u32,
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
    /// Bands of the scheme; empty means that no scheme is on file, and every page that asks says so.
    #[serde(default)]
    pub bands: Vec<CompensationBand>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CompensationBand {
    pub from_pence: u64,
    pub to_pence: u64,
    pub basis: String,
}

/// Dates of agreed actions (R36, R80).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Actions {
    /// Working days from agreement within which an action should be done.
    pub days: u32,
    /// Working days to aim for.
    pub early_target: Option<u32>,
}

/// Moving up a stage (R57, R89).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    /// Months after the reply within which it may be asked for; absent: no limit.
    pub window_months: Option<u32>,
}

/// Where a person can go when the procedure is exhausted (R16).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ExternalBody {
    pub id: String,
    pub name: String,
    pub contact: String,
    pub scope_note: String,
}

/// Words of the period report (R87-R96).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Title of the report.
    pub title: String,
    /// Label of each row.
    pub rows: BTreeMap<Route, String>,
}
