//! Deciding: from a command on a case as it stands to the events it causes, or the refusal it meets.

mod attachments;
mod behaviour;
mod board;
mod changes;
mod check;
mod classify;
mod clocks;
mod closing;
mod confidential;
mod conflict;
mod considered;
mod contact;
mod decision;
mod ending;
mod escalation;
mod handover;
mod import;
mod information;
mod intake;
mod learning;
mod letters;
mod other_cases;
mod outside;
mod panel;
mod parties;
mod people;
mod plan;
mod points;
mod reclass;
mod records;
mod remedy;
mod reply;
mod review;
mod time;
mod version;

use super::command::Command;
use super::eligibility::{self, Ineligible};
use super::event::Event;
use super::log::Party;
use super::recorded::By;
use super::refusal::{Refusal, Rule};
use super::state::{Case, Handling, PersonRef};
use crate::calendar::Calendar;
use crate::procedure::{Procedure, Stage};
use crate::staff::Staffing;
use crate::time::{Date, Instant, Zone};

pub use closing::missing;
pub use confidential::open_in_need;
pub use import::import;
pub use intake::{Identity, open};
pub use other_cases::absorb;

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
    pub around: Around<'a>,
}

/// What some commands need to know beside their own case.
#[derive(Debug, Clone, Copy, Default)]
pub struct Around<'a> {
    /// Digest of somebody who comes into the case with the command.
    pub new_person: Option<&'a PersonRef>,
    /// An earlier case of the same cause in the same service area, looked up when a case is closed (R10).
    pub repeat_of: Option<&'a str>,
    /// The other case that the command names, where there is one the actor may see.
    pub other_case: Option<&'a Case>,
    /// The version that the command changes over to, where the organisation has it.
    pub other_version: Option<&'a Procedure>,
    /// What is kept of the person whom the command is about.
    pub person_before: Option<&'a Party>,
    /// Number of the improvement action that the command names, where it came of this case.
    pub improvement: Option<u32>,
}

impl Context<'_> {
    pub(in crate::case) fn today(&self) -> Date {
        self.now.local_date(Zone::LONDON)
    }
}

