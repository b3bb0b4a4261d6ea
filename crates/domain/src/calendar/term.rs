//! Lengths of whole days: working days, calendar days, weeks, months, with their edges.
//!
//! Whatever the unit, a length is counted from the eve of day one, the last day that does not count. Months so counted
//! from the day before the start are months "beginning with the day" (31 August and six months: 28 February, not 27),
//! and from the day itself they end on the corresponding one.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Calendar, CalendarError, DayOne};

/// What a length of days is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayUnit {
    WorkingDay,
    CalendarDay,
    Week,
    Month,
}

/// A length of days with the rules of its edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    pub length: u32,
    pub unit: DayUnit,
    pub day_one: DayOne,
    /// Day one is moved to the next working day where it is none; of working days it always is.
    pub first_is_worked: bool,
    /// The last day is moved to the next working day where it is none.
    pub last_is_worked: bool,
}

impl Term {
    /// So many more of a unit after a day.
    pub fn after(length: u32, unit: DayUnit) -> Term {
        Term { length, unit, day_one: DayOne::DayAfter, first_is_worked: false, last_is_worked: false }
    }
}

impl Calendar {
    /// The last day of a term that starts on a day.
    ///
    /// # Errors
    /// As [`Calendar::due`], whatever the unit.
    pub fn end_of(&self, start: Date, term: &Term) -> Result<Date, CalendarError> {
        let end = self.unmoved_end(start, term)?;
        if term.last_is_worked { self.working_day_on_or_after(end) } else { Ok(end) }
    }

    /// The last day before it is moved to a working day.
    pub(super) fn unmoved_end(&self, start: Date, term: &Term) -> Result<Date, CalendarError> {
        if term.unit == DayUnit::WorkingDay {
            return self.due(start, term.length, term.day_one);
        }
        if term.length == 0 && term.day_one == DayOne::SameDay {
            return Err(CalendarError::LengthTooShort);
        }
        let eve = self.first_day(start, term)?.yesterday();
        let end = eve.and_then(|eve| eve.checked_add(span(term.length, term.unit)?));
        self.vouched(end, self.last)
    }

    /// The day that is counted, or considered, as the first.
    pub(super) fn first_day(&self, start: Date, term: &Term) -> Result<Date, CalendarError> {
        self.position(start)?;
        let first = match term.day_one {
            DayOne::SameDay => start,
            DayOne::DayAfter => start.tomorrow().map_err(|_| self.out_of_range(Date::MAX))?,
        };
        if term.first_is_worked { self.working_day_on_or_after(first) } else { Ok(first) }
    }

    /// How many days of a term are taken by the end of a day: working days where it counts them, else calendar days. It is
    /// 0 before day one.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] when a day needed is outside the vouched years.
    pub fn taken_of(&self, start: Date, end: Date, term: &Term) -> Result<u32, CalendarError> {
        match term.unit {
            DayUnit::WorkingDay => self.taken(start, end.max(start), term.day_one),
            _ => {
                let eve = self.position(self.first_day(start, term)?)?;
                let by_then = self.position(end)?.saturating_add(1);
                u32::try_from(by_then.saturating_sub(eve)).map_err(|_| self.out_of_range(end))
            }
        }
    }

    /// The day so many units before another: the date on which somebody is warned of it.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] when a day needed is outside the vouched years.
    pub fn before(&self, day: Date, length: u32, unit: DayUnit) -> Result<Date, CalendarError> {
        match unit {
            DayUnit::WorkingDay => self.working_days_before(day, length),
            _ => self.vouched(span(length, unit).and_then(|span| day.checked_sub(span)), self.first),
        }
    }

    /// A date that was worked out, if it is one that the calendar vouches for; `edge` is where it would have left it.
    fn vouched(&self, date: Result<Date, jiff::Error>, edge: Date) -> Result<Date, CalendarError> {
        let date = date.map_err(|_| self.out_of_range(edge))?;
        self.position(date).map(|_| date)
    }

    /// How many of these days come after one day up to another, which both may be any; 0 when it is not later.
    /// Weeks and months are told in calendar days.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] when either is outside the vouched years.
    pub fn days_after(&self, from: Date, to: Date, unit: DayUnit) -> Result<u32, CalendarError> {
        let to = to.max(from);
        match unit {
            DayUnit::WorkingDay => self.taken(from, to, DayOne::DayAfter),
            DayUnit::CalendarDay | DayUnit::Week | DayUnit::Month => {
                let days = self.position(to)?.saturating_sub(self.position(from)?);
                u32::try_from(days).map_err(|_| self.out_of_range(to))
            }
        }
    }
}

/// A length that pays no heed to what is worked.
fn span(length: u32, unit: DayUnit) -> Result<Span, jiff::Error> {
    match unit {
        DayUnit::WorkingDay | DayUnit::CalendarDay => Span::new().try_days(length),
        DayUnit::Week => Span::new().try_weeks(length),
        DayUnit::Month => Span::new().try_months(length),
    }
}
