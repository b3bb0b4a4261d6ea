//! The three parts of the United Kingdom that keep different bank holidays.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::CalendarError;

/// A part of the United Kingdom with bank holidays of its own, and the name of its shipped calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Division {
    /// `england-and-wales`
    EnglandAndWales,
    /// `scotland`
    Scotland,
    /// `northern-ireland`
    NorthernIreland,
}

impl Division {
    /// Every division, in the order they are listed to people.
    pub const ALL: [Division; 3] = [Division::EnglandAndWales, Division::Scotland, Division::NorthernIreland];

    /// The name used in settings, files and commands.
    pub fn id(self) -> &'static str {
        match self {
            Division::EnglandAndWales => "england-and-wales",
            Division::Scotland => "scotland",
            Division::NorthernIreland => "northern-ireland",
        }
    }
}

impl fmt::Display for Division {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl FromStr for Division {
    type Err = CalendarError;

    fn from_str(text: &str) -> Result<Division, CalendarError> {
        Division::ALL
            .into_iter()
            .find(|division| division.id() == text)
            .ok_or_else(|| CalendarError::UnknownCalendar { text: text.to_owned() })
    }
}
