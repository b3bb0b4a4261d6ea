//! Working days: which days an organisation works, and counting by them.
//!
//! A calendar answers only within the years it vouches for; outside them it gives an error and never a guess.

mod count;
mod day_one;
mod division;
mod error;
mod explain;
mod holidays;
mod table;

pub use day_one::DayOne;
pub use division::Division;
pub use error::CalendarError;
pub use explain::{Explanation, Skipped};
pub use holidays::Holiday;
pub use table::{Calendar, Closure};
