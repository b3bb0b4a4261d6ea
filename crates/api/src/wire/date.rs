//! Dates and instants, each written in one way.

use redress_domain::case::Due;
use redress_domain::time::{self, Instant, parse_date};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::ToSchema;

/// A civil date, `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, format = Date, example = "2026-03-03")]
pub struct Day(pub time::Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_date(&text).map(Self).map_err(serde::de::Error::custom)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// An instant in RFC 3339, answered in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(value_type = String, format = DateTime, example = "2026-03-03T10:00:00Z")]
pub struct Moment(pub Instant);

/// When something is due.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct DueBody {
    /// The civil date, to its end where no instant is given.
    pub on: Day,
    /// The instant, where it is due at one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
}

impl From<Due> for DueBody {
    fn from(due: Due) -> Self {
        let at = match due {
            Due::On(_) => None,
            Due::At(at) => Some(Moment(at)),
        };
        Self { on: Day(due.date()), at }
    }
}
