//! Shares and sums of a period: of so many, how many.

use serde::{Deserialize, Serialize};

use crate::statistics::{Count, Decimal};
use crate::time::Date;

/// How many of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub count: Count,
    pub of: Count,
    /// None where there is nothing it could be a share of.
    pub percent: Option<Decimal>,
}

impl Share {
    pub(in crate::statistics) fn new(count: u64, of: u64) -> Share {
        Share { count: count.into(), of: of.into(), percent: Decimal::percent(count, of) }
    }
}

/// Shares and sums of a period (regimes 3a).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measures {
    /// Settled at first contact, of those closed at the first stage (R41).
    pub first_contact: Share,
    /// Requests for the second stage, against those closed at the first (R88).
    pub escalated: Share,
    /// Closed in time, extensions included, of all closed.
    pub in_time: Share,
    /// Closed in time as it was before any extension, of all closed.
    pub in_time_unextended: Share,
    /// Closed after an extension, of all closed.
    pub extended: Share,
    /// Upheld, of those decided.
    pub upheld: Share,
    /// Upheld or partly upheld, of those decided.
    pub upheld_any: Share,
    /// Repeats of an earlier case, against all closed (R10).
    pub repeats: Share,
    /// Sent on to an outside body, against all closed (R16).
    pub referred_outside: Share,
    /// Every other time limit of the procedure that fell due: contact, acknowledgement, learning.
    pub limits: Vec<LimitKept>,
    /// Every action that fell due, by kind.
    pub actions: Vec<ActionsKept>,
    pub compensation: CompensationPaid,
    /// Volume against what the organisation serves; none where that is not known.
    pub rate: Option<Rate>,
}

/// How one time limit of the procedure was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitKept {
    /// Id of the clock's rule.
    pub id: String,
    /// Its label in the procedure's words.
    pub label: String,
    /// How long it is: `24 hours`. None where the procedure no longer has it.
    pub target: Option<String>,
    pub met: Count,
    pub missed: Count,
    pub percent: Option<Decimal>,
}

/// How actions of one kind were kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionsKept {
    /// `promise`, `plan`, `information` or `prevention`.
    pub id: String,
    pub label: String,
    pub met: Count,
    pub missed: Count,
    pub percent: Option<Decimal>,
}

/// Compensation decided for handlings closed in the period (R38).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompensationPaid {
    /// Handlings with an amount.
    pub count: Count,
    /// All amounts together; none where a public edition withholds it.
    pub pence: Option<u64>,
    /// The same as printed: `£12.50`.
    pub pounds: Option<String>,
}

/// Complaints received per 1,000.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// Of what: `residents`.
    pub base_kind: String,
    /// How many there were.
    pub base: u64,
    /// On which day.
    pub on: Date,
    /// Distinct complaints received, times 1,000, by the base.
    pub per_1000: Option<Decimal>,
}
