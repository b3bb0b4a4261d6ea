//! What the larger commands carry.

use std::collections::BTreeMap;

use super::{Agreement, Considered, Member, Received, Recipient};
use crate::procedure::{Channel, Means};
use crate::staff::UserId;
use crate::time::{Date, Instant};

/// The written reply was sent (R40), saying what it has to say (R77, R78).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordReply {
    pub on: Date,
    pub means: Means,
    pub to: Recipient,
    /// Ids of the contents the reply has.
    pub contents: Vec<String>,
    pub note: Option<String>,
}

/// More time (regimes: extension).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extend {
    pub to: Date,
    pub reason: String,
    /// Id of one of the reasons the procedure lists.
    pub ground: Option<String>,
    pub approver: Option<UserId>,
    /// How the person was told of it.
    pub told: Option<Means>,
    /// Whether they were given the outside body's contact with it.
    pub outside_contact_given: bool,
}

/// Whether somebody may be told of the case, or act in it, for the person (R26).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordConsent {
    pub given: bool,
    pub means: Means,
    pub on: Date,
    pub expires_on: Option<Date>,
    pub note: Option<String>,
}

/// A limit on contact, never on complaining.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitContact {
    /// Ids of the limits the procedure knows.
    pub limits: Vec<String>,
    pub reasons: String,
    pub until: Date,
    pub review_on: Date,
    /// It was asked first whether an adjustment would do instead.
    pub adjustments_considered: bool,
}

/// A point of complaint beside the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddPoint {
    pub what: String,
    pub nature: Option<String>,
    pub service_area: Option<String>,
    /// Whether it belongs to the matter in hand: what is new and unrelated may have to be a case of its own.
    pub related: bool,
}

/// The finding on one point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidePoint {
    pub number: u32,
    pub outcome: String,
    pub finding: Option<String>,
    pub remedies: Vec<String>,
}

/// A question to somebody who knows (R52).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskInformation {
    pub of: Member,
    pub question: String,
    /// The procedure's working days from today where it is not given.
    pub due_on: Option<Date>,
}

/// What one member of the panel decides (R59, R62).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordPanelDecision {
    pub member: Member,
    pub outcome: String,
    /// Whether more should be done for the person.
    pub further_action: bool,
    /// Answer to each of the panel's questions, by its id.
    pub answers: BTreeMap<String, bool>,
    pub reasons: String,
    pub on: Date,
}

/// What the board came to (R56, R65).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordBoard {
    pub on: Date,
    pub present: Vec<UserId>,
    pub conclusion: String,
    /// What it decides in the panel's place; `None` where it only discussed.
    pub outcome: Option<String>,
    pub further_action: Option<bool>,
}

/// Contact, or a try at it (R46).
#[derive(Debug, Clone, PartialEq)]
pub struct RecordContact {
    pub means: Means,
    pub at: Instant,
    pub reached: bool,
    pub note: Option<String>,
    /// For a home visit: what whoever goes there has to know, "nothing known" included (R46).
    pub safety: Option<String>,
    /// The issue as the person clarified it (R47).
    pub issue: Option<String>,
    pub remedy_wanted: Option<String>,
}

/// A step of a plan to be agreed (R50).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanStep {
    pub what: String,
    pub owner: UserId,
    pub due_on: Date,
}

/// A decision (R54).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decide {
    pub outcome: String,
    pub code: Option<String>,
    pub finding: Option<String>,
    pub explanation: Option<String>,
    pub action_taken: Option<String>,
    pub agreement: Option<Agreement>,
    /// How it was reached (R75, R76, R78).
    pub considered: Considered,
    /// Ids of the remedies given.
    pub remedies: Vec<String>,
    /// Why the outcome is not the one that follows from the points.
    pub outcome_reason: Option<String>,
}

/// The person asks for the next stage, by any channel, reasons not needed (R57).
#[derive(Debug, Clone, PartialEq)]
pub struct Escalate {
    /// When it was asked for; it counts from then (R89).
    pub asked: Received,
    pub channel: Channel,
    pub reasons: Option<String>,
    /// Why the time limit for asking is waived, where the procedure lets it be.
    pub waiver: Option<String>,
}

/// The person was told what changed because they complained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellWhatChanged {
    pub means: Means,
    pub to: Recipient,
    pub on: Date,
    /// What they were told, in the words they were told it.
    pub what: String,
    /// Number of the improvement action it came of, if it came of one.
    pub improvement: Option<u32>,
}

/// What was learnt (R71, R72).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompleteLearning {
    pub reason: String,
    pub root_cause: String,
    /// `None` states that nothing was to be learnt.
    pub preventive_action: Option<PlanStep>,
    pub service_area: String,
}
