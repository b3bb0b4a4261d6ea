//! The day on which an organisation's fiscal year begins.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::PeriodError;
use crate::time::Date;

/// Month and day on which the fiscal year begins, by default 1 April (R81).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FiscalYearStart {
    month: i8,
    day: i8,
}

impl FiscalYearStart {
    /// The fiscal year that begins on a day every month has.
    ///
    /// # Errors
    /// [`PeriodError::FiscalYearStart`] for a month outside 1 to 12, or a day outside 1 to 28: a quarter could then begin on a day that does not exist.
    pub fn new(month: i8, day: i8) -> Result<FiscalYearStart, PeriodError> {
        if (1..=12).contains(&month) && (1..=28).contains(&day) {
            Ok(FiscalYearStart { month, day })
        } else {
            Err(PeriodError::FiscalYearStart { text: format!("{month:02}-{day:02}") })
        }
    }

    /// Whether fiscal years are calendar years, so that one number names them.
    pub(super) fn is_calendar_year(self) -> bool {
        self.month == 1 && self.day == 1
    }

    /// The fiscal year in which a date lies, named by the year it begins in.
    pub(super) fn year_of(self, date: Date) -> i16 {
        if (date.month(), date.day()) < (self.month, self.day) { date.year().saturating_sub(1) } else { date.year() }
    }

    /// The first day of the fiscal year that begins in a year.
    pub(super) fn year_start(self, year: i16) -> Result<Date, PeriodError> {
        Date::new(year, self.month, self.day).map_err(|_| PeriodError::OutOfRange)
    }

    /// The first day of quarter 1 to 4 of the fiscal year that begins in a year.
    pub(super) fn quarter_start(self, year: i16, quarter: i8) -> Result<Date, PeriodError> {
        let months_on = self.month.saturating_sub(1).saturating_add(quarter.saturating_sub(1).saturating_mul(3));
        let year = year.saturating_add(i16::from(months_on / 12));
        Date::new(year, months_on % 12 + 1, self.day).map_err(|_| PeriodError::OutOfRange)
    }

    /// The quarter in which a date lies: its fiscal year and 1 to 4.
    pub(super) fn quarter_of(self, date: Date) -> Result<(i16, i8), PeriodError> {
        let year = self.year_of(date);
        let begun = |quarter: &i8| self.quarter_start(year, *quarter).is_ok_and(|start| start <= date);
        let quarter = (1..=4).rev().find(begun).ok_or(PeriodError::OutOfRange)?;
        Ok((year, quarter))
    }

    /// How people write the fiscal year: `2017-18`, or `2017` where it is the calendar year.
    pub(super) fn short_name(self, year: i16) -> String {
        if self.is_calendar_year() { year.to_string() } else { format!("{year}-{:02}", year.saturating_add(1) % 100) }
    }

    /// The id of the fiscal year: its short name, unless that reads as a month (`2011-12`), then `2011-2012`.
    pub(super) fn year_id(self, year: i16) -> String {
        let next = year.saturating_add(1);
        if !self.is_calendar_year() && (1..=12).contains(&(next % 100)) {
            return format!("{year}-{next}");
        }
        self.short_name(year)
    }
}

impl Default for FiscalYearStart {
    fn default() -> Self {
        FiscalYearStart { month: 4, day: 1 }
    }
}

impl fmt::Display for FiscalYearStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl From<FiscalYearStart> for String {
    fn from(start: FiscalYearStart) -> String {
        start.to_string()
    }
}

impl TryFrom<String> for FiscalYearStart {
    type Error = PeriodError;

    fn try_from(text: String) -> Result<FiscalYearStart, PeriodError> {
        text.parse()
    }
}

impl FromStr for FiscalYearStart {
    type Err = PeriodError;

    /// Reads `MM-DD`.
    fn from_str(text: &str) -> Result<FiscalYearStart, PeriodError> {
        let wrong = || PeriodError::FiscalYearStart { text: text.chars().take(20).collect() };
        let (month, day) = text.split_once('-').ok_or_else(wrong)?;
        let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        if !two_digits(month) || !two_digits(day) {
            return Err(wrong());
        }
        let month = month.parse().map_err(|_| wrong())?;
        let day = day.parse().map_err(|_| wrong())?;
        FiscalYearStart::new(month, day).map_err(|_| wrong())
    }
}
