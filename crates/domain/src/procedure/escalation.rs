//! Where a person can go next: the stage after this one, and bodies outside the organisation.

use serde::{Deserialize, Serialize};

/// Moving up a stage (R57, R89).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(from = "super::earlier::Escalation")]
pub struct Escalation {
    /// Times within which it may be asked for, of which the one that ends last counts; empty: no limit.
    #[serde(default)]
    pub windows: Vec<Window>,
    /// Whether the time limit can be waived, with a reason.
    #[serde(default)]
    pub waivable: bool,
}

/// A time within which the next stage may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Window {
    pub length: u32,
    pub unit: WindowUnit,
    pub from: WindowStart,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowUnit {
    WorkingDay,
    CalendarDay,
    Month,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum WindowStart {
    /// The closing of the stage before.
    Reply,
    /// What is complained of; the day it was received where that is not known.
    Event,
}

/// Where a person can go when the procedure is exhausted (R16).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ExternalBody {
    pub id: String,
    pub name: String,
    pub contact: String,
    pub scope_note: String,
    /// Months after our final response within which it is to be asked; absent: none is known.
    pub within_months: Option<u32>,
}
