//! A case as returns count it: once, from its receipt to the close of its last handling.

use crate::period::Period;
use crate::procedure::OutcomeEffect;
use crate::time::Date;

/// One case. Those that triage found to be no failure, and reclassified ones, are not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseRow {
    pub received_on: Date,
    /// When its last handling was closed.
    pub closed_on: Option<Date>,
    /// What the outcome of its last handling means.
    pub effect: Option<OutcomeEffect>,
}

impl CaseRow {
    pub(super) fn is_new(&self, period: &Period) -> bool {
        period.contains(self.received_on)
    }

    pub(super) fn was_open_before(&self, period: &Period) -> bool {
        self.received_on < period.from && self.closed_on.is_none_or(|on| on >= period.from)
    }

    pub(super) fn was_closed_in(&self, period: &Period) -> bool {
        self.closed_on.is_some_and(|on| period.contains(on))
    }

    pub(super) fn was_open_after(&self, period: &Period) -> bool {
        self.received_on <= period.to && self.closed_on.is_none_or(|on| on > period.to)
    }
}
