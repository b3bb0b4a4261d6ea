//! What can have happened to a case: small facts in the past tense, with the clocks each moved.
//!
//! Events are history: serialised by name, never changed. What people need to understand later is in them;
//! who the people are is not (identity lives apart and is referred to by a digest).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::clock::ClockChange;
use super::{Agreement, Compensation, Due, PersonRef, WrittenReply};
use crate::procedure::{Channel, Means, OutcomeEffect, Route};
use crate::register::{BroughtBy, RegisterCase};
use crate::staff::UserId;
use crate::time::{Date, Instant};

/// One thing that happened, with the clocks that it started, extended or stopped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub fact: Fact,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<ClockChange>,
}

/// An event as it stands in a case's history.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// Position in the case, from 1; the case's version after it.
    pub version: u64,
    pub at: Instant,
    /// Who did it.
    pub by: By,
    pub event: Event,
}

/// Who stands behind an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum By {
    User(UserId),
    /// Somebody at the command line of the installation.
    Operator,
}

impl By {
    /// As stored: `user:ID` or `operator`.
    pub fn to_text(&self) -> String {
        match self {
            Self::User(id) => format!("user:{id}"),
            Self::Operator => "operator".to_owned(),
        }
    }

    /// The reverse of [`By::to_text`]; `None` for any other text.
    pub fn from_text(text: &str) -> Option<Self> {
        match text.strip_prefix("user:") {
            Some(id) => Some(Self::User(UserId::new(id))),
            None => (text == "operator").then_some(Self::Operator),
        }
    }

    pub fn user(&self) -> Option<&UserId> {
        match self {
            Self::User(id) => Some(id),
            Self::Operator => None,
        }
    }
}

/// The facts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fact {
    Logged(Box<Logged>),
    /// A case taken from a register, history included (R83).
    Imported(Box<Imported>),
    Triaged {
        class: String,
        counts_as_failure: bool,
        note: Option<String>,
    },
    /// Settled on the spot: what was done, and how the person confirmed it (R33, R35).
    SettledAtFirstContact {
        done: String,
        agreement: Agreement,
    },
    /// Given to its owner; `customer_told` is how the person was given name and contact details (R23, R43).
    HandedOver {
        to: UserId,
        customer_told: Option<Means>,
    },
    /// Tried and not reached: logged, and stops no clock (R46).
    ContactTried {
        means: Means,
        at: Instant,
        note: Option<String>,
    },
    ContactMade {
        means: Means,
        at: Instant,
        note: Option<String>,
        issue: Option<String>,
        remedy_wanted: Option<String>,
    },
    PromiseMade {
        number: u32,
        what: String,
        due: Due,
    },
    PlanAgreed {
        agreement: Agreement,
        steps: Vec<PlannedStep>,
    },
    ActionDone {
        number: u32,
        on: Date,
        note: Option<String>,
    },
    WrittenReplyAsked {
        answer: WrittenReply,
    },
    ReplySent {
        on: Date,
        means: Means,
        note: Option<String>,
    },
    CompensationDecided {
        decision: Compensation,
    },
    Decided(Box<Decided>),
    HandlingClosed {
        on: Date,
    },
    /// Opened by itself when a failure is resolved, and again when a later stage adds to it (R69).
    LearningOpened {},
    EscalationRequested {
        route: Route,
        stage: String,
        on: Date,
        at: Instant,
        channel: Channel,
        reasons: Option<String>,
    },
    EscalationAcknowledged {
        at: Instant,
        means: Means,
    },
    Extended {
        to: Date,
        reason: String,
    },
    LearningCompleted(Box<Learnt>),
    NoteAdded {
        text: String,
    },
}

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
}

impl Decided {
    /// Whether a letter that told one of the two decisions is right for the other.
    pub(super) fn tells_the_same(&self, other: &Self) -> bool {
        self.outcome == other.outcome
            && self.finding == other.finding
            && self.explanation == other.explanation
            && self.action_taken == other.action_taken
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
}

/// The action that is to prevent it, with who sees to it by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreventiveAction {
    pub what: String,
    pub owner: UserId,
    pub due_on: Date,
}

impl Fact {
    /// Stable name of the fact, as stored beside it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Logged(_) => "logged",
            Self::Imported(_) => "imported",
            Self::Triaged { .. } => "triaged",
            Self::SettledAtFirstContact { .. } => "settled-at-first-contact",
            Self::HandedOver { .. } => "handed-over",
            Self::ContactTried { .. } => "contact-tried",
            Self::ContactMade { .. } => "contact-made",
            Self::PromiseMade { .. } => "promise-made",
            Self::PlanAgreed { .. } => "plan-agreed",
            Self::ActionDone { .. } => "action-done",
            Self::WrittenReplyAsked { .. } => "written-reply-asked",
            Self::ReplySent { .. } => "reply-sent",
            Self::CompensationDecided { .. } => "compensation-decided",
            Self::Decided(_) => "decided",
            Self::HandlingClosed { .. } => "handling-closed",
            Self::LearningOpened {} => "learning-opened",
            Self::EscalationRequested { .. } => "escalation-requested",
            Self::EscalationAcknowledged { .. } => "escalation-acknowledged",
            Self::Extended { .. } => "extended",
            Self::LearningCompleted(_) => "learning-completed",
            Self::NoteAdded { .. } => "note-added",
        }
    }
}

impl From<Fact> for Event {
    fn from(fact: Fact) -> Self {
        Self { fact, clocks: Vec::new() }
    }
}
