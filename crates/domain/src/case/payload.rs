//! What the larger facts carry.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::is_false;
use super::{Agreement, Considered, Interest, PersonRef, Restriction};
use crate::procedure::{Channel, Means, OutcomeEffect, Route};
use crate::register::{BroughtBy, RegisterCase};
use crate::staff::UserId;
use crate::time::{Date, Instant};

/// A case was logged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Logged {
    pub reference: String,
    pub procedure: String,
    pub procedure_version: String,
    pub route: Route,
    pub stage: String,
    pub received_at: Instant,
    pub received_on: Date,
    pub channel: Channel,
    pub brought_by: BroughtBy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complainant: Option<PersonRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representative: Option<RepresentativeRef>,
    pub summary: String,
    /// `None`: not stated, which is allowed and reported (R9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome_wanted: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_area: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub natures: Vec<String>,
    /// Whether an agreed standard failed, or the person's expectation; either is enough (R6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_test: Option<super::FailedTest>,
    /// Whether the understanding was repeated back and confirmed, or why not (R21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub understanding: Option<super::Understanding>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub happened_on: Option<Date>,
    /// Members of staff whom it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<UserId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub adjustments: Vec<String>,
}

/// A case was taken from a register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Imported {
    pub procedure: String,
    pub procedure_version: String,
    /// What each outcome in `case` meant under that version.
    pub outcomes: BTreeMap<String, OutcomeEffect>,
    /// The stage that each route in `case` led to.
    pub stages: BTreeMap<Route, String>,
    pub case: RegisterCase,
}

/// Somebody who acts for the complainant (R26).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepresentativeRef {
    pub person: PersonRef,
    pub relation: String,
    /// What their authority rests on; `None` while it has not been shown, which never bars logging.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
}

/// One step of an agreed plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedStep {
    pub number: u32,
    pub what: String,
    pub owner: UserId,
    pub due_on: Date,
}

/// A decision with outcome and code (R54), and what the report tells of it (R100).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    pub outcome: String,
    pub effect: OutcomeEffect,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action_taken: Option<String>,
    /// `None` only where agreement is not asked: withdrawn or reclassified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreement>,
    #[serde(default, skip_serializing_if = "Considered::is_empty")]
    pub considered: Considered,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<String>,
    /// Why it is not the outcome that follows from the points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome_reason: Option<String>,
}

impl Decided {
    /// Whether a letter that told one of the two decisions is right for the other.
    pub(super) fn tells_the_same(&self, other: &Self) -> bool {
        self.outcome == other.outcome
            && self.finding == other.finding
            && self.explanation == other.explanation
            && self.action_taken == other.action_taken
            && self.remedies == other.remedies
    }
}

/// What was learnt (R71, R72).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learnt {
    pub reason: String,
    pub root_cause: String,
    /// What will prevent it; `None` says that there was nothing to learn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preventive_action: Option<PreventiveAction>,
    pub service_area: String,
    /// An earlier case of the same cause in that service area (R10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat_of: Option<String>,
}

/// The action that is to prevent it, with who sees to it by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreventiveAction {
    /// Number of the action that tracks it; histories of before it was tracked have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    pub what: String,
    pub owner: UserId,
    pub due_on: Date,
}

/// A time limit was extended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extended {
    pub to: Date,
    pub reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approver: Option<UserId>,
    /// How the person was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Means>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub outside_contact_given: bool,
}

/// A duplicate was taken in, and with it what it knew of who keeps out: merging must hide nothing and let nobody in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absorbed {
    pub duplicate: String,
    /// Who had acted on it in substance: they review this case no more than one they had handled (R60).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<UserId>,
    /// Members of staff whom it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<UserId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interests: Vec<Interest>,
    /// What made it confidential.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restriction: Option<Restriction>,
}
