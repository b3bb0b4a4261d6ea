//! The case: what can be asked of it, what can have happened to it, and the rules between the two.
//!
//! [`open`] and [`decide`] turn a command into events or a refusal; [`Case::fold`] turns events into a case. Both are
//! pure: time, calendar, staff and procedure are arguments.

mod available;
pub mod clock;
mod command;
mod decide;
pub mod eligibility;
mod event;
mod fold;
pub mod next_step;
mod refusal;
mod state;
mod warnings;

pub use available::available;
pub use command::{
    Command, CommandKind, CompleteLearning, Decide, Escalate, Log, Party, PlanStep, Received, RecordContact,
    Representative,
};
pub use decide::{Context, Identity, decide, import, missing, open};
pub use event::{
    By, Decided, Event, Fact, Imported, Learnt, Logged, PlannedStep, PreventiveAction, Recorded, RepresentativeRef,
};
pub use fold::FoldError;
pub use next_step::{NextStep, next_step};
pub use refusal::{FieldError, Missing, Refusal, Rule};
pub use state::{
    Action, ActionKind, Agreement, Case, Compensation, Due, Entry, FailedTest, Handling, Learning, Narrative,
    PersonRef, Settlement, Triaged, Understanding, WrittenReply,
};
pub use warnings::warnings;
