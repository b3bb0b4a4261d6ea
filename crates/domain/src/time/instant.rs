//! A moment in time, to the microsecond, as events record it.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::error::{TimeError, quoted};
use super::parse::has_form;
use super::zone::Zone;

const MICROS_PER_HOUR: i64 = 3_600_000_000;
const MICROS_PER_MINUTE: i64 = 60_000_000;

/// A moment in time in UTC, to the microsecond, in the years 1 to 9999.
///
/// Written, shown and serialised as RFC 3339 in UTC: `2026-03-09T14:30:00.25Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// In whole microseconds, within [`Instant::MIN`] and [`Instant::MAX`].
    timestamp: Timestamp,
}

impl Instant {
    /// The first instant, `0001-01-01T00:00:00Z`.
    pub const MIN: Instant = Instant { timestamp: Timestamp::constant(-62_135_596_800, 0) };
    /// The last instant, `9999-12-30T21:59:59.999999Z`: every zone still has a civil date for it.
    pub const MAX: Instant = Instant { timestamp: Timestamp::constant(253_402_207_199, 999_999_000) };

    /// The instant that many microseconds after 1970 began in UTC; a number beyond either end gives that end.
    pub fn from_micros(micros: i64) -> Instant {
        let beyond = if micros < 0 { Self::MIN } else { Self::MAX };
        let timestamp = Timestamp::from_microsecond(micros).unwrap_or(beyond.timestamp);
        Instant { timestamp: timestamp.clamp(Self::MIN.timestamp, Self::MAX.timestamp) }
    }

    /// Microseconds since 1970 began in UTC.
    pub fn as_micros(self) -> i64 {
        self.timestamp.as_microsecond()
    }

    /// Reads an RFC 3339 instant with any offset; digits past the microsecond are dropped.
    ///
    /// # Errors
    /// [`TimeError::InstantForm`] when it is anything else, such as a time without an offset.
    pub fn parse(text: &str) -> Result<Instant, TimeError> {
        let timestamp = if has_rfc3339_form(text) { text.parse().ok() } else { None };
        timestamp.and_then(Self::from_timestamp).ok_or_else(|| TimeError::InstantForm { text: quoted(text) })
    }

    /// The first microsecond of a civil day in the zone.
    pub fn start_of(date: Date, zone: Zone) -> Instant {
        Self::midnight(date, zone).unwrap_or(Self::end_nearest(date))
    }

    /// The last microsecond of a civil day in the zone: whatever happens by then happened on that day.
    pub fn end_of(date: Date, zone: Zone) -> Instant {
        match date.tomorrow().ok().and_then(|next| Self::midnight(next, zone)) {
            Some(next) => Instant::from_micros(next.as_micros().saturating_sub(1)),
            None => Self::end_nearest(date),
        }
    }

    /// The civil date it is in the zone.
    pub fn local_date(self, zone: Zone) -> Date {
        zone.rules().to_datetime(self.timestamp).date()
    }

    /// The time of day it is in the zone, to the minute: `14:30`.
    pub fn local_time(self, zone: Zone) -> String {
        zone.rules().to_datetime(self.timestamp).strftime("%H:%M").to_string()
    }

    /// The instant so many elapsed hours later, whatever the clocks do meanwhile; never past [`Instant::MAX`].
    pub fn plus_hours(self, hours: u32) -> Instant {
        let elapsed = i64::from(hours).saturating_mul(MICROS_PER_HOUR);
        Instant::from_micros(self.as_micros().saturating_add(elapsed))
    }

    /// The instant so many elapsed hours earlier; never before [`Instant::MIN`].
    pub fn minus_hours(self, hours: u32) -> Instant {
        let elapsed = i64::from(hours).saturating_mul(MICROS_PER_HOUR);
        Instant::from_micros(self.as_micros().saturating_sub(elapsed))
    }

    /// The instant so many elapsed minutes later; never past [`Instant::MAX`].
    pub fn plus_minutes(self, minutes: u32) -> Instant {
        let elapsed = i64::from(minutes).saturating_mul(MICROS_PER_MINUTE);
        Instant::from_micros(self.as_micros().saturating_add(elapsed))
    }

    /// The instant so many elapsed minutes earlier; never before [`Instant::MIN`].
    pub fn minus_minutes(self, minutes: u32) -> Instant {
        let elapsed = i64::from(minutes).saturating_mul(MICROS_PER_MINUTE);
        Instant::from_micros(self.as_micros().saturating_sub(elapsed))
    }

    /// The beginning of its second.
    pub fn floor_second(self) -> Instant {
        let micros = self.as_micros();
        Instant::from_micros(micros.saturating_sub(micros.rem_euclid(1_000_000)))
    }

    /// The beginning of its minute, as forms give times.
    pub fn floor_minute(self) -> Instant {
        let micros = self.as_micros();
        Instant::from_micros(micros.saturating_sub(micros.rem_euclid(60_000_000)))
    }

    /// Whole minutes elapsed since an earlier instant, begun ones included; 0 when it is not earlier.
    pub fn minutes_since(self, earlier: Instant) -> u32 {
        let elapsed = self.as_micros().saturating_sub(earlier.as_micros()).max(0);
        let whole = elapsed / MICROS_PER_MINUTE;
        let minutes = if elapsed % MICROS_PER_MINUTE == 0 { whole } else { whole.saturating_add(1) };
        u32::try_from(minutes).unwrap_or(u32::MAX)
    }

    /// None when the day begins outside the years an instant may have.
    fn midnight(date: Date, zone: Zone) -> Option<Instant> {
        let begins = date.to_zoned(zone.rules().clone()).ok()?;
        Self::from_timestamp(begins.timestamp())
    }

    /// The first or the last instant there is, whichever is on the side of a date beyond them.
    fn end_nearest(date: Date) -> Instant {
        if date.year() > 0 { Self::MAX } else { Self::MIN }
    }

    /// None outside the years an instant may have.
    pub(super) fn from_timestamp(timestamp: Timestamp) -> Option<Instant> {
        let instant = Instant::from_micros(timestamp.as_microsecond());
        let inside = Self::MIN.timestamp..=Self::MAX.timestamp;
        inside.contains(&timestamp).then_some(instant)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp.fmt(f)
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Instant {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Instant, TimeError> {
        Instant::parse(text)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Instant, D::Error> {
        let text = String::deserialize(deserializer)?;
        Instant::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// Jiff alone would also take other ISO 8601 forms, such as a space for the T or a zone name after the offset.
fn has_rfc3339_form(text: &str) -> bool {
    const TO_THE_SECOND: &str = "####-##-##T##:##:##";
    let Some((date_time, rest)) = text.split_at_checked(TO_THE_SECOND.len()) else {
        return false;
    };
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if offset.len() == fraction.len() {
                return false;
            }
            offset
        }
        None => rest,
    };
    has_form(date_time, TO_THE_SECOND) && (offset == "Z" || has_form(offset, "+##:##") || has_form(offset, "-##:##"))
}
