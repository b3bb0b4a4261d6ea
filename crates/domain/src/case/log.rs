//! A new case, as it is told.

use super::{FailedTest, Understanding};
use crate::procedure::{Channel, Route};
use crate::register::BroughtBy;
use crate::staff::UserId;
use crate::time::{Date, Instant};

/// A new case, as told by whoever brings it (R31).
#[derive(Debug, Clone, PartialEq)]
pub struct Log {
    pub received: Received,
    pub channel: Channel,
    pub brought_by: BroughtBy,
    pub complainant: Option<Party>,
    pub representative: Option<Representative>,
    pub summary: String,
    pub outcome_wanted: Option<String>,
    pub service_area: Option<String>,
    pub natures: Vec<String>,
    pub failed_test: Option<FailedTest>,
    pub understanding: Option<Understanding>,
    /// When what is complained of happened, where that is known: time limits to complain count from it.
    pub happened_on: Option<Date>,
    /// Members of staff whom it is about: they neither see it nor own it nor sit on it.
    pub subjects: Vec<UserId>,
    /// Ids of reasonable adjustments the person needs, asked at intake.
    pub adjustments: Vec<String>,
    /// `S1`, or `S2` where the procedure lets a case enter there directly.
    pub route: Route,
}

/// When a complaint was received, apart from when it is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// The day is known: today means now, an earlier day its first instant, so that nobody gains time from a missing hour.
    On(Date),
    At(Instant),
}

/// A person and how to reach them. Kept apart from the case.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Party {
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub address: Option<String>,
}

/// Somebody who acts for the complainant (R26).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Representative {
    pub party: Party,
    pub relation: String,
    pub authority: Option<String>,
}
