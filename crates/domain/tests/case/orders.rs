//! Commands in few words, for tests to read like a history.

use redress_domain::case::{
    Agreement, Command, Compensation, CompleteLearning, Considered, Decide, Due, Escalate, Extend, Log, Member,
    PlanStep, Received, Recipient, RecordContact, RecordPanelDecision, RecordReply, SeatTaken, WrittenReply,
};
use redress_domain::procedure::{Channel, Means, Procedure, Route};
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
        happened_on: None,
        subjects: Vec::new(),
        adjustments: Vec::new(),
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
        safety: (means == Means::Visit).then(|| "Nothing known.".to_owned()),
        issue: None,
        remedy_wanted: None,
    })
}

pub fn spoke(local: &str) -> Command {
    contact(Means::Phone, true, local)
}

pub fn promise(due: Due) -> Command {
    Command::MakePromise { what: "Ring back with the caterer's answer".to_owned(), due, appointment: false }
}

pub fn appointment(due: Due) -> Command {
    Command::MakePromise { what: "Look at the kitchen together".to_owned(), due, appointment: true }
}

pub fn move_to(number: u32, to: Due) -> Command {
    Command::MoveAction { number, to, reason: "They are away that day.".to_owned() }
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

/// A reply under the first procedure that says all that one can have to say.
pub fn reply(on: &str) -> Command {
    let contents =
        ["admission", "explanation", "what-will-be-done", "evidence", "next-stage", "outside-body"].map(str::to_owned);
    reply_saying(on, contents.to_vec())
}

/// As [`reply`], under any procedure.
pub fn reply_under(procedure: &Procedure, on: &str) -> Command {
    reply_saying(on, procedure.response.contents.iter().map(|content| content.id.clone()).collect())
}

pub fn reply_saying(on: &str, contents: Vec<String>) -> Command {
    Command::RecordReply(RecordReply {
        on: date(on),
        means: Means::Letter,
        to: Recipient::Complainant,
        contents,
        note: None,
    })
}

pub fn confirm(on: &str) -> Command {
    Command::ConfirmDecision { means: Means::Phone, on: date(on) }
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
        considered: Considered {
            no_evidence_reason: Some("Nobody wrote it down.".to_owned()),
            ..Considered::default()
        },
        remedies: Vec::new(),
        outcome_reason: None,
    })
}

pub fn accept_review() -> Command {
    Command::DecideFilter {
        accept: true,
        tests: vec!["value-to-customer".to_owned()],
        reason: "The agreed action is disputed.".to_owned(),
    }
}

/// Chair and Vice Chair sit.
pub fn convene() -> Command {
    let seat = |who: &str| SeatTaken { member: Member::Staff(UserId::new(who)), deputy_for: None };
    Command::ConvenePanel { seats: vec![seat("carol"), seat("victor")], meets_on: None }
}

/// What one of them decides, with nothing more to be done.
pub fn sits(who: &str, outcome: &str, on: &str) -> Command {
    Command::RecordPanelDecision(RecordPanelDecision {
        member: Member::Staff(UserId::new(who)),
        outcome: outcome.to_owned(),
        further_action: false,
        answers: ["action-taken", "reasonably-done"].map(|id| (id.to_owned(), true)).into(),
        reasons: "The caterer's own book says so.".to_owned(),
        on: date(on),
    })
}

pub fn close() -> Command {
    Command::Close { on: None }
}

pub fn close_on(on: &str) -> Command {
    Command::Close { on: Some(date(on)) }
}

pub fn escalate(asked: Received) -> Command {
    Command::Escalate(Escalate { asked, channel: Channel::Phone, reasons: None, waiver: None })
}

pub fn escalate_on(on: &str) -> Command {
    escalate(Received::On(date(on)))
}

pub fn acknowledge(local: &str) -> Command {
    Command::AcknowledgeEscalation { means: Means::Email, at: at(local) }
}

pub fn extend(to: &str) -> Command {
    Command::Extend(Extend {
        to: date(to),
        reason: "A witness is away.".to_owned(),
        ground: None,
        approver: Some(UserId::new("carol")),
        told: Some(Means::Phone),
        outside_contact_given: false,
    })
}

pub fn learn() -> Command {
    Command::CompleteLearning(CompleteLearning {
        reason: "The order was not confirmed.".to_owned(),
        root_cause: "Nobody owns the orders.".to_owned(),
        preventive_action: None,
        service_area: "Events".to_owned(),
    })
}

pub fn note(text: &str) -> Command {
    Command::AddNote { text: text.to_owned() }
}
