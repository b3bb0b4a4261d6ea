//! Counting working days forward to a due date and back from a closing date.
//!
//! Every count is two look-ups in the calendar's table, however long it is.

use jiff::civil::Date;

use super::{Calendar, CalendarError, DayOne};

impl Calendar {
    /// The day that is working day `n` of a count that begins with receipt.
    ///
    /// Nought days after receipt is the day of receipt itself, worked or not.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] when receipt or the due date is outside the vouched years, which also bounds `n`;
    /// [`CalendarError::LengthTooShort`] for nought days with [`DayOne::SameDay`].
    pub fn due(&self, received: Date, n: u32, day_one: DayOne) -> Result<Date, CalendarError> {
        let earlier = self.worked_before_day_one(received, day_one)?;
        match (n.checked_sub(1), day_one) {
            (None, DayOne::SameDay) => Err(CalendarError::LengthTooShort),
            (None, DayOne::DayAfter) => Ok(received),
            (Some(further), _) => self.nth_working_day(earlier, further),
        }
    }

    /// How many working days a case took, from day one to the closing date, both counted.
    ///
    /// It is 0 when the case closed before its first working day was reached.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] when either date is outside the vouched years;
    /// [`CalendarError::ClosedBeforeReceived`] when they are the wrong way round.
    pub fn taken(&self, received: Date, closed: Date, day_one: DayOne) -> Result<u32, CalendarError> {
        let earlier = self.worked_before_day_one(received, day_one)?;
        let by_then = self.worked_by_end_of(closed)?;
        if closed < received {
            return Err(CalendarError::ClosedBeforeReceived { received, closed });
        }
        u32::try_from(by_then.saturating_sub(earlier)).map_err(|_| self.out_of_range(closed))
    }

    /// The day itself when it is worked, otherwise the first working day after it.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] when either is outside the vouched years.
    pub fn working_day_on_or_after(&self, day: Date) -> Result<Date, CalendarError> {
        self.due(day, 1, DayOne::SameDay)
    }

    /// The working day that is so many working days before a day; the day itself, worked or not, for nought.
    pub(super) fn working_days_before(&self, day: Date, n: u32) -> Result<Date, CalendarError> {
        let earlier = self.worked_before(self.position(day)?, day)?;
        if n == 0 {
            return Ok(day);
        }
        let found = usize::try_from(n).ok().and_then(|n| self.working.get(earlier.checked_sub(n)?).copied());
        found.ok_or_else(|| self.out_of_range(self.first.yesterday().unwrap_or(Date::MIN)))
    }

    /// How many working days of the table come before the first day that may be day one.
    fn worked_before_day_one(&self, received: Date, day_one: DayOne) -> Result<usize, CalendarError> {
        match day_one {
            DayOne::SameDay => self.worked_before(self.position(received)?, received),
            DayOne::DayAfter => self.worked_by_end_of(received),
        }
    }

    fn worked_by_end_of(&self, day: Date) -> Result<usize, CalendarError> {
        self.worked_before(self.position(day)?.saturating_add(1), day)
    }

    fn worked_before(&self, position: usize, day: Date) -> Result<usize, CalendarError> {
        self.worked_before.get(position).copied().ok_or_else(|| self.out_of_range(day))
    }

    fn nth_working_day(&self, earlier: usize, further: u32) -> Result<Date, CalendarError> {
        usize::try_from(further)
            .ok()
            .and_then(|further| self.working.get(earlier.checked_add(further)?).copied())
            .ok_or_else(|| self.out_of_range(self.last.tomorrow().unwrap_or(Date::MAX)))
    }
}
