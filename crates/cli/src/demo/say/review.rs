//! The second stage: asking for it, the filter, the panel and the board.

use redress_domain::case::{
    BoardGround, Command, Escalate, Member, Received, RecordBoard, RecordPanelDecision, SeatTaken,
};
use redress_domain::procedure::{Channel, Means};
use redress_domain::staff::UserId;
use redress_domain::time::{Date, Instant};

use super::{owned, some};

pub fn ask_for_review(at: Instant, channel: Channel, reasons: &str) -> Command {
    Command::Escalate(Escalate { asked: Received::At(at), channel, reasons: some(reasons), waiver: None })
}

pub fn acknowledge(at: Instant, means: Means) -> Command {
    Command::AcknowledgeEscalation { means, at }
}

/// The review goes ahead, for the tests of the filter that are met.
pub fn goes_ahead(tests: &[&str], reason: &str) -> Command {
    Command::DecideFilter { accept: true, tests: owned(tests), reason: reason.to_owned() }
}

/// The review is declined.
pub fn declined(reason: &str) -> Command {
    Command::DecideFilter { accept: false, tests: Vec::new(), reason: reason.to_owned() }
}

/// Who sits, each for themselves.
pub fn panel(members: &[&str], meets_on: Date) -> Command {
    let seat = |member: &&str| SeatTaken { member: Member::Staff(UserId::new(*member)), deputy_for: None };
    Command::ConvenePanel { seats: members.iter().map(seat).collect(), meets_on: Some(meets_on) }
}

/// What a member decides: the outcome, whether more is to be done, and an answer to each of the panel's questions.
pub fn voted(who: &str, found: (&str, bool), answers: [(&str, bool); 2], reasons: &str, on: Date) -> Command {
    let (outcome, further_action) = found;
    Command::RecordPanelDecision(RecordPanelDecision {
        member: Member::Staff(UserId::new(who)),
        outcome: outcome.to_owned(),
        further_action,
        answers: answers.map(|(question, answer)| (question.to_owned(), answer)).into(),
        reasons: reasons.to_owned(),
        on,
    })
}

pub fn to_the_board(ground: BoardGround, reason: &str) -> Command {
    Command::ReferToBoard { ground, reason: reason.to_owned() }
}

/// What the board decided in the panel's place: the outcome, and whether more is to be done.
pub fn board_decided(on: Date, present: &[&str], found: (&str, bool), conclusion: &str) -> Command {
    let (outcome, further_action) = found;
    Command::RecordBoard(RecordBoard {
        on,
        present: present.iter().copied().map(UserId::new).collect(),
        conclusion: conclusion.to_owned(),
        outcome: Some(outcome.to_owned()),
        further_action: Some(further_action),
    })
}
