//! Why a calendar gives no answer.

use jiff::civil::Date;

use super::Division;

/// Why a calendar gives no answer. The sentence is fit to show to the person who asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// No calendar of that name is shipped.
    #[error("There is no calendar “{text}”: choose england-and-wales, scotland or northern-ireland.")]
    UnknownCalendar {
        /// The name asked for.
        text: String,
    },
    /// No such rule for the first day.
    #[error("“{text}” does not say which day counts first: write same-day or day-after.")]
    UnknownDayOne {
        /// What was written.
        text: String,
    },
    /// The answer needs a date outside the years the calendar vouches for.
    #[error("The calendar {calendar} vouches for {from} to {to} and the answer needs {date}: ask within those dates.")]
    OutOfRange {
        /// The first date needed that the calendar does not know.
        date: Date,
        /// The first date the calendar vouches for.
        from: Date,
        /// The last date the calendar vouches for.
        to: Date,
        /// The calendar asked.
        calendar: Division,
    },
    /// A case cannot be closed before it was received.
    #[error("The closing date {closed} is before the date of receipt {received}: check both dates.")]
    ClosedBeforeReceived {
        /// The date of receipt.
        received: Date,
        /// The closing date.
        closed: Date,
    },
    /// Nought working days when the day of receipt is itself day one.
    #[error("When the day of receipt is day one, a length is at least 1 working day: give 1 or more.")]
    LengthTooShort,
}

impl CalendarError {
    /// The stable name of the error, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            CalendarError::UnknownCalendar { .. } => "calendar-unknown",
            CalendarError::UnknownDayOne { .. } => "day-one-unknown",
            CalendarError::OutOfRange { .. } => "calendar-out-of-range",
            CalendarError::ClosedBeforeReceived { .. } => "closed-before-received",
            CalendarError::LengthTooShort => "length-too-short",
        }
    }
}
