//! Days: which of them an organisation works, and counting by them and by others.
//!
//! A calendar answers only within the years it vouches for; outside them it gives an error and never a guess.

mod close_of_business;
mod count;
mod day_one;
mod division;
mod error;
mod explain;
mod holidays;
mod table;
mod term;

pub use close_of_business::CloseOfBusiness;
pub use day_one::DayOne;
pub use division::Division;
pub use error::CalendarError;
pub use explain::{Explanation, Skipped};
pub use holidays::Holiday;
pub use table::{Calendar, Closure};
pub use term::{DayUnit, Term};
