//! Why something cannot be done: a field that is wrong, or a rule that stands against it. Each with a stable code.

use crate::calendar::CalendarError;
use crate::procedure::Guard;

use super::eligibility::Ineligible;

/// A command that was not carried out. Nothing was stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// What was sent does not make sense in itself; per field.
    #[error("{}", summary(.0))]
    Invalid(Vec<FieldError>),
    /// It makes sense, but not for this case now.
    #[error("{0}")]
    Rule(#[from] Rule),
}

/// One field that is missing, wrong or contradicts another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Name as in forms and JSON; `steps.0.due_on` inside a list.
    pub field: String,
    pub code: &'static str,
    pub message: String,
}

impl FieldError {
    pub fn new(field: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self { field: field.into(), code, message: message.into() }
    }
}

impl From<FieldError> for Refusal {
    fn from(error: FieldError) -> Self {
        Self::Invalid(vec![error])
    }
}

fn summary(errors: &[FieldError]) -> String {
    match errors {
        [only] => only.message.clone(),
        many => format!("{} fields need attention", many.len()),
    }
}

/// A rule that stands against a command. The sentences are for whoever gave it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    #[error("This has not been triaged yet: first say whether it is a failure, a first request, a comment or a query.")]
    NotTriaged,
    #[error("This was triaged as something other than a failure; triage it again as a failure before working on it.")]
    NotAFailure,
    #[error("This is in somebody's hands as a failure; if it turns out to be none, decide that it is reclassified.")]
    InWork,
    #[error("This handling is closed; ask for the next stage if the matter goes on.")]
    Closed,
    #[error("This handling is still open; close it before asking for the next stage.")]
    StillOpen,
    #[error("'{stage}' is the last stage of the procedure; nothing comes after it.")]
    NoNextStage { stage: String },
    #[error("A case that was {how} has no decision to take to the next stage.")]
    NothingToEscalate { how: String },
    #[error("The next stage had to be asked for by {until}.")]
    EscalationTooLate { until: String },
    #[error("The procedure does not let a case enter '{stage}' directly.")]
    NoDirectEntry { stage: String },
    #[error("At '{stage}' a case cannot be settled at first contact.")]
    NoFirstContact { stage: String },
    #[error("This has been handed over already; its owner carries it on.")]
    AlreadyHandedOver,
    #[error("{name} already has this.")]
    AlreadyOwner { name: String },
    #[error("{name} cannot be given this: {}", list(.reasons))]
    NotEligible { name: String, reasons: Vec<Ineligible> },
    #[error("Nobody owns this yet; hand it over first.")]
    NoOwner,
    #[error("It cannot be closed yet: {}", missing(.0))]
    ClosingWaits(Vec<Missing>),
    #[error("There is no decision to tell yet; decide first.")]
    NoDecision,
    #[error("No written reply was asked for.")]
    NoReplyWanted,
    #[error("This was brought anonymously: there is nobody to contact, to answer, or to ask for the next stage.")]
    Anonymous,
    #[error("There is no request for this stage to acknowledge.")]
    NothingToAcknowledge,
    #[error("The request has been acknowledged already.")]
    AlreadyAcknowledged,
    #[error("There is no action {number} in this case.")]
    NoSuchAction { number: u32 },
    #[error("Action {number} is done already.")]
    ActionDone { number: u32 },
    #[error("The procedure allows no extension here.")]
    NoExtension,
    #[error("This case holds {events} events, as many as one case can; log what is new as another case.")]
    Full { events: u64 },
    #[error("The time limit has passed, and what is late stays late; an extension is granted before.")]
    LimitPassed,
    #[error("No learning record waits to be completed.")]
    NoLearning,
    #[error("You may not do this: {need}.")]
    NotPermitted { need: String },
}

impl Rule {
    /// Stable code, as in the API and the documentation.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotTriaged => "not-triaged",
            Self::NotAFailure => "not-a-failure",
            Self::InWork => "in-work",
            Self::Closed => "closed",
            Self::StillOpen => "still-open",
            Self::NoNextStage { .. } => "no-next-stage",
            Self::NothingToEscalate { .. } => "nothing-to-escalate",
            Self::EscalationTooLate { .. } => "escalation-too-late",
            Self::NoDirectEntry { .. } => "no-direct-entry",
            Self::NoFirstContact { .. } => "no-first-contact",
            Self::AlreadyHandedOver => "already-handed-over",
            Self::AlreadyOwner { .. } => "already-owner",
            Self::NotEligible { .. } => "not-eligible",
            Self::NoOwner => "no-owner",
            Self::ClosingWaits(_) => "closing-waits",
            Self::NoDecision => "no-decision",
            Self::NoReplyWanted => "no-reply-wanted",
            Self::Anonymous => "anonymous",
            Self::NothingToAcknowledge => "nothing-to-acknowledge",
            Self::AlreadyAcknowledged => "already-acknowledged",
            Self::NoSuchAction { .. } => "no-such-action",
            Self::ActionDone { .. } => "action-done",
            Self::NoExtension => "no-extension",
            Self::Full { .. } => "full",
            Self::LimitPassed => "limit-passed",
            Self::NoLearning => "no-learning",
            Self::NotPermitted { .. } => "not-permitted",
        }
    }
}

/// Something closing waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    Decision,
    Guard(Guard),
}

impl Missing {
    pub fn code(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Guard(Guard::Contact) => "contact",
            Self::Guard(Guard::Agreement) => "agreement",
            Self::Guard(Guard::PlanDone) => "plan-done",
            Self::Guard(Guard::Compensation) => "compensation",
            Self::Guard(Guard::WrittenReplyAsked) => "written-reply-asked",
            Self::Guard(Guard::WrittenReplySent) => "written-reply-sent",
            Self::Guard(Guard::Code) => "code",
        }
    }

    /// What is still to be done, to stand after "it waits for".
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Decision => "a decision with its outcome",
            Self::Guard(Guard::Contact) => "contact with the person",
            Self::Guard(Guard::Agreement) => "the person's agreement, or the reasons why they do not agree",
            Self::Guard(Guard::PlanDone) => "every step of the action plan to be done",
            Self::Guard(Guard::Compensation) => "a decision on compensation (\"none\" is one)",
            Self::Guard(Guard::WrittenReplyAsked) => "the question whether a written reply is wanted",
            Self::Guard(Guard::WrittenReplySent) => "the written reply, which is still to be sent",
            Self::Guard(Guard::Code) => "exactly one decision code",
        }
    }
}

fn missing(missing: &[Missing]) -> String {
    let sentences: Vec<&str> = missing.iter().map(|missing| missing.sentence()).collect();
    format!("it waits for {}.", sentences.join("; "))
}

fn list(reasons: &[Ineligible]) -> String {
    let sentences: Vec<String> = reasons.iter().map(ToString::to_string).collect();
    sentences.join(" ")
}

/// A calendar that cannot count says which years it vouches for; the field is the one that gave the date.
pub(crate) fn uncountable(field: &'static str) -> impl Fn(CalendarError) -> Refusal {
    move |error| FieldError::new(field, "out-of-range", error.to_string()).into()
}
