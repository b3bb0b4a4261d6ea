//! Commands in few words, for tests to read like a history.

use redress_domain::case::{
    Agreement, Command, Compensation, CompleteLearning, Decide, Due, Escalate, Log, PlanStep, Received, RecordContact,
    WrittenReply,
};
use redress_domain::procedure::{Channel, Means, Route};
use redress_domain::register::BroughtBy;
use redress_domain::staff::UserId;

use crate::world::{at, date};

/// A complaint by telephone, received at a local time: a late buffet lunch (R34).
pub fn complaint(received: &str) -> Log {
    Log {
        received: Received::At(at(received)),
        channel: Channel::Phone,
        brought_by: BroughtBy::Complainant,
        complainant: None,
        representative: None,
        summary: "The buffet lunch came half an hour late.".to_owned(),
        outcome_wanted: None,
        service_area: None,
        natures: Vec::new(),
        failed_test: None,
        understanding: None,
        route: Route::S1,
    }
}

pub fn anonymous(received: &str) -> Log {
    Log { brought_by: BroughtBy::Anonymous, channel: Channel::Letter, ..complaint(received) }
}

pub fn triage(class: &str) -> Command {
    Command::Triage { class: class.to_owned(), note: None }
}

pub fn settle(agreement: Agreement) -> Command {
    Command::SettleAtFirstContact { done: "Apologised, and took the lunch off the bill.".to_owned(), agreement }
}

pub fn agreed(on: &str) -> Agreement {
    Agreement::Agreed { means: Means::Phone, on: date(on) }
}

pub fn not_agreed() -> Agreement {
    Agreement::NotAgreed { reasons: "They want the caterer replaced.".to_owned() }
}

pub fn not_possible() -> Agreement {
    Agreement::NotPossible { statement: "The caterer has been told; nobody can be asked.".to_owned() }
}

pub fn hand_over(to: &str) -> Command {
    Command::HandOver { to: UserId::new(to), customer_told: None }
}

pub fn contact(means: Means, reached: bool, local: &str) -> Command {
    Command::RecordContact(RecordContact {
        means,
        at: at(local),
        reached,
        note: None,
        issue: None,
        remedy_wanted: None,
    })
}

pub fn spoke(local: &str) -> Command {
    contact(Means::Phone, true, local)
}

pub fn promise(due: Due) -> Command {
    Command::MakePromise { what: "Ring back with the caterer's answer".to_owned(), due }
}

/// A plan of one step for each due date, agreed on a day.
pub fn plan(agreement: Agreement, due: &[&str]) -> Command {
    let step = |due: &&str| PlanStep {
        what: "Write to the caterer".to_owned(),
        owner: UserId::new("tess"),
        due_on: date(due),
    };
    Command::AgreePlan { steps: due.iter().map(step).collect(), agreement }
}

pub fn complete(number: u32, on: &str) -> Command {
    Command::CompleteAction { number, on: date(on), note: None }
}

pub fn ask_reply(answer: WrittenReply) -> Command {
    Command::AskWrittenReply { answer }
}

pub fn reply(on: &str) -> Command {
    Command::RecordReply { on: date(on), means: Means::Letter, note: None }
}

pub fn no_compensation() -> Command {
    Command::DecideCompensation { decision: Compensation::None }
}

pub fn decide(outcome: &str, code: Option<&str>, agreement: Option<Agreement>) -> Command {
    Command::Decide(Decide {
        outcome: outcome.to_owned(),
        code: code.map(str::to_owned),
        finding: Some("The lunch was late.".to_owned()),
        explanation: None,
        action_taken: None,
        agreement,
    })
}

pub fn close() -> Command {
    Command::Close { on: None }
}

pub fn close_on(on: &str) -> Command {
    Command::Close { on: Some(date(on)) }
}

pub fn escalate(asked: Received) -> Command {
    Command::Escalate(Escalate { asked, channel: Channel::Phone, reasons: None })
}

pub fn escalate_on(on: &str) -> Command {
    escalate(Received::On(date(on)))
}

pub fn acknowledge(local: &str) -> Command {
    Command::AcknowledgeEscalation { means: Means::Email, at: at(local) }
}

pub fn extend(to: &str) -> Command {
    Command::Extend { to: date(to), reason: "A witness is away.".to_owned() }
}

pub fn learn() -> Command {
    Command::CompleteLearning(CompleteLearning {
        reason: "The order was not confirmed.".to_owned(),
        root_cause: "Nobody owns the orders.".to_owned(),
        preventive_action: None,
        service_area: "Events".to_owned(),
    })
}
