//! A calendar as a table: each day of the vouched years, worked or not and why.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::{Date, date};

use super::holidays::{Holiday, in_year, is_weekend, plus_days};
use super::{CalendarError, Division};

/// The years whose holidays were compared with independent sources.
const FIRST_YEAR: i16 = 2008;
const LAST_YEAR: i16 = 2035;
/// When they were last compared. Later proclamations are not in the tables.
const COMPARED_ON: Date = date(2026, 11, 21);

/// A day on which the organisation itself does not work, such as a local holiday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    /// The day not worked.
    pub on: Date,
    /// What the organisation calls it; shown wherever the day is skipped.
    pub label: String,
}

/// The working days of one division, less an organisation's closures, for the years vouched for.
#[derive(Clone, Debug)]
pub struct Calendar {
    pub(super) division: Division,
    pub(super) first: Date,
    pub(super) last: Date,
    holidays: Vec<Holiday>,
    /// Why a weekday is not worked.
    reasons: BTreeMap<Date, String>,
    /// Every working day, in order.
    pub(super) working: Vec<Date>,
    /// For each day from `first`, and the day after `last`: how many working days come before it.
    pub(super) worked_before: Vec<usize>,
}

impl Calendar {
    /// The calendar shipped for a division, without closures. Built once.
    pub fn shipped(division: Division) -> &'static Calendar {
        static ENGLAND_AND_WALES: LazyLock<Calendar> =
            LazyLock::new(|| Calendar::of_division(Division::EnglandAndWales));
        static SCOTLAND: LazyLock<Calendar> = LazyLock::new(|| Calendar::of_division(Division::Scotland));
        static NORTHERN_IRELAND: LazyLock<Calendar> =
            LazyLock::new(|| Calendar::of_division(Division::NorthernIreland));
        match division {
            Division::EnglandAndWales => &ENGLAND_AND_WALES,
            Division::Scotland => &SCOTLAND,
            Division::NorthernIreland => &NORTHERN_IRELAND,
        }
    }

    /// This calendar with days on which the organisation does not work either.
    ///
    /// A closure on a day that is not worked anyway changes nothing, nor does one outside the vouched years.
    #[must_use]
    pub fn with_closures(&self, closures: impl IntoIterator<Item = Closure>) -> Calendar {
        let mut reasons = self.reasons.clone();
        for closure in closures {
            reasons.entry(closure.on).or_insert(closure.label);
        }
        Calendar::build(self.division, self.holidays.clone(), reasons)
    }

    /// The division whose bank holidays these are.
    pub fn division(&self) -> Division {
        self.division
    }

    /// The first date vouched for.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The last date vouched for.
    pub fn last(&self) -> Date {
        self.last
    }

    /// The date the tables were last compared with independent sources. A holiday proclaimed after it is missing.
    pub fn as_of(&self) -> Date {
        COMPARED_ON
    }

    /// The bank holidays kept on weekdays in a year, in order, substitute days in place of weekends. Closures are not among them.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] for a year not vouched for.
    pub fn holidays(&self, year: i16) -> Result<Vec<Holiday>, CalendarError> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return Err(self.out_of_range(Date::new(year, 1, 1).unwrap_or(Date::MAX)));
        }
        Ok(self.holidays.iter().filter(|holiday| holiday.on.year() == year).cloned().collect())
    }

    /// Whether the organisation works on a day.
    ///
    /// # Errors
    /// [`CalendarError::OutOfRange`] for a date not vouched for.
    pub fn is_working_day(&self, day: Date) -> Result<bool, CalendarError> {
        self.position(day)?;
        Ok(self.why_not_worked(day).is_none())
    }

    /// Why a day is not worked: the weekend by name first, then the holiday, then the closure. None for a working day.
    pub(super) fn why_not_worked(&self, day: Date) -> Option<String> {
        if is_weekend(day) {
            return Some(day.strftime("%A").to_string());
        }
        self.reasons.get(&day).cloned()
    }

    /// How many days after the first vouched day a date is.
    pub(super) fn position(&self, day: Date) -> Result<usize, CalendarError> {
        let days = self.first.duration_until(day).as_hours() / 24;
        match usize::try_from(days) {
            Ok(position) if day <= self.last => Ok(position),
            _ => Err(self.out_of_range(day)),
        }
    }

    pub(super) fn out_of_range(&self, date: Date) -> CalendarError {
        CalendarError::OutOfRange { date, from: self.first, to: self.last, calendar: self.division }
    }

    fn of_division(division: Division) -> Calendar {
        let holidays: Vec<Holiday> = (FIRST_YEAR..=LAST_YEAR).flat_map(|year| in_year(division, year)).collect();
        let reasons = holidays.iter().map(|holiday| (holiday.on, holiday.name.clone())).collect();
        Calendar::build(division, holidays, reasons)
    }

    fn build(division: Division, holidays: Vec<Holiday>, reasons: BTreeMap<Date, String>) -> Calendar {
        let first = date(FIRST_YEAR, 1, 1);
        let last = date(LAST_YEAR, 12, 31);
        let mut working = Vec::new();
        let mut worked_before = vec![0];
        let mut day = first;
        while day <= last {
            if !is_weekend(day) && !reasons.contains_key(&day) {
                working.push(day);
            }
            worked_before.push(working.len());
            day = plus_days(day, 1);
        }
        Calendar { division, first, last, holidays, reasons, working, worked_before }
    }
}
