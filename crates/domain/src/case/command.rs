//! What a person can ask of a case, with everything that is needed to decide it.

use super::{Agreement, Compensation, Due, FailedTest, Understanding, WrittenReply};
use crate::procedure::{Channel, Means, Route};
use crate::register::BroughtBy;
use crate::staff::UserId;
use crate::time::{Date, Instant};

/// A new case, as told by whoever brings it (R31).
#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    pub received: Received,
    pub channel: Channel,
    pub brought_by: BroughtBy,
    pub complainant: Option<Party>,
    pub representative: Option<Representative>,
    pub summary: String,
    pub outcome_wanted: Option<String>,
    pub service_area: Option<String>,
    pub natures: Vec<String>,
    pub failed_test: Option<FailedTest>,
    pub understanding: Option<Understanding>,
    /// `S1`, or `S2` where the procedure lets a case enter there directly.
    pub route: Route,
}

/// When a complaint was received, apart from when it is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// The day is known: today means now, an earlier day its first instant, so that nobody gains time from a missing hour.
    On(Date),
    At(Instant),
}

/// A person and how to reach them. Kept apart from the case.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Party {
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
}

/// Somebody who acts for the complainant (R26).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representative {
    pub party: Party,
    pub relation: String,
    pub authority: Option<String>,
}

/// What can be asked of a case that exists.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    Triage {
        class: String,
        note: Option<String>,
    },
    SettleAtFirstContact {
        done: String,
        agreement: Agreement,
    },
    HandOver {
        to: UserId,
        customer_told: Option<Means>,
    },
    RecordContact(RecordContact),
    MakePromise {
        what: String,
        due: Due,
    },
    AgreePlan {
        steps: Vec<PlanStep>,
        agreement: Agreement,
    },
    CompleteAction {
        number: u32,
        on: Date,
        note: Option<String>,
    },
    AskWrittenReply {
        answer: WrittenReply,
    },
    RecordReply {
        on: Date,
        means: Means,
        note: Option<String>,
    },
    DecideCompensation {
        decision: Compensation,
    },
    Decide(Decide),
    /// `on` is today where it is not given; earlier days are for what is written up late.
    Close {
        on: Option<Date>,
    },
    Escalate(Escalate),
    AcknowledgeEscalation {
        means: Means,
        at: Instant,
    },
    Extend {
        to: Date,
        reason: String,
    },
    CompleteLearning(CompleteLearning),
    AddNote {
        text: String,
    },
}

/// Contact, or a try at it (R46).
#[derive(Debug, Clone, PartialEq)]
pub struct RecordContact {
    pub means: Means,
    pub at: Instant,
    pub reached: bool,
    pub note: Option<String>,
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
}

/// The person asks for the next stage, by any channel, reasons not needed (R57).
#[derive(Debug, Clone, PartialEq)]
pub struct Escalate {
    /// When it was asked for; it counts from then (R89).
    pub asked: Received,
    pub channel: Channel,
    pub reasons: Option<String>,
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

impl Command {
    /// Stable name, as in the API's paths and the permission table.
    pub fn kind(&self) -> CommandKind {
        match self {
            Self::Triage { .. } => CommandKind::Triage,
            Self::SettleAtFirstContact { .. } => CommandKind::SettleAtFirstContact,
            Self::HandOver { .. } => CommandKind::HandOver,
            Self::RecordContact(_) => CommandKind::RecordContact,
            Self::MakePromise { .. } => CommandKind::MakePromise,
            Self::AgreePlan { .. } => CommandKind::AgreePlan,
            Self::CompleteAction { .. } => CommandKind::CompleteAction,
            Self::AskWrittenReply { .. } => CommandKind::AskWrittenReply,
            Self::RecordReply { .. } => CommandKind::RecordReply,
            Self::DecideCompensation { .. } => CommandKind::DecideCompensation,
            Self::Decide(_) => CommandKind::Decide,
            Self::Close { .. } => CommandKind::Close,
            Self::Escalate(_) => CommandKind::Escalate,
            Self::AcknowledgeEscalation { .. } => CommandKind::AcknowledgeEscalation,
            Self::Extend { .. } => CommandKind::Extend,
            Self::CompleteLearning(_) => CommandKind::CompleteLearning,
            Self::AddNote { .. } => CommandKind::AddNote,
        }
    }
}

/// The commands by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommandKind {
    Triage,
    SettleAtFirstContact,
    HandOver,
    RecordContact,
    MakePromise,
    AgreePlan,
    CompleteAction,
    AskWrittenReply,
    RecordReply,
    DecideCompensation,
    Decide,
    Close,
    Escalate,
    AcknowledgeEscalation,
    Extend,
    CompleteLearning,
    AddNote,
}

impl CommandKind {
    /// Every command there is.
    pub const ALL: [Self; 17] = [
        Self::Triage,
        Self::SettleAtFirstContact,
        Self::HandOver,
        Self::RecordContact,
        Self::MakePromise,
        Self::AgreePlan,
        Self::CompleteAction,
        Self::AskWrittenReply,
        Self::RecordReply,
        Self::DecideCompensation,
        Self::Decide,
        Self::Close,
        Self::Escalate,
        Self::AcknowledgeEscalation,
        Self::Extend,
        Self::CompleteLearning,
        Self::AddNote,
    ];
}
