//! Rules that stand against a command on a theme, an improvement action or a lesson.

/// A rule that stands against it. The sentences are for whoever gave the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    #[error("This improvement action has ended: it was done or dropped. Start another one if there is more to do.")]
    Ended,
    #[error("What came of an improvement action is looked at when it is done; this one is not.")]
    NotDone,
    #[error("This lesson is shared; withdraw it before you change it.")]
    Shared,
    #[error("This lesson is not shared at the moment, so there is nothing to withdraw.")]
    NotShared,
    #[error(
        "As many moves, corrections and reviews are noted here as one improvement action can hold; start another one."
    )]
    Full,
    #[error("This improvement action has not ended, so there is nothing to open again.")]
    Open,
    #[error("Nothing that you gave is different from what stands there already.")]
    Unchanged,
    #[error("There is nothing of that number; look at the list again.")]
    NotKept,
}

impl Rule {
    /// Stable code, as in the API and the documentation.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ended => "improvement-ended",
            Self::NotDone => "improvement-not-done",
            Self::Shared => "lesson-shared",
            Self::NotShared => "lesson-not-shared",
            Self::Full => "improvement-full",
            Self::Open => "improvement-open",
            Self::Unchanged => "improvement-unchanged",
            Self::NotKept => "not-kept",
        }
    }
}
