//! Deciding, telling the person, closing and learning.

use redress_domain::case::{
    Agreement, Command, Compensation, CompleteLearning, Considered, Decide, Evidence, Recipient, RecordReply,
    WrittenReply,
};
use redress_domain::procedure::Means;
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant, Zone};

use super::{owned, some, step};

/// A decision: its outcome and code; finding, explanation and action taken where there are any.
pub fn decide(outcome: &str, code: &str, texts: [&str; 3], agreement: Option<Agreement>) -> Command {
    decided(outcome, code, Considered::default(), texts, agreement)
}

/// As [`decide`], where nothing was upheld: with the kind and the place of what shows it.
pub fn not_upheld(code: &str, shown: (&str, &str), texts: [&str; 3], agreement: Option<Agreement>) -> Command {
    let (kind, reference) = shown;
    let evidence = vec![Evidence { kind: kind.to_owned(), reference: reference.to_owned() }];
    decided("not-upheld", code, Considered { evidence, ..Considered::default() }, texts, agreement)
}

fn decided(
    outcome: &str,
    code: &str,
    considered: Considered,
    texts: [&str; 3],
    agreement: Option<Agreement>,
) -> Command {
    let [finding, explanation, action_taken] = texts.map(some);
    let (outcome, code) = (outcome.to_owned(), some(code));
    Command::Decide(Decide {
        outcome,
        code,
        finding,
        explanation,
        action_taken,
        agreement,
        considered,
        remedies: Vec::new(),
        outcome_reason: None,
    })
}

pub fn wants_reply(answer: WrittenReply) -> Command {
    Command::AskWrittenReply { answer }
}

/// A written reply to the person, with the contents of the procedure's list that it has.
pub fn replied(at: Instant, means: Means, contents: &[&str]) -> Command {
    let (on, contents) = (at.local_date(Zone::LONDON), owned(contents));
    Command::RecordReply(RecordReply { on, means, to: Recipient::Complainant, contents, note: None })
}

/// The decision was told by word of mouth.
pub fn told_them(at: Instant, means: Means) -> Command {
    Command::ConfirmDecision { means, on: at.local_date(Zone::LONDON) }
}

pub fn no_compensation() -> Command {
    Command::DecideCompensation { decision: Compensation::None }
}

pub fn compensation(pence: u64, basis: &str, approver: &str) -> Command {
    let approver = UserId::new(approver);
    Command::DecideCompensation { decision: Compensation::Amount { pence, basis: basis.to_owned(), approver } }
}

pub fn close() -> Command {
    Command::Close { on: None }
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
