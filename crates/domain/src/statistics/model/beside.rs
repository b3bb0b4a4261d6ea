//! The tables beside the first three: days, open cases, splits, flow, trend.

use serde::{Deserialize, Serialize};

use crate::statistics::{Count, Decimal, Repeat, RowId};
use crate::time::Date;

/// Cases that the reviewer outside the organisation closed in the period (R108).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct External {
    pub closed: Count,
    /// Of these, upheld.
    pub upheld: Count,
}

/// What a report tells beside its tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemarkCounts {
    /// Cases closed in the period that were settled at first contact: service issues (R41).
    pub settled_at_first_contact: Count,
    /// Cases received in the period of which it was not stated what the person would like done (R9).
    pub wish_not_stated: Count,
    /// Cases that were sent on to an outside body in the period.
    pub referred_outside: Count,
    /// How many cases closed in the period are repeats (R10).
    pub repeated: Count,
    /// The repeats by reference; none are named in a public edition.
    pub repeats: Vec<Repeat>,
}

/// How many handlings of a row took how many working days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysRow {
    pub row: RowId,
    pub label: String,
    /// Days of the target; none where it is not in working days.
    pub target: Option<u32>,
    /// By days, the fewest first; days that none took are left out.
    pub days: Vec<DaysTaken>,
}

/// How many took so many working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysTaken {
    pub days: u32,
    pub count: Count,
}

/// Handlings open at the end of the period, by how far past due they were.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCases {
    /// The day it is counted on: the end of the period, or the day the figures are of where that is earlier.
    pub as_of: Date,
    pub open: Count,
    /// Not yet past due.
    pub in_time: Count,
    /// Past due by a working day or more.
    pub past_due: Count,
    /// The past due ones by working days.
    pub bands: Vec<OpenBand>,
    /// Without a time limit.
    pub no_limit: Count,
}

/// Handlings past due by so many working days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenBand {
    /// `1-5`, and the last `over 20`.
    pub label: String,
    pub count: Count,
}

/// The handlings of a period that share a channel, a service area, a cause or a nature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitRow {
    /// Empty for those where it is not stated.
    pub id: String,
    pub label: String,
    /// Distinct complaints received; none for causes, which are only known when a handling is decided.
    pub received: Option<Count>,
    pub closed: Count,
    pub upheld: Count,
    pub partly_upheld: Count,
    pub withdrawn: Count,
    /// Upheld per hundred closed, those withdrawn left out.
    pub upheld_percent: Option<Decimal>,
}

/// What came to a stage and left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageFlow {
    /// `first` or `second`.
    pub stage: String,
    pub label: String,
    pub opening: Count,
    /// Came to it directly.
    pub received: Count,
    /// Came up from the stage before.
    pub moved_up: Count,
    pub closed: Count,
    /// Of those closed: settled at first contact.
    pub first_contact: Count,
    /// Of those closed: upheld or partly upheld.
    pub upheld: Count,
    pub closing: Count,
}

/// One period of a trend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendPeriod {
    /// Id of the period.
    pub period: String,
    pub label: String,
    pub from: Date,
    pub to: Date,
    pub rows: Vec<TrendRow>,
}

/// The figures of a row in one period of a trend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendRow {
    pub row: RowId,
    pub received: Count,
    pub closed: Count,
    pub upheld: Count,
    pub partly_upheld: Count,
    pub withdrawn: Count,
    pub upheld_percent: Option<Decimal>,
    pub met: Count,
    pub missed: Count,
    pub in_time_percent: Option<Decimal>,
    pub extended: Count,
    /// Working days of all closed together.
    pub days_total: Option<u64>,
    pub days_mean: Option<Decimal>,
}
