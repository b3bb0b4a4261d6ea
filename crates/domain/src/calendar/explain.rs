//! A due date with its working shown: the days counted, and those skipped and why.

use jiff::civil::Date;
use serde::Serialize;

use super::{Calendar, CalendarError, DayOne};

/// How a due date came about. Together the days counted and skipped are every day from the first that could be day one to the due date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The due date.
    pub due: Date,
    /// The working days counted, in order; the last is the due date.
    pub counted: Vec<Date>,
    /// The days passed over, in order.
    pub skipped: Vec<Skipped>,
}

/// A day passed over in a count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The day.
    pub date: Date,
    /// Why it is not worked: `Saturday`, `Sunday`, the holiday's name or the closure's label.
    pub why: String,
}

impl Calendar {
    /// The due date of [`Calendar::due`] with every day on the way to it.
    ///
    /// # Errors
    /// Those of [`Calendar::due`].
    pub fn explain_due(&self, received: Date, n: u32, day_one: DayOne) -> Result<Explanation, CalendarError> {
        let due = self.due(received, n, day_one)?;
        let mut explanation = Explanation { due, counted: Vec::new(), skipped: Vec::new() };
        let considered = match day_one {
            DayOne::SameDay => Some(received),
            DayOne::DayAfter => received.tomorrow().ok(),
        };
        for date in
            considered.iter().flat_map(|first| first.series(jiff::Span::new().days(1))).take_while(|day| *day <= due)
        {
            match self.why_not_worked(date) {
                None => explanation.counted.push(date),
                Some(why) => explanation.skipped.push(Skipped { date, why }),
            }
        }
        Ok(explanation)
    }
}
