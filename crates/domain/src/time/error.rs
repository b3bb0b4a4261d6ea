//! What can be wrong with a date or time that somebody wrote.

/// Why a piece of text is not a date or a time. The sentence is fit to show to the person who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not in the form `YYYY-MM-DD`.
    #[error("“{text}” is not a date: write year, month and day as YYYY-MM-DD, for example 2026-03-09.")]
    DateForm {
        /// What was written, cut short if it was long.
        text: String,
    },
    /// In the right form, but the calendar has no such day.
    #[error("“{text}” is not a day that exists: check the month and the day.")]
    NoSuchDay {
        /// What was written.
        text: String,
    },
    /// Not in the form `YYYY-MM-DDTHH:MM`.
    #[error("“{text}” is not a date and time: write it as YYYY-MM-DDTHH:MM, for example 2026-03-09T14:30.")]
    LocalForm {
        /// What was written, cut short if it was long.
        text: String,
    },
    /// Not an RFC 3339 instant between the years 1 and 9999.
    #[error("“{text}” is not an instant: write it as in RFC 3339 with an offset, for example 2026-03-09T14:30:00Z.")]
    InstantForm {
        /// What was written, cut short if it was long.
        text: String,
    },
}

impl TimeError {
    /// The stable name of the error, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            TimeError::DateForm { .. } => "date-not-iso",
            TimeError::NoSuchDay { .. } => "date-does-not-exist",
            TimeError::LocalForm { .. } => "local-time-not-iso",
            TimeError::InstantForm { .. } => "instant-not-rfc3339",
        }
    }
}

/// What somebody wrote, short enough to repeat to them.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}
