//! Short ways to say what people of the demonstration did.

use redress_domain::case::{
    Agreement, Command, Compensation, CompleteLearning, Decide, Due, Escalate, Log, Party, PlanStep, Received,
    RecordContact, WrittenReply,
};
use redress_domain::procedure::{Channel, Means, Route};
use redress_domain::register::BroughtBy;
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, Zone};

/// Somebody of the demonstration with a telephone.
pub fn person(name: &str, phone: &str) -> Party {
    Party { name: name.to_owned(), phone: Some(phone.to_owned()), ..Party::default() }
}

/// A case as it came in.
pub fn log(at: Instant, channel: Channel, who: Option<Party>, area: &str, summary: &str, wanted: &str) -> Log {
    Log {
        received: Received::At(at),
        channel,
        brought_by: if who.is_some() { BroughtBy::Complainant } else { BroughtBy::Anonymous },
        complainant: who,
        representative: None,
        summary: summary.to_owned(),
        outcome_wanted: some(wanted),
        service_area: some(area),
        natures: Vec::new(),
        failed_test: None,
        understanding: None,
        route: Route::S1,
    }
}

pub fn triage(class: &str) -> Command {
    Command::Triage { class: class.to_owned(), note: None }
}

pub fn settle(at: Instant, means: Means, done: &str) -> Command {
    Command::SettleAtFirstContact { done: done.to_owned(), agreement: agreed(at, means) }
}

pub fn hand_over(to: &str, told: Option<Means>) -> Command {
    Command::HandOver { to: UserId::new(to), customer_told: told }
}

pub fn spoke(at: Instant, means: Means, note: &str) -> Command {
    contact(at, means, true, note)
}

pub fn tried(at: Instant, means: Means, note: &str) -> Command {
    contact(at, means, false, note)
}

fn contact(at: Instant, means: Means, reached: bool, note: &str) -> Command {
    Command::RecordContact(RecordContact { means, at, reached, note: some(note), issue: None, remedy_wanted: None })
}

pub fn promise(what: &str, on: Date) -> Command {
    Command::MakePromise { what: what.to_owned(), due: Due::On(on) }
}

/// A plan agreed on the spot: what, who, by when.
pub fn plan(agreement: Agreement, steps: &[(&str, &str, Date)]) -> Command {
    let step = |(what, owner, due_on): &(&str, &str, Date)| step(what, owner, *due_on);
    Command::AgreePlan { steps: steps.iter().map(step).collect(), agreement }
}

fn step(what: &str, owner: &str, due_on: Date) -> PlanStep {
    PlanStep { what: what.to_owned(), owner: UserId::new(owner), due_on }
}

pub fn done(number: u32, on: Date, note: &str) -> Command {
    Command::CompleteAction { number, on, note: some(note) }
}

pub fn agreed(at: Instant, means: Means) -> Agreement {
    Agreement::Agreed { means, on: at.local_date(Zone::LONDON) }
}

pub fn not_agreed(reasons: &str) -> Agreement {
    Agreement::NotAgreed { reasons: reasons.to_owned() }
}

pub fn wants_reply(answer: WrittenReply) -> Command {
    Command::AskWrittenReply { answer }
}

pub fn replied(at: Instant, means: Means) -> Command {
    Command::RecordReply { on: at.local_date(Zone::LONDON), means, note: None }
}

pub fn no_compensation() -> Command {
    Command::DecideCompensation { decision: Compensation::None }
}

pub fn compensation(pence: u64, basis: &str, approver: &str) -> Command {
    let approver = UserId::new(approver);
    Command::DecideCompensation { decision: Compensation::Amount { pence, basis: basis.to_owned(), approver } }
}

/// A decision: its outcome and code; finding, explanation and action taken where there are any.
pub fn decide(outcome: &str, code: &str, texts: [&str; 3], agreement: Option<Agreement>) -> Command {
    let [finding, explanation, action_taken] = texts.map(some);
    let (outcome, code) = (outcome.to_owned(), some(code));
    Command::Decide(Decide { outcome, code, finding, explanation, action_taken, agreement })
}

pub fn close() -> Command {
    Command::Close { on: None }
}

pub fn ask_for_review(at: Instant, channel: Channel, reasons: &str) -> Command {
    Command::Escalate(Escalate { asked: Received::At(at), channel, reasons: some(reasons) })
}

pub fn acknowledge(at: Instant, means: Means) -> Command {
    Command::AcknowledgeEscalation { means, at }
}

/// What was learnt, and what will prevent it: what, who, by when.
pub fn learn(area: &str, reason: &str, root_cause: &str, prevent: Option<(&str, &str, Date)>) -> Command {
    Command::CompleteLearning(CompleteLearning {
        reason: reason.to_owned(),
        root_cause: root_cause.to_owned(),
        preventive_action: prevent.map(|(what, owner, due_on)| step(what, owner, due_on)),
        service_area: area.to_owned(),
    })
}

pub fn note(text: &str) -> Command {
    Command::AddNote { text: text.to_owned() }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
