//! Why something cannot be done: a field that is wrong, or a rule that stands against it. Each with a stable code.

use crate::calendar::CalendarError;
use crate::procedure::Guard;
use crate::time::{Zone, long_date};
use crate::words::Word;

use super::eligibility::Ineligible;
use super::erasing::Erasure;

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
    #[error("It was extended {times} times already, as often as the procedure allows.")]
    ExtensionsUsedUp { times: u32 },
    #[error("The procedure lets nothing be paused here.")]
    NoPause,
    #[error("This is paused already; resume it first.")]
    AlreadyPaused,
    #[error("This is not paused.")]
    NotPaused,
    #[error("It was paused for as long as the procedure allows in all.")]
    PausesUsedUp,
    #[error("This case holds {events} events, as many as one case can; log what is new as another case.")]
    Full { events: u64 },
    #[error("The time limit has passed, and what is late stays late; an extension or a pause is granted before.")]
    LimitPassed,
    #[error("No learning record waits to be completed.")]
    NoLearning,
    #[error("There is no attachment {number} in this case.")]
    NoSuchAttachment { number: u32 },
    #[error("This keeps {limit} files, as many as one case can; remove one that is not needed.")]
    AttachmentsFull { limit: usize },
    #[error("This file waits for the virus scanner; it can be opened once it is found clean.")]
    AttachmentQuarantined,
    #[error("The virus scanner found '{found}' in this file, so it is never opened; remove it.")]
    AttachmentInfected { found: String },
    #[error("There is no point {number} in this case.")]
    NoSuchPoint { number: u32 },
    #[error("Each point needs a finding before the whole is decided; none yet on: {numbers}.")]
    PointsOpen { numbers: String },
    #[error("This belongs in a case of its own, because {why}. Log it as a new case and link the two.")]
    NewCase { why: &'static str },
    #[error("There is no question {number} in this case.")]
    NoSuchQuestion { number: u32 },
    #[error("Action {number} is a question to somebody: chase it, or record its answer.")]
    IsQuestion { number: u32 },
    #[error("This is done when it has taken place, and it is for {when}; if it was rearranged, move it.")]
    NotTakenPlace { when: String },
    #[error("It cannot be recorded as {step}: {why}.")]
    PaymentOrder { step: &'static str, why: &'static str },
    #[error("Consent is needed before the case is disclosed to a representative: record it first.")]
    NoConsent,
    #[error("Nobody acts for the person in this case; record the representative first.")]
    NoRepresentative,
    #[error("The procedure sets no limits on contact.")]
    NoBehaviourRules,
    #[error("A warning comes before any limit on contact: give it and record it first.")]
    NotWarned,
    #[error("A limit on contact is in force; review it, to keep it or lift it.")]
    LimitInForce,
    #[error("No limit on contact is in force.")]
    NoLimit,
    #[error("That is this case itself; enter the reference of another one.")]
    SameCase,
    #[error("This is linked to {to} already.")]
    AlreadyLinked { to: String },
    #[error("Only a case at its first stage that is not decided yet can be merged; link the two instead.")]
    MergeTooLate,
    #[error("This was merged into another case and goes on there.")]
    Merged,
    #[error("The procedure has no outcome that means '{meaning}', so nothing can end so.")]
    NoOutcome { meaning: &'static str },
    #[error("This is open already.")]
    AlreadyOpen,
    #[error("The procedure lets no closed case be opened again; log a new one and link it as one that follows.")]
    NoReopening,
    #[error("This could be opened again until {until}; log a new case and link it to this one as one that follows.")]
    ReopenTooLate { until: String },
    #[error("The procedure is finished only when its last stage is closed, for letters and for outside bodies alike.")]
    NotFinished,
    #[error("It is recorded already that the person turned to an outside body.")]
    AlreadyReferred,
    #[error("Record first that the person turned to an outside body.")]
    NotReferred,
    #[error("An outside body has decided on this; log what it asks for as a case of its own.")]
    OutsideDecided,
    #[error("Version '{version}' does not fit this case, because it lacks: {}.", lacks.join(", "))]
    VersionUnfit { version: String, lacks: Vec<String> },
    #[error("'{stage}' has no filter: its review always goes ahead.")]
    NoFilter { stage: String },
    #[error("'{stage}' has no panel: whoever owns it decides.")]
    NoPanel { stage: String },
    #[error("From '{stage}' nothing goes to the board.")]
    NoBoard { stage: String },
    #[error("It is to be decided first whether the review goes ahead.")]
    FilterPending,
    #[error("Whether the review goes ahead is settled: {since}.")]
    FilterSettled { since: &'static str },
    #[error(
        "The review was declined, which is the final response: it is not upheld, or what was decided before stands."
    )]
    ReviewDeclined,
    #[error("This is decided; close it, or decide again.")]
    AlreadyDecided,
    #[error("No panel sits on this yet: convene it first.")]
    NotConvened,
    #[error("The panel has not decided yet: {open} of those who sit have still to record a decision.")]
    PanelPending { open: usize },
    #[error("The panel is divided: refer it to the board, or let those who sit decide again.")]
    PanelTied,
    #[error("The panel is not divided, so there is no tie to break.")]
    NotTied,
    #[error("The panel, or the board in its place, decided '{outcome}', and the decision on the review is the same.")]
    AgainstVerdict { outcome: String },
    #[error(
        "What a member decided is recorded by themselves, or by somebody who manages cases and does not sit; for whoever comes from outside, by the owner of the review."
    )]
    NotYourSeat,
    #[error("This is before the board; record first what the board decided.")]
    BeforeBoard,
    #[error("Nothing waits for the board's decision.")]
    NothingBeforeBoard,
    #[error("Nobody on the board is free to take this: each has acted on it, sits on the panel or keeps out of it.")]
    NobodyOnBoard,
    #[error("The person does not want to hear of changes; if they changed their mind, record that first.")]
    NewsNotWanted,
    #[error("You have declared an interest in this: you may read it and add notes, and leave the rest to others.")]
    Interested,
    #[error("This case is not confidential: everybody who reads cases sees it already.")]
    NotConfidential,
    #[error("You have asked {per_hour} times within an hour. Wait, or ask somebody who sees confidential cases.")]
    AskedTooOften { per_hour: u64 },
    #[error(
        "What was kept of this was erased on {on}. Only what figures count is left, and nothing can be added to it."
    )]
    Erased { on: String },
    #[error("This is not closed yet; its records are erased once it is.")]
    NotClosed,
    #[error("The records of this are held ({reason}), so nothing of them is erased; release them first.")]
    RecordsHeld { reason: String },
    #[error("The records of this are not held.")]
    RecordsNotHeld,
    #[error("There is nobody with the number {number} in this case.")]
    NoSuchPerson { number: u32 },
    #[error("You may not do this: {need}.")]
    NotPermitted { need: String },
    #[error(transparent)]
    Improvement(#[from] crate::improvement::Rule),
    #[error(transparent)]
    Publication(#[from] crate::publication::Rule),
}

impl Rule {
    /// Against anything that is asked of an erased case.
    pub(crate) fn erased(erasure: &Erasure) -> Self {
        Self::Erased { on: long_date(erasure.at.local_date(Zone::LONDON)) }
    }

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
            Self::ExtensionsUsedUp { .. } => "extensions-used-up",
            Self::NoPause => "no-pause",
            Self::AlreadyPaused => "already-paused",
            Self::NotPaused => "not-paused",
            Self::PausesUsedUp => "pauses-used-up",
            Self::Full { .. } => "full",
            Self::LimitPassed => "limit-passed",
            Self::NoLearning => "no-learning",
            Self::NoSuchAttachment { .. } => "no-such-attachment",
            Self::AttachmentsFull { .. } => "attachments-full",
            Self::AttachmentQuarantined => "attachment-quarantined",
            Self::AttachmentInfected { .. } => "attachment-infected",
            Self::NoSuchPoint { .. } => "no-such-point",
            Self::PointsOpen { .. } => "points-open",
            Self::NewCase { .. } => "new-case",
            Self::NoSuchQuestion { .. } => "no-such-question",
            Self::IsQuestion { .. } => "is-question",
            Self::NotTakenPlace { .. } => "not-taken-place",
            Self::PaymentOrder { .. } => "payment-order",
            Self::NoConsent => "no-consent",
            Self::NoRepresentative => "no-representative",
            Self::NoBehaviourRules => "no-behaviour-rules",
            Self::NotWarned => "not-warned",
            Self::LimitInForce => "limit-in-force",
            Self::NoLimit => "no-limit",
            Self::SameCase => "same-case",
            Self::AlreadyLinked { .. } => "already-linked",
            Self::MergeTooLate => "merge-too-late",
            Self::Merged => "merged",
            Self::NoOutcome { .. } => "no-outcome",
            Self::AlreadyOpen => "already-open",
            Self::NoReopening => "no-reopening",
            Self::ReopenTooLate { .. } => "reopen-too-late",
            Self::NotFinished => "not-finished",
            Self::AlreadyReferred => "already-referred",
            Self::NotReferred => "not-referred",
            Self::OutsideDecided => "outside-decided",
            Self::VersionUnfit { .. } => "version-unfit",
            Self::NoFilter { .. } => "no-filter",
            Self::NoPanel { .. } => "no-panel",
            Self::NoBoard { .. } => "no-board",
            Self::FilterPending => "filter-pending",
            Self::FilterSettled { .. } => "filter-settled",
            Self::ReviewDeclined => "review-declined",
            Self::AlreadyDecided => "already-decided",
            Self::NotConvened => "not-convened",
            Self::PanelPending { .. } => "panel-pending",
            Self::PanelTied => "panel-tied",
            Self::NotTied => "not-tied",
            Self::AgainstVerdict { .. } => "against-verdict",
            Self::NotYourSeat => "not-your-seat",
            Self::BeforeBoard => "before-board",
            Self::NothingBeforeBoard => "nothing-before-board",
            Self::NobodyOnBoard => "nobody-on-board",
            Self::NewsNotWanted => "news-not-wanted",
            Self::Interested => "interested",
            Self::NotConfidential => "not-confidential",
            Self::AskedTooOften { .. } => "asked-too-often",
            Self::Erased { .. } => "erased",
            Self::NotClosed => "not-closed",
            Self::RecordsHeld { .. } => "records-held",
            Self::RecordsNotHeld => "records-not-held",
            Self::NoSuchPerson { .. } => "no-such-person",
            Self::NotPermitted { .. } => "not-permitted",
            Self::Improvement(rule) => rule.code(),
            Self::Publication(rule) => rule.code(),
        }
    }
}

/// Something closing waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    Decision,
    Guard(Guard),
    /// A point of complaint has no finding yet.
    Points,
}

impl Missing {
    pub fn code(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Guard(guard) => guard.id(),
            Self::Points => "points",
        }
    }

    /// What is still to be done, to stand after "it waits for".
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Decision => "a decision with its outcome",
            Self::Guard(guard) => guard.label(),
            Self::Points => "a finding on every point of complaint",
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
