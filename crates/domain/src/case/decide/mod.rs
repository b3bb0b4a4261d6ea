//! Deciding: from a command on a case as it stands to the events it causes, or the refusal it meets.

mod check;
mod clocks;
mod closing;
mod contact;
mod decision;
mod escalation;
mod handover;
mod import;
mod intake;
mod learning;
mod plan;

use super::command::Command;
use super::eligibility::{self, Ineligible};
use super::event::{By, Event};
use super::refusal::{Refusal, Rule};
use super::state::{Case, Handling};
use crate::calendar::Calendar;
use crate::procedure::{Procedure, Stage};
use crate::staff::Staffing;
use crate::time::{Date, Instant, Zone};

pub use closing::missing;
pub use import::import;
pub use intake::{Identity, open};

/// What a decision is made with, beside case and command.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The version the case is pinned to.
    pub procedure: &'a Procedure,
    /// The organisation's calendar, closures included.
    pub calendar: &'a Calendar,
    pub staffing: &'a Staffing,
    pub now: Instant,
    pub by: &'a By,
}

impl Context<'_> {
    pub(super) fn today(&self) -> Date {
        self.now.local_date(Zone::LONDON)
    }
}

/// Decides a command on a case.
///
/// # Errors
/// [`Refusal::Invalid`] when a field is missing or wrong, [`Refusal::Rule`] when the procedure does not allow it now.
pub fn decide(ctx: &Context<'_>, case: &Case, command: &Command) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Triage { class, note } => intake::triage(ctx, case, class, note.as_deref()),
        Command::SettleAtFirstContact { done, agreement } => intake::settle(ctx, case, done, agreement),
        Command::HandOver { to, customer_told } => handover::hand_over(ctx, case, to, *customer_told),
        Command::RecordContact(contact) => contact::record(ctx, case, contact),
        Command::MakePromise { what, due } => plan::promise(ctx, case, what, *due),
        Command::AgreePlan { steps, agreement } => plan::agree(ctx, case, steps, agreement),
        Command::CompleteAction { number, on, note } => plan::complete(ctx, case, *number, *on, note.as_deref()),
        Command::AskWrittenReply { answer } => contact::ask_written_reply(case, *answer),
        Command::RecordReply { on, means, note } => contact::reply_sent(ctx, case, *on, *means, note.as_deref()),
        Command::DecideCompensation { decision } => decision::compensation(ctx, case, decision),
        Command::Decide(decide) => decision::decide(ctx, case, decide),
        Command::Close { on } => closing::close(ctx, case, *on),
        Command::Escalate(escalate) => escalation::request(ctx, case, escalate),
        Command::AcknowledgeEscalation { means, at } => escalation::acknowledge(ctx, case, *means, *at),
        Command::Extend { to, reason } => escalation::extend(ctx, case, *to, reason),
        Command::CompleteLearning(learnt) => learning::complete(ctx, case, learnt),
        Command::AddNote { text } => contact::note(text),
    }
}

/// The current handling, if it is open.
fn open_handling(case: &Case) -> Result<&Handling, Refusal> {
    match case.current() {
        Some(handling) if handling.closed_on.is_none() => Ok(handling),
        _ => Err(Rule::Closed.into()),
    }
}

/// The current handling, if it is open and triaged as a failure: the state in which work is done.
fn working_handling(case: &Case) -> Result<&Handling, Refusal> {
    let handling = triaged_handling(case)?;
    if case.counts_as_failure() { Ok(handling) } else { Err(Rule::NotAFailure.into()) }
}

/// The current handling, if it is open and past triage, before which nothing else is done (R17).
fn triaged_handling(case: &Case) -> Result<&Handling, Refusal> {
    let handling = open_handling(case)?;
    if case.triage.is_none() && !case.imported { Err(Rule::NotTriaged.into()) } else { Ok(handling) }
}

/// Whoever decides, plans or closes in the owner's place must not be barred from owning it (R42, R60).
fn not_barred(ctx: &Context<'_>, case: &Case, handling: &Handling) -> Result<(), Refusal> {
    let Some(actor) = ctx.by.user().filter(|actor| handling.owner.as_ref() != Some(actor)) else { return Ok(()) };
    let (Some(stage), Some(staff)) = (stage_of(ctx, handling), ctx.staffing.find(actor)) else { return Ok(()) };
    if handling.owner.is_none() {
        return Ok(());
    }
    let mut reasons = eligibility::against(ctx.procedure, case, stage, staff);
    reasons.retain(|reason| !matches!(reason, Ineligible::LacksRole { .. }));
    if reasons.is_empty() { Ok(()) } else { Err(Rule::NotEligible { name: staff.name.clone(), reasons }.into()) }
}

/// The stage of a handling in the case's version of the procedure.
fn stage_of<'a>(ctx: &Context<'a>, handling: &Handling) -> Option<&'a Stage> {
    match &handling.stage {
        Some(id) => ctx.procedure.stage(id),
        None => ctx.procedure.stage_for(handling.route),
    }
}
