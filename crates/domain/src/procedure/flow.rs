//! How a handling flows through a procedure: routes, stages with their steps and guards, moments, and the clocks between them.

use serde::{Deserialize, Serialize};

use super::model::Means;
use crate::calendar::DayOne;

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
