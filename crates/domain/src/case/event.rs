//! What can have happened to a case: small facts in the past tense, with the clocks each moved.
//!
//! Events are history: serialised by name, never changed. What people need to understand later is in them;
//! who the people are is not (identity lives apart and is referred to by a digest).

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::clock::ClockChange;
use super::erasing::{ErasureGround, PersonField};
use super::payload::{Absorbed, Decided, Extended, Imported, Learnt, Logged, PlannedStep, RepresentativeRef};
use super::{
    Adjustments, Agreement, Apology, Attached, BoardDecision, BoardGround, Compensation, Consent, ContactLimit, Due,
    FilterDecision, LeftOut, LinkKind, Member, MemberDecision, PaymentStep, PersonRef, PointFinding, Recipient,
    SeatTaken, StaffMatter, WrittenReply,
};
use crate::procedure::{Channel, Means, Route};
use crate::staff::UserId;
use crate::time::{Date, Instant};

/// One thing that happened, with the clocks that it started, extended or stopped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub fact: Fact,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clocks: Vec<ClockChange>,
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
        #[serde(default, skip_serializing_if = "Option::is_none")]
        safety: Option<String>,
    },
    ContactMade {
        means: Means,
        at: Instant,
        note: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        safety: Option<String>,
        issue: Option<String>,
        remedy_wanted: Option<String>,
    },
    PromiseMade {
        number: u32,
        what: String,
        due: Due,
        #[serde(default, skip_serializing_if = "is_false")]
        appointment: bool,
    },
    ActionMoved {
        number: u32,
        to: Due,
        reason: String,
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
        #[serde(default = "complainant", skip_serializing_if = "is_complainant")]
        to: Recipient,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        contents: Vec<String>,
        note: Option<String>,
    },
    DecisionConfirmed {
        means: Means,
        on: Date,
    },
    CompensationDecided {
        decision: Compensation,
    },
    Decided(Box<Decided>),
    HandlingClosed {
        on: Date,
        /// An earlier case of the same cause in the same service area (R10).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repeat_of: Option<String>,
    },
    /// The last stage is over: the person may turn to these outside bodies (R15, R63).
    ProcedureExhausted {
        bodies: Vec<String>,
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
        #[serde(default, skip_serializing_if = "Option::is_none")]
        waiver: Option<String>,
    },
    EscalationAcknowledged {
        at: Instant,
        means: Means,
    },
    Extended(Box<Extended>),
    Paused {
        reason: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approver: Option<UserId>,
    },
    Resumed {
        on: Date,
    },
    UpdateGiven {
        means: Means,
        at: Instant,
        text: String,
    },
    LearningCompleted(Box<Learnt>),
    NoteAdded {
        text: String,
    },
    /// A file was kept with the case (R32).
    Attached(Box<Attached>),
    AttachmentRemoved {
        number: u32,
        reason: String,
    },
    SubjectNamed {
        who: UserId,
        note: Option<String>,
    },
    SubjectCleared {
        who: UserId,
        reason: String,
    },
    InterestDeclared {
        who: UserId,
        what: String,
    },
    RepresentativeSet(RepresentativeRef),
    ConsentRecorded(Consent),
    AdjustmentsRecorded(Adjustments),
    SafetyNoted {
        text: String,
    },
    BehaviourWarned {
        what: String,
        means: Means,
        on: Date,
    },
    ContactLimited(ContactLimit),
    /// A limit was looked at again: kept until a day, or lifted.
    LimitReviewed {
        keep_until: Option<Date>,
        /// When it is looked at again, if it is kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        review_on: Option<Date>,
        reasons: String,
    },
    PointAdded {
        number: u32,
        what: String,
        nature: Option<String>,
        service_area: Option<String>,
    },
    PointDecided {
        number: u32,
        finding: PointFinding,
    },
    InformationAsked {
        number: u32,
        of: Member,
        question: String,
        due_on: Date,
    },
    InformationChased {
        number: u32,
        due_on: Date,
        note: Option<String>,
    },
    InformationGiven {
        number: u32,
        on: Date,
        answer: String,
    },
    Apologised(Apology),
    PaymentRecorded {
        step: PaymentStep,
        on: Date,
    },
    StaffMatterRecorded(StaffMatter),
    Linked {
        to: String,
        kind: LinkKind,
        note: Option<String>,
    },
    /// This case goes on in another, of which it is a duplicate.
    MergedInto {
        into: String,
        reason: String,
    },
    /// A duplicate was taken into this case.
    Absorbed(Box<Absorbed>),
    Joined {
        body: String,
        we_lead: bool,
        note: Option<String>,
    },
    Withdrawn {
        means: Means,
        on: Date,
        reason: Option<String>,
    },
    Reopened {
        reason: String,
    },
    LetterMade {
        letter: String,
        to: Recipient,
        on: Date,
    },
    ReferredOutside {
        body: String,
        on: Date,
        note: Option<String>,
    },
    OutsideDecided {
        upheld: bool,
        on: Date,
        note: Option<String>,
    },
    ProcedureChanged {
        version: String,
        reason: String,
    },
    FilterDecided(FilterDecision),
    PanelConvened {
        seats: Vec<SeatTaken>,
        meets_on: Option<Date>,
    },
    PanelMemberDecided {
        member: Member,
        decision: Box<MemberDecision>,
    },
    ReferredToBoard {
        ground: BoardGround,
        reason: String,
        recused: Vec<UserId>,
    },
    BoardDecided(Box<BoardDecision>),
    /// What a return asks of the case was answered; no options take an earlier answer back.
    Classified {
        split: String,
        options: Vec<String>,
        /// Special-category data, which not everybody who reads the case sees.
        #[serde(default, skip_serializing_if = "is_false")]
        special: bool,
    },
    /// Whether the person would like to know what changes because of their complaint.
    ChangeNewsAsked {
        wants: bool,
    },
    ToldWhatChanged {
        means: Means,
        #[serde(default = "complainant", skip_serializing_if = "is_complainant")]
        to: Recipient,
        on: Date,
        what: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        improvement: Option<u32>,
    },
    /// The case is confidential: only those named see it, with whoever owns it, sits on it or holds the permission.
    Restricted {
        reason: String,
        named: BTreeSet<UserId>,
    },
    Admitted {
        who: UserId,
        reason: String,
    },
    RestrictionLifted {
        reason: String,
    },
    /// Opened in need to somebody whom it was closed to.
    OpenedInNeed {
        number: u32,
        who: UserId,
        reason: String,
        until: Instant,
    },
    OpeningSeen {
        number: u32,
        who: UserId,
    },
    /// The records are kept whatever retention says, until they are released.
    RecordsHeld {
        reason: String,
    },
    RecordsReleased {
        reason: String,
    },
    /// Somebody's particulars were put right; what stood there before is kept nowhere.
    PersonCorrected {
        person: PersonRef,
        changed: Vec<PersonField>,
    },
    /// Somebody was given what is kept of them here, but for the kinds of things left out (UK GDPR, article 15).
    AccessGiven {
        person: u32,
        left_out: Vec<LeftOut>,
    },
    /// Text and people were taken out of the case.
    Erased {
        ground: ErasureGround,
    },
}

pub(super) fn is_false(value: &bool) -> bool {
    !value
}

fn complainant() -> Recipient {
    Recipient::Complainant
}

fn is_complainant(to: &Recipient) -> bool {
    *to == Recipient::Complainant
}

impl From<Fact> for Event {
    fn from(fact: Fact) -> Self {
        Self { fact, clocks: Vec::new() }
    }
}
