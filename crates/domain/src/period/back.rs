//! The periods before one, for trends and control charts.

use super::{Period, PeriodError, PeriodKind};

impl Period {
    /// This period and those of its kind before it, `count` in all but always itself, the oldest first (R85).
    ///
    /// # Errors
    /// [`PeriodError::OutOfRange`] where there are not so many.
    pub fn back(&self, count: u8) -> Result<Vec<Period>, PeriodError> {
        let mut periods = vec![self.clone()];
        while periods.len() < usize::from(count)
            && let Some(earliest) = periods.last()
        {
            periods.push(earliest.previous()?);
        }
        periods.reverse();
        Ok(periods)
    }

    /// The calendar month in which this period ends and those before it, `count` in all, the oldest first.
    ///
    /// # Errors
    /// [`PeriodError::OutOfRange`] where there are not so many.
    pub fn months_back(&self, count: u8) -> Result<Vec<Period>, PeriodError> {
        Period::containing(PeriodKind::Month, self.to, self.fiscal)?.back(count)
    }
}
