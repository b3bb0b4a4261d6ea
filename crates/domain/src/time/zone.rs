//! The time zones Redress can keep an organisation's days in.

use jiff::tz::TimeZone;

/// Built into the binary, so a machine without time zone files gives the same days.
static EUROPE_LONDON: TimeZone = jiff::tz::get!("Europe/London");

/// The zone in which an organisation's civil days begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone {
    rules: &'static TimeZone,
}

impl Zone {
    /// The civil time of the United Kingdom, `Europe/London`.
    pub const LONDON: Zone = Zone { rules: &EUROPE_LONDON };

    pub(super) fn rules(self) -> &'static TimeZone {
        self.rules
    }
}
