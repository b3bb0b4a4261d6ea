//! When the business of a day closes.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::time::{Date, Instant, Zone, parse_local};

/// A time of day, written `HH:MM`, at which a due day ends before midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CloseOfBusiness {
    hour: u8,
    minute: u8,
}

impl CloseOfBusiness {
    /// Reads `HH:MM`.
    pub fn parse(text: &str) -> Option<CloseOfBusiness> {
        let (hour, minute) = text.split_once(':')?;
        let two_digits = |part: &str, most: u8| {
            let number = part.parse::<u8>().ok().filter(|number| *number <= most)?;
            (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
        };
        Some(CloseOfBusiness { hour: two_digits(hour, 23)?, minute: two_digits(minute, 59)? })
    }

    /// The instant at which a day's business closes in the zone.
    pub fn on(self, day: Date, zone: Zone) -> Instant {
        parse_local(&format!("{day}T{self}"), zone).unwrap_or_else(|_| Instant::end_of(day, zone))
    }
}

impl Default for CloseOfBusiness {
    fn default() -> CloseOfBusiness {
        CloseOfBusiness { hour: 17, minute: 0 }
    }
}

impl fmt::Display for CloseOfBusiness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl Serialize for CloseOfBusiness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CloseOfBusiness {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<CloseOfBusiness, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || serde::de::Error::custom(format!("'{text}' is no time of day such as 17:00"));
        CloseOfBusiness::parse(&text).ok_or_else(wrong)
    }
}
