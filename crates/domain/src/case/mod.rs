//! The case: what can be asked of it, what can have happened to it, and the rules between the two.
//!
//! [`open`] and [`decide`] turn a command into events or a refusal; [`Case::fold`] turns events into a case. Both are
//! pure: time, calendar, staff and procedure are arguments.

mod attachment;
mod available;
mod changes;
pub mod clock;
mod command;
mod command_kind;
mod confidential;
mod decide;
pub mod eligibility;
mod erasing;
mod event;
mod fact_kind;
mod fold;
pub mod letter;
mod log;
mod matter;
pub mod next_step;
mod notices;
mod order;
pub mod panel;
mod payload;
mod people;
mod recorded;
mod refusal;
mod state;
mod subject_access;
mod warnings;

pub use attachment::{ATTACHMENTS_LIMIT, Attach, Attached, Attachment, AttachmentUse, Attachments};
pub use available::available;
pub use changes::ChangeTold;
pub use command::Command;
pub use command_kind::CommandKind;
pub use confidential::{OPENED_HOURS, Opening, Restriction};
pub use decide::{Around, Context, Identity, absorb, decide, import, missing, open, open_in_need};
pub use erasing::{ERASED, Erasure, ErasureGround, PersonField, RecordsHold, erased_history, may_erase};
pub use event::{Event, Fact};
pub use fold::FoldError;
pub use log::{Log, Party, Received, Representative};
pub use matter::{
    Considered, Evidence, Joint, LetterMade, Link, LinkKind, OutsideReferral, Payment, PaymentStep, Point,
    PointFinding, effect_of_points,
};
pub use next_step::{NextStep, next_step};
pub use notices::{Notice, NoticeKind, notices};
pub use order::{
    AddPoint, AskInformation, CompleteLearning, Decide, DecidePoint, Escalate, Extend, LimitContact, PlanStep,
    RecordBoard, RecordConsent, RecordContact, RecordPanelDecision, RecordReply, TellWhatChanged,
};
pub use panel::{
    BoardDecision, BoardGround, BoardItem, FilterDecision, Member, MemberDecision, Seat, SeatTaken, Sitting, Standing,
};
pub use payload::{
    Absorbed, Decided, Extended, Imported, Learnt, Logged, PlannedStep, PreventiveAction, RepresentativeRef,
};
pub use people::{Adjustments, Apology, BehaviourWarning, Consent, ContactLimit, Interest, Recipient, StaffMatter};
pub use recorded::{By, Recorded};
pub use refusal::{FieldError, Missing, Refusal, Rule};
pub use state::{
    Action, ActionKind, Agreement, Case, Compensation, Due, Entry, FailedTest, Handling, Learning, Narrative,
    PersonRef, Settlement, Triaged, Understanding, WrittenReply,
};
pub use subject_access::{CaseGiven, EventGiven, LeftOut, LetterGiven, SubjectAccess, disclosed};
pub use warnings::warnings;
