//! Pausing a clock moves nothing; resuming it moves the due date by the days between.

use super::{Clock, ClockChange};
use crate::calendar::{Calendar, CalendarError, DayUnit, Term};
use crate::procedure::Pause;
use crate::time::Date;

impl Clock {
    /// The change that pauses it.
    pub fn pause(&self, on: Date) -> ClockChange {
        ClockChange::Paused { rule: self.rule.clone(), handling: self.handling, on }
    }

    /// The change that lets it go on, by as much later as it was paused, within what its rule allows in all; `None` when it
    /// is not paused.
    ///
    /// # Errors
    /// When the days cannot be counted on the calendar.
    pub fn resume(
        &self,
        on: Date,
        allowed: Option<&Pause>,
        calendar: &Calendar,
    ) -> Result<Option<ClockChange>, CalendarError> {
        let Some(since) = self.paused_since else { return Ok(None) };
        let room = allowed.map_or(0, |pause| pause.max).saturating_sub(self.paused_total);
        let days = calendar.days_after(since, on, self.pause_unit())?.min(room);
        let due = match days {
            0 => self.due,
            days => self.edges.end_of(self.moved(self.due.date(), days, calendar)?),
        };
        Ok(Some(ClockChange::Resumed { rule: self.rule.clone(), handling: self.handling, on, days, due }))
    }

    /// A day so many paused days later.
    ///
    /// # Errors
    /// When the days cannot be counted on the calendar.
    pub fn moved(&self, day: Date, days: u32, calendar: &Calendar) -> Result<Date, CalendarError> {
        let term = Term { last_is_worked: self.edges.last_is_worked, ..Term::after(days, self.pause_unit()) };
        calendar.end_of(day, &term)
    }

    /// What its pauses are counted in.
    fn pause_unit(&self) -> DayUnit {
        match self.unit.days() {
            Some(DayUnit::WorkingDay) => DayUnit::WorkingDay,
            _ => DayUnit::CalendarDay,
        }
    }
}
