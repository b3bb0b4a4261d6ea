//! What a person can ask of a case, with everything that is needed to decide it.

use super::order::{
    AddPoint, AskInformation, CompleteLearning, Decide, DecidePoint, Escalate, Extend, LimitContact, PlanStep,
    RecordBoard, RecordConsent, RecordContact, RecordPanelDecision, RecordReply, TellWhatChanged,
};
use super::{
    Agreement, Attach, BoardGround, CommandKind, Compensation, Due, LinkKind, Party, PaymentStep, Recipient,
    Representative, SeatTaken, WrittenReply,
};
use crate::procedure::Means;
use crate::staff::UserId;
use crate::time::{Date, Instant};

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
        /// An appointment is done when it has taken place, not when it is booked (R37).
        appointment: bool,
    },
    /// A promise, a step or an appointment gets another date (R37).
    MoveAction {
        number: u32,
        to: Due,
        reason: String,
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
    RecordReply(RecordReply),
    /// The decision was told to the person, whatever they think of it (R67).
    ConfirmDecision {
        means: Means,
        on: Date,
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
    Extend(Extend),
    Pause {
        reason: String,
        approver: Option<UserId>,
    },
    Resume {
        on: Date,
    },
    /// News of how it is going, owed every so often under some procedures.
    GiveUpdate {
        means: Means,
        at: Instant,
        text: String,
    },
    CompleteLearning(CompleteLearning),
    AddNote {
        text: String,
    },
    /// A file is kept with the case; its bytes are kept already.
    Attach(Attach),
    RemoveAttachment {
        number: u32,
        reason: String,
    },
    // Who may have to do with it.
    NameSubject {
        who: UserId,
        note: Option<String>,
    },
    ClearSubject {
        who: UserId,
        reason: String,
    },
    /// Whoever gives it has an interest in the matter: they step back for good.
    DeclareInterest {
        what: String,
    },
    // The people in it.
    SetRepresentative(Representative),
    RecordConsent(RecordConsent),
    RecordAdjustments {
        kinds: Vec<String>,
        note: Option<String>,
        carry_forward: bool,
    },
    RecordSafetyNote {
        text: String,
    },
    WarnBehaviour {
        what: String,
        means: Means,
        on: Date,
    },
    LimitContact(LimitContact),
    ReviewLimit {
        keep_until: Option<Date>,
        reasons: String,
    },
    // What it is about.
    AddPoint(AddPoint),
    DecidePoint(DecidePoint),
    AskInformation(AskInformation),
    ChaseInformation {
        number: u32,
        due_on: Date,
        note: Option<String>,
    },
    AnswerInformation {
        number: u32,
        on: Date,
        answer: String,
    },
    Apologise {
        who: UserId,
        means: Means,
        on: Date,
        words: Option<String>,
    },
    RecordPayment {
        step: PaymentStep,
        on: Date,
    },
    /// What follows for a member of staff; kept in a restricted part (R79).
    RecordStaffMatter {
        kind: String,
        about: Option<UserId>,
        text: String,
    },
    Link {
        to: String,
        kind: LinkKind,
        note: Option<String>,
    },
    /// This case is another's duplicate and goes on there.
    Merge {
        into: String,
        reason: String,
    },
    Join {
        body: String,
        we_lead: bool,
        note: Option<String>,
    },
    Withdraw {
        means: Means,
        on: Date,
        reason: Option<String>,
    },
    Reopen {
        reason: String,
    },
    MakeLetter {
        letter: String,
        to: Recipient,
    },
    ReferOutside {
        body: String,
        on: Date,
        note: Option<String>,
    },
    RecordOutsideDecision {
        upheld: bool,
        on: Date,
        note: Option<String>,
    },
    /// Goes over to another version of its procedure, which never happens by itself (R73).
    ChangeProcedure {
        version: String,
        reason: String,
    },
    // The filter, the panel, the board (parts 5 to 7 of the source).
    DecideFilter {
        accept: bool,
        /// Ids of the filter's tests that are met.
        tests: Vec<String>,
        reason: String,
    },
    ConvenePanel {
        seats: Vec<SeatTaken>,
        meets_on: Option<Date>,
    },
    RecordPanelDecision(RecordPanelDecision),
    ReferToBoard {
        ground: BoardGround,
        reason: String,
    },
    RecordBoard(RecordBoard),
    // For returns, and back to the person.
    /// Gives a case its options of a split of the procedure; none takes them back.
    Classify {
        split: String,
        options: Vec<String>,
    },
    /// Whether the person would like to know what changes because of their complaint.
    AskAboutChanges {
        wants: bool,
    },
    TellWhatChanged(TellWhatChanged),
    // Who may see it.
    /// It is confidential from now on, or somebody else is named.
    Restrict {
        reason: String,
        named: Vec<UserId>,
    },
    /// One more may see a confidential case.
    Admit {
        who: UserId,
        reason: String,
    },
    LiftRestriction {
        reason: String,
    },
    /// Somebody who keeps watch has seen that it was opened in need.
    SeeOpening {
        number: u32,
    },
    // What is kept of it, and of the people in it.
    HoldRecords {
        reason: String,
    },
    ReleaseRecords {
        reason: String,
    },
    /// Puts right how somebody in the case is called or reached; all four are given as they are to be.
    CorrectPerson {
        number: u32,
        party: Party,
    },
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
            Self::MoveAction { .. } => CommandKind::MoveAction,
            Self::AgreePlan { .. } => CommandKind::AgreePlan,
            Self::CompleteAction { .. } => CommandKind::CompleteAction,
            Self::AskWrittenReply { .. } => CommandKind::AskWrittenReply,
            Self::RecordReply(_) => CommandKind::RecordReply,
            Self::ConfirmDecision { .. } => CommandKind::ConfirmDecision,
            Self::DecideCompensation { .. } => CommandKind::DecideCompensation,
            Self::Decide(_) => CommandKind::Decide,
            Self::Close { .. } => CommandKind::Close,
            Self::Escalate(_) => CommandKind::Escalate,
            Self::AcknowledgeEscalation { .. } => CommandKind::AcknowledgeEscalation,
            Self::Extend(_) => CommandKind::Extend,
            Self::Pause { .. } => CommandKind::Pause,
            Self::Resume { .. } => CommandKind::Resume,
            Self::GiveUpdate { .. } => CommandKind::GiveUpdate,
            Self::CompleteLearning(_) => CommandKind::CompleteLearning,
            Self::AddNote { .. } => CommandKind::AddNote,
            Self::Attach(_) => CommandKind::Attach,
            Self::RemoveAttachment { .. } => CommandKind::RemoveAttachment,
            Self::NameSubject { .. } => CommandKind::NameSubject,
            Self::ClearSubject { .. } => CommandKind::ClearSubject,
            Self::DeclareInterest { .. } => CommandKind::DeclareInterest,
            Self::SetRepresentative(_) => CommandKind::SetRepresentative,
            Self::RecordConsent(_) => CommandKind::RecordConsent,
            Self::RecordAdjustments { .. } => CommandKind::RecordAdjustments,
            Self::RecordSafetyNote { .. } => CommandKind::RecordSafetyNote,
            Self::WarnBehaviour { .. } => CommandKind::WarnBehaviour,
            Self::LimitContact(_) => CommandKind::LimitContact,
            Self::ReviewLimit { .. } => CommandKind::ReviewLimit,
            Self::AddPoint(_) => CommandKind::AddPoint,
            Self::DecidePoint(_) => CommandKind::DecidePoint,
            Self::AskInformation(_) => CommandKind::AskInformation,
            Self::ChaseInformation { .. } => CommandKind::ChaseInformation,
            Self::AnswerInformation { .. } => CommandKind::AnswerInformation,
            Self::Apologise { .. } => CommandKind::Apologise,
            Self::RecordPayment { .. } => CommandKind::RecordPayment,
            Self::RecordStaffMatter { .. } => CommandKind::RecordStaffMatter,
            Self::Link { .. } => CommandKind::Link,
            Self::Merge { .. } => CommandKind::Merge,
            Self::Join { .. } => CommandKind::Join,
            Self::Withdraw { .. } => CommandKind::Withdraw,
            Self::Reopen { .. } => CommandKind::Reopen,
            Self::MakeLetter { .. } => CommandKind::MakeLetter,
            Self::ReferOutside { .. } => CommandKind::ReferOutside,
            Self::RecordOutsideDecision { .. } => CommandKind::RecordOutsideDecision,
            Self::ChangeProcedure { .. } => CommandKind::ChangeProcedure,
            Self::DecideFilter { .. } => CommandKind::DecideFilter,
            Self::ConvenePanel { .. } => CommandKind::ConvenePanel,
            Self::RecordPanelDecision(_) => CommandKind::RecordPanelDecision,
            Self::ReferToBoard { .. } => CommandKind::ReferToBoard,
            Self::RecordBoard(_) => CommandKind::RecordBoard,
            Self::Classify { .. } => CommandKind::Classify,
            Self::AskAboutChanges { .. } => CommandKind::AskAboutChanges,
            Self::TellWhatChanged(_) => CommandKind::TellWhatChanged,
            Self::Restrict { .. } => CommandKind::Restrict,
            Self::Admit { .. } => CommandKind::Admit,
            Self::LiftRestriction { .. } => CommandKind::LiftRestriction,
            Self::SeeOpening { .. } => CommandKind::SeeOpening,
            Self::HoldRecords { .. } => CommandKind::HoldRecords,
            Self::ReleaseRecords { .. } => CommandKind::ReleaseRecords,
            Self::CorrectPerson { .. } => CommandKind::CorrectPerson,
        }
    }
}
