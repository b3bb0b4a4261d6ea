//! Cases: logging, lists, one case, and one resource for each command a person can give.

pub mod answer;
pub mod attachments;
pub mod behaviour;
pub mod board;
pub mod changes;
pub mod confidential;
pub mod conflict;
pub mod contact;
pub mod decision;
pub mod ending;
pub mod escalation;
pub mod handover;
pub mod information;
pub mod learning;
pub mod letters;
pub mod list;
pub mod log;
mod log_input;
pub mod note;
pub mod other_cases;
pub mod outside;
pub mod people;
pub mod plan;
pub mod points;
pub mod records;
pub mod remedy;
pub mod reply;
pub mod review;
mod route;
pub mod show;
pub mod time;
pub mod triage;
pub mod version;

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
        CommandKind::Attach => "attachments",
        CommandKind::RemoveAttachment => "attachments/{number}/removal",
        CommandKind::MoveAction => "actions/{number}/move",
        CommandKind::ConfirmDecision => "confirmation",
        CommandKind::Pause => "pause",
        CommandKind::Resume => "resumption",
        CommandKind::GiveUpdate => "updates",
        CommandKind::NameSubject => "subjects",
        CommandKind::ClearSubject => "subject-clearances",
        CommandKind::DeclareInterest => "interests",
        CommandKind::SetRepresentative => "representative",
        CommandKind::RecordConsent => "consent",
        CommandKind::RecordAdjustments => "adjustments",
        CommandKind::RecordSafetyNote => "safety-note",
        CommandKind::WarnBehaviour => "behaviour-warnings",
        CommandKind::LimitContact => "contact-limits",
        CommandKind::ReviewLimit => "contact-limit-review",
        CommandKind::AddPoint => "points",
        CommandKind::DecidePoint => "points/{number}/decision",
        CommandKind::AskInformation => "information",
        CommandKind::ChaseInformation => "actions/{number}/chase",
        CommandKind::AnswerInformation => "actions/{number}/answer",
        CommandKind::Apologise => "apologies",
        CommandKind::RecordPayment => "payments",
        CommandKind::RecordStaffMatter => "staff-matters",
        CommandKind::Link => "links",
        CommandKind::Merge => "merge",
        CommandKind::Join => "joint",
        CommandKind::Withdraw => "withdrawal",
        CommandKind::Reopen => "reopening",
        CommandKind::MakeLetter => "letters",
        CommandKind::ReferOutside => "outside-referral",
        CommandKind::RecordOutsideDecision => "outside-decision",
        CommandKind::ChangeProcedure => "procedure-version",
        CommandKind::DecideFilter => "filter-decision",
        CommandKind::ConvenePanel => "panel",
        CommandKind::RecordPanelDecision => "panel-decisions",
        CommandKind::ReferToBoard => "board-referral",
        CommandKind::RecordBoard => "board-decision",
        CommandKind::Classify => "classification",
        CommandKind::AskAboutChanges => "change-news",
        CommandKind::TellWhatChanged => "changes-told",
        CommandKind::Restrict => "restriction",
        CommandKind::Admit => "admissions",
        CommandKind::LiftRestriction => "restriction-end",
        CommandKind::SeeOpening => "openings/{number}/seen",
        CommandKind::HoldRecords => "records-hold",
        CommandKind::ReleaseRecords => "records-release",
        CommandKind::CorrectPerson => "people/{number}/correction",
    }
}
