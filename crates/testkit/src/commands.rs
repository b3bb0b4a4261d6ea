//! Commands as tests give them: each as short as its point allows, with a sound example of everything else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use redress_domain::case::{
    Agreement, Command, Compensation, CompleteLearning, Considered, Decide, Escalate, Evidence, Member, PlanStep,
    Received, RecordContact, RecordPanelDecision, SeatTaken, WrittenReply,
};
use redress_domain::procedure::{Channel, Means};
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, parse_date};

/// A day, `2026-03-03`.
pub fn day(text: &str) -> Date {
    parse_date(text).unwrap()
}

pub fn triage() -> Command {
    Command::Triage { class: "failure".to_owned(), note: None }
}

pub fn hand_to(id: &str) -> Command {
    Command::HandOver { to: UserId::new(id), customer_told: Some(Means::Phone) }
}

pub fn note(text: &str) -> Command {
    Command::AddNote { text: text.to_owned() }
}

/// The person was reached by phone.
pub fn phoned(at: &str) -> Command {
    Command::RecordContact(RecordContact {
        means: Means::Phone,
        at: Instant::parse(at).unwrap(),
        reached: true,
        note: None,
        safety: None,
        issue: Some("Travelled for nothing".to_owned()),
        remedy_wanted: None,
    })
}

pub fn agreed(on: &str) -> Agreement {
    Agreement::Agreed { means: Means::Phone, on: day(on) }
}

/// A plan of one step, agreed on a day and due on another.
pub fn plan(owner: &str, agreed_on: &str, due_on: &str) -> Command {
    let what = "Send the notes of the meeting".to_owned();
    let steps = vec![PlanStep { what, owner: UserId::new(owner), due_on: day(due_on) }];
    Command::AgreePlan { steps, agreement: agreed(agreed_on) }
}

pub fn done(number: u32, on: &str) -> Command {
    Command::CompleteAction { number, on: day(on), note: None }
}

/// A decision with the code `communication`, which rests on a policy and which the person agrees to.
pub fn decide(outcome: &str, on: &str) -> Command {
    let policy = Evidence { kind: "policy".to_owned(), reference: "Meetings, section 4".to_owned() };
    Command::Decide(Decide {
        outcome: outcome.to_owned(),
        code: Some("communication".to_owned()),
        finding: Some("The notice gave the wrong time".to_owned()),
        explanation: None,
        action_taken: Some("Apology".to_owned()),
        agreement: Some(agreed(on)),
        considered: Considered { evidence: vec![policy], ..Considered::default() },
        remedies: Vec::new(),
        outcome_reason: None,
    })
}

pub fn no_compensation() -> Command {
    Command::DecideCompensation { decision: Compensation::None }
}

pub fn no_written_reply() -> Command {
    Command::AskWrittenReply { answer: WrittenReply::No }
}

pub fn close() -> Command {
    Command::Close { on: None }
}

/// What was learnt in the area of meetings, with an action that prevents it.
pub fn learn() -> Command {
    learn_in("Meetings and events")
}

pub fn learn_in(service_area: &str) -> Command {
    Command::CompleteLearning(CompleteLearning {
        reason: "Two notices were printed".to_owned(),
        root_cause: "Nobody checks a notice against the booking".to_owned(),
        preventive_action: Some(PlanStep {
            what: "A second person checks each notice".to_owned(),
            owner: UserId::new("asha"),
            due_on: day("2026-04-30"),
        }),
        service_area: service_area.to_owned(),
    })
}

pub fn escalate(on: &str) -> Command {
    let asked = Received::On(day(on));
    Command::Escalate(Escalate { asked, channel: Channel::Phone, reasons: None, waiver: None })
}

pub fn acknowledge(at: &str) -> Command {
    Command::AcknowledgeEscalation { means: Means::Phone, at: Instant::parse(at).unwrap() }
}

/// The review goes ahead.
pub fn accept() -> Command {
    let tests = vec!["value-to-customer".to_owned()];
    Command::DecideFilter { accept: true, tests, reason: "The customer was never rung back".to_owned() }
}

/// These members of staff sit, each for themselves.
pub fn convene(members: &[&str]) -> Command {
    let seat = |id: &&str| SeatTaken { member: Member::Staff(UserId::new(*id)), deputy_for: None };
    Command::ConvenePanel { seats: members.iter().map(seat).collect(), meets_on: None }
}

/// What a member of the panel decides; nothing more is to be done.
pub fn vote(member: &str, outcome: &str, on: &str) -> Command {
    let answers = [("action-taken", true), ("reasonably-done", false)];
    let answers: BTreeMap<String, bool> = answers.map(|(id, answer)| (id.to_owned(), answer)).into_iter().collect();
    Command::RecordPanelDecision(RecordPanelDecision {
        member: Member::Staff(UserId::new(member)),
        outcome: outcome.to_owned(),
        further_action: false,
        answers,
        reasons: "The notes were sent, and nobody rang".to_owned(),
        on: day(on),
    })
}

pub fn confirm(on: &str) -> Command {
    Command::ConfirmDecision { means: Means::Phone, on: day(on) }
}

pub fn name_subject(who: &str) -> Command {
    Command::NameSubject { who: UserId::new(who), note: None }
}

pub fn clear_subject(who: &str) -> Command {
    Command::ClearSubject { who: UserId::new(who), reason: "It was somebody else".to_owned() }
}
