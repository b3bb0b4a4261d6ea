//! Cases: logging, lists, one case, and one resource for each command a person can give.

pub mod answer;
pub mod contact;
pub mod decision;
pub mod escalation;
pub mod handover;
pub mod learning;
pub mod list;
pub mod log;
mod log_input;
pub mod note;
pub mod plan;
pub mod reply;
pub mod show;
pub mod triage;

use redress_domain::case::CommandKind;

/// Where under a case a command is posted.
pub fn command_path(kind: CommandKind) -> &'static str {
    match kind {
        CommandKind::Triage => "triage",
        CommandKind::SettleAtFirstContact => "first-contact",
        CommandKind::HandOver => "handover",
        CommandKind::RecordContact => "contacts",
        CommandKind::MakePromise => "promises",
        CommandKind::AgreePlan => "plan",
        CommandKind::CompleteAction => "actions/{number}/completion",
        CommandKind::AskWrittenReply => "written-reply",
        CommandKind::RecordReply => "reply",
        CommandKind::DecideCompensation => "compensation",
        CommandKind::Decide => "decision",
        CommandKind::Close => "closure",
        CommandKind::Escalate => "escalation",
        CommandKind::AcknowledgeEscalation => "acknowledgement",
        CommandKind::Extend => "extension",
        CommandKind::CompleteLearning => "learning",
        CommandKind::AddNote => "notes",
    }
}
