//! A due date with its working shown: the days counted, and those skipped and why.

use jiff::civil::Date;
use serde::Serialize;

use super::{Calendar, CalendarError, DayOne, DayUnit, Term};

/// How a due date came about. Together the days counted, skipped and rolled over, with the due date, are every day from the
/// first that could be day one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The due date.
    pub due: Date,
    /// The days counted, in order; the last is the due date unless it was moved.
    pub counted: Vec<Date>,
    /// The days passed over, in order.
    pub skipped: Vec<Skipped>,
    /// The days passed over because the last day counted is not worked; that day, which was counted, is the first of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rolled: Vec<Skipped>,
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
        self.explain_term(received, &Term { day_one, ..Term::after(n, DayUnit::WorkingDay) })
    }

    /// The last day of a term with every day on the way to it.
    ///
    /// # Errors
    /// Those of [`Calendar::end_of`].
    pub fn explain_term(&self, start: Date, term: &Term) -> Result<Explanation, CalendarError> {
        let due = self.end_of(start, term)?;
        let end = self.unmoved_end(start, term)?;
        let first = self.first_day(start, term)?;
        let mut explanation = Explanation { due, counted: Vec::new(), skipped: Vec::new(), rolled: Vec::new() };
        for date in days(self.first_day(start, &Term { first_is_worked: false, ..*term })?, end) {
            let why = self.why_not_worked(date).filter(|_| term.unit == DayUnit::WorkingDay || date < first);
            match why {
                None => explanation.counted.push(date),
                Some(why) => explanation.skipped.push(Skipped { date, why }),
            }
        }
        let rolled = days(end, due).filter_map(|date| Some(Skipped { date, why: self.why_not_worked(date)? }));
        explanation.rolled.extend(rolled.filter(|_| due > end));
        Ok(explanation)
    }
}

/// Every day from one to another, both included.
fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.series(jiff::Span::new().days(1)).take_while(move |day| *day <= to)
}
