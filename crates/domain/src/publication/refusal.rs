//! Rules that stand against a command on the draft of a report.

use super::readiness::Blockers;

/// A rule that stands against it. The sentences are for whoever gave the command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    #[error("This report is published; begin a correction to change what it says.")]
    Published,
    #[error("This report was never published; write its draft instead of a correction.")]
    NotPublished,
    #[error("Approval has been asked for already.")]
    AlreadyAsked,
    #[error("Nobody has asked for approval of this text with these figures; ask for it first.")]
    NotAsked,
    #[error("You asked for this approval yourself; somebody else gives it.")]
    OwnRequest,
    #[error("You were the last to change the words of this report; somebody else approves it.")]
    OwnText,
    #[error("The public edition of this version is withheld already.")]
    Withheld,
    #[error("The procedure asks for no approval of its reports; publish it.")]
    NoApproval,
    #[error("This cannot be published yet. {0}")]
    NotReady(Blockers),
}

impl Rule {
    /// Stable code, as in the API and the documentation.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Published => "report-published",
            Self::NotPublished => "report-not-published",
            Self::AlreadyAsked => "approval-asked",
            Self::NotAsked => "approval-not-asked",
            Self::OwnRequest => "approval-own-request",
            Self::OwnText => "approval-own-text",
            Self::Withheld => "edition-withheld",
            Self::NoApproval => "approval-not-needed",
            Self::NotReady(_) => "report-not-ready",
        }
    }
}
