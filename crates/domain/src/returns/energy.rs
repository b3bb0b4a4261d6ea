//! The energy suppliers' yearly number: complaints not settled by the end of the first working day after receipt.

use std::collections::BTreeMap;

use super::content::{Content, seen, unverified};
use super::model::{ReturnCell, ReturnTable};
use crate::calendar::{Calendar, CalendarError, DayOne};
use crate::time::{Date, long_date};

/// Complaints received in twelve months; those alike are counted together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnergyFacts {
    /// First and last day of the twelve months.
    pub from: Date,
    pub to: Date,
    lines: BTreeMap<(Date, Option<Date>), u64>,
}

impl EnergyFacts {
    /// None yet of twelve months.
    pub fn new(from: Date, to: Date) -> Self {
        Self { from, to, lines: BTreeMap::new() }
    }

    /// Adds complaints that were received on a day, and closed on one if they are.
    pub fn add(&mut self, received_on: Date, closed_on: Option<Date>, count: u64) {
        let sum = self.lines.entry((received_on, closed_on)).or_default();
        *sum = sum.saturating_add(count);
    }
}

pub(super) fn content(calendar: &Calendar, facts: &EnergyFacts) -> Result<Content, CalendarError> {
    let (mut received, mut settled) = (0_u64, 0_u64);
    for ((received_on, closed_on), count) in &facts.lines {
        let by = calendar.due(*received_on, 1, DayOne::DayAfter)?;
        received = received.saturating_add(*count);
        if closed_on.is_some_and(|on| on <= by) {
            settled = settled.saturating_add(*count);
        }
    }
    let columns = [
        ("received", "Received"),
        ("settled", "Settled by the end of the next working day"),
        ("not-settled", "Not settled by then"),
    ];
    let months = format!("{} to {}", long_date(facts.from), long_date(facts.to));
    let mut table =
        ReturnTable::new("not-settled", "Complaints not settled by the end of the next working day", &columns);
    let not_settled = received.checked_sub(settled);
    let cells = [Some(received), Some(settled), not_settled].map(|n| n.map_or(ReturnCell::Nothing, ReturnCell::Count));
    table.push("twelve-months", &months, cells);
    Ok(Content {
        tables: vec![table],
        checks: Vec::new(),
        verified: vec![
            seen(
                "The number not settled by the end of the first working day after receipt, over the twelve months to the last.",
                "SI 2008/1898",
            ),
            unverified("A complaint is settled when its last stage is closed."),
        ],
        nil: received == 0,
    })
}