/// Decides a command on a case.
///
/// # Errors
/// [`Refusal::Invalid`] when a field is missing or wrong, [`Refusal::Rule`] when the procedure does not allow it now.
pub fn decide(ctx: &Context<'_>, case: &Case, command: &Command) -> Result<Vec<Event>, Refusal> {
    if let Some(erasure) = &case.erasure {
        return Err(Rule::erased(erasure).into());
    }
    if let By::User(actor) = ctx.by {
        eligibility::keeps_out(case, actor, command.kind())?;
    }
    match command {
        Command::Triage { class, note } => intake::triage(ctx, case, class, note.as_deref()),
        Command::SettleAtFirstContact { done, agreement } => intake::settle(ctx, case, done, agreement),
        Command::HandOver { to, customer_told } => handover::hand_over(ctx, case, to, *customer_told),
        Command::RecordContact(contact) => contact::record(ctx, case, contact),
        Command::MakePromise { what, due, appointment } => plan::promise(ctx, case, what, *due, *appointment),
        Command::MoveAction { number, to, reason } => plan::move_action(ctx, case, *number, *to, reason),
        Command::AgreePlan { steps, agreement } => plan::agree(ctx, case, steps, agreement),
        Command::CompleteAction { number, on, note } => plan::complete(ctx, case, *number, *on, note.as_deref()),
        Command::AskWrittenReply { answer } => reply::ask(case, *answer),
        Command::RecordReply(reply) => reply::sent(ctx, case, reply),
        Command::ConfirmDecision { means, on } => reply::confirm_decision(ctx, case, *means, *on),
        Command::DecideCompensation { decision } => remedy::compensation(ctx, case, decision),
        Command::Decide(decide) => decision::decide(ctx, case, decide),
        Command::Close { on } => closing::close(ctx, case, *on),
        Command::Escalate(escalate) => escalation::request(ctx, case, escalate),
        Command::AcknowledgeEscalation { means, at } => escalation::acknowledge(ctx, case, *means, *at),
        Command::Extend(extend) => time::extend(ctx, case, extend),
        Command::Pause { reason, approver } => time::pause(ctx, case, reason, approver.as_ref()),
        Command::Resume { on } => time::resume(ctx, case, *on),
        Command::GiveUpdate { means, at, text } => time::update(ctx, case, *means, *at, text),
        Command::CompleteLearning(learnt) => learning::complete(ctx, case, learnt),
        Command::AddNote { text } => contact::note(text),
        Command::Attach(file) => attachments::attach(case, file),
        Command::RemoveAttachment { number, reason } => attachments::remove(case, *number, reason),
        Command::NameSubject { who, note } => conflict::name_subject(ctx, case, who, note.as_deref()),
        Command::ClearSubject { who, reason } => conflict::clear_subject(case, who, reason),
        Command::DeclareInterest { what } => conflict::declare_interest(ctx, case, what),
        Command::SetRepresentative(representative) => people::set_representative(ctx, case, representative),
        Command::RecordConsent(consent) => people::record_consent(ctx, case, consent),
        Command::RecordAdjustments { kinds, note, carry_forward } => {
            people::record_adjustments(ctx, case, kinds, note.as_deref(), *carry_forward)
        }
        Command::RecordSafetyNote { text } => people::record_safety_note(case, text),
        Command::RecordStaffMatter { kind, about, text } => {
            people::record_staff_matter(ctx, kind, about.as_ref(), text)
        }
        Command::WarnBehaviour { what, means, on } => behaviour::warn(ctx, case, what, *means, *on),
        Command::LimitContact(limit) => behaviour::limit(ctx, case, limit),
        Command::ReviewLimit { keep_until, reasons } => behaviour::review(ctx, case, *keep_until, reasons),
        Command::AddPoint(point) => points::add(ctx, case, point),
        Command::DecidePoint(decision) => points::decide(ctx, case, decision),
        Command::AskInformation(asked) => information::ask(ctx, case, asked),
        Command::ChaseInformation { number, due_on, note } => {
            information::chase(ctx, case, *number, *due_on, note.as_deref())
        }
        Command::AnswerInformation { number, on, answer } => information::answer(ctx, case, *number, *on, answer),
        Command::Apologise { who, means, on, words } => {
            remedy::apologise(ctx, case, who, *means, *on, words.as_deref())
        }
        Command::RecordPayment { step, on } => remedy::record_payment(ctx, case, *step, *on),
        Command::Link { to, kind, note } => other_cases::link(ctx, case, to, *kind, note.as_deref()),
        Command::Merge { into, reason } => other_cases::merge(ctx, case, into, reason),
        Command::Join { body, we_lead, note } => other_cases::join(body, *we_lead, note.as_deref()),
        Command::Withdraw { means, on, reason } => ending::withdraw(ctx, case, *means, *on, reason.as_deref()),
        Command::Reopen { reason } => ending::reopen(ctx, case, reason),
        Command::MakeLetter { letter, to } => letters::make(ctx, case, letter, *to),
        Command::ReferOutside { body, on, note } => outside::refer(ctx, case, body, *on, note.as_deref()),
        Command::RecordOutsideDecision { upheld, on, note } => {
            outside::decided(ctx, case, *upheld, *on, note.as_deref())
        }
        Command::ChangeProcedure { version, reason } => version::change(ctx, case, version, reason),
        Command::DecideFilter { accept, tests, reason } => review::filter(ctx, case, *accept, tests, reason),
        Command::ConvenePanel { seats, meets_on } => panel::convene(ctx, case, seats, *meets_on),
        Command::RecordPanelDecision(decision) => panel::member_decided(ctx, case, decision),
        Command::ReferToBoard { ground, reason } => board::refer(ctx, case, *ground, reason),
        Command::RecordBoard(decision) => board::record(ctx, case, decision),
        Command::Classify { split, options } => classify::classify(ctx, split, options),
        Command::AskAboutChanges { wants } => changes::ask(case, *wants),
        Command::TellWhatChanged(told) => changes::tell(ctx, case, told),
        Command::Restrict { reason, named } => confidential::restrict(ctx, case, reason, named),
        Command::Admit { who, reason } => confidential::admit(ctx, case, who, reason),
        Command::LiftRestriction { reason } => confidential::lift(case, reason),
        Command::HoldRecords { reason } => records::hold(case, reason),
        Command::ReleaseRecords { reason } => records::release(case, reason),
        Command::CorrectPerson { number, party } => records::correct(ctx, case, *number, party),
        Command::SeeOpening { number } => confidential::see_opening(ctx, case, *number),
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
    // While nobody owns it, whoever took it may put it right whatever office they hold; a review of what they handled is not
    // theirs to end even then.
    let mut reasons = match handling.owner {
        Some(_) => eligibility::against(ctx.procedure, case, stage, staff, ctx.today()),
        None => eligibility::conflicts(ctx.procedure, case, stage, staff),
    };
    reasons.retain(Ineligible::is_conflict);
    if reasons.is_empty() { Ok(()) } else { Err(Rule::NotEligible { name: staff.name.clone(), reasons }.into()) }
}

/// Whoever records what others decided must not have handled what they review, nor have an interest in it (R60).
fn may_write_for_others(ctx: &Context<'_>, case: &Case, stage: &Stage) -> Result<(), Rule> {
    let Some(staff) = ctx.by.user().and_then(|actor| ctx.staffing.find(actor)) else { return Ok(()) };
    review::eligible(staff, eligibility::conflicts(ctx.procedure, case, stage, staff))
}

/// The stage of a handling in the case's version of the procedure.
fn stage_of<'a>(ctx: &Context<'a>, handling: &Handling) -> Option<&'a Stage> {
    match &handling.stage {
        Some(id) => ctx.procedure.stage(id),
        None => ctx.procedure.stage_for(handling.route),
    }
}
