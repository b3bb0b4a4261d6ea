//! Dates, instants and the zone they are read in.
//!
//! A due date is a civil date; an event is an instant. Only this module knows how the two relate.

mod error;
mod instant;
mod parse;
mod zone;

pub use jiff::civil::Date;

pub use error::TimeError;
pub use instant::Instant;
pub use parse::{parse_date, parse_local};
pub use zone::Zone;

/// The date as letters and pages write it: `Tuesday 3 March 2026`.
pub fn long_date(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// The date where room is scarce: `3 Mar 2026`.
pub fn short_date(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// The corresponding day so many months earlier, or the last of that month where there is none.
pub fn minus_months(date: Date, months: u32) -> Date {
    date.saturating_sub(jiff::Span::new().months(i64::from(months).min(1_200)))
}

/// The corresponding day so many months later, or the last of that month where there is none.
pub fn plus_months(date: Date, months: u32) -> Date {
    date.saturating_add(jiff::Span::new().months(i64::from(months).min(1_200)))
}

/// The day so many calendar days later.
pub fn plus_days(date: Date, days: u32) -> Date {
    date.saturating_add(jiff::Span::new().days(i64::from(days).min(36_525)))
}

/// The day so many calendar days earlier.
pub fn minus_days(date: Date, days: u32) -> Date {
    date.saturating_sub(jiff::Span::new().days(i64::from(days).min(36_525)))
}

/// Calendar days from one day to a later one; 0 where it is not later.
pub fn days_between(from: Date, to: Date) -> u32 {
    u32::try_from(to.duration_since(from).as_hours() / 24).unwrap_or(0)
}
