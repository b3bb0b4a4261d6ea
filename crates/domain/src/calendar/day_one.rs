//! Which day is counted as the first.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::CalendarError;

/// Which day a count of working days begins with. When that day is not worked, day one is the next working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOne {
    /// The day of receipt is day one (the Scottish Public Services Ombudsman's model procedures).
    SameDay,
    /// The day after receipt is day one (the Housing Ombudsman's code).
    DayAfter,
}

impl DayOne {
    /// The name used in procedures and commands.
    pub fn id(self) -> &'static str {
        match self {
            DayOne::SameDay => "same-day",
            DayOne::DayAfter => "day-after",
        }
    }
}

impl fmt::Display for DayOne {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for DayOne {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<DayOne, CalendarError> {
        [DayOne::SameDay, DayOne::DayAfter]
            .into_iter()
            .find(|rule| rule.id() == text)
            .ok_or_else(|| CalendarError::UnknownDayOne { text: text.to_owned() })
    }
}
