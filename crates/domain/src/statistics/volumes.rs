//! Table 1: what was open, came, went and stayed, and when what went had come (R87-R90).

use std::collections::BTreeMap;

use super::layout::Layout;
use super::model::{RowId, VolumeRow};
use super::{Facts, PerRoute};
use crate::period::{Period, PeriodError, PeriodKind};
use crate::time::Date;

/// The rows of table 1, `closing` as counted and not as derived.
pub(super) fn volumes(facts: &Facts, layout: &Layout, period: &Period) -> Result<Vec<VolumeRow>, PeriodError> {
    let mut closed = PerRoute::<u64>::default();
    let mut by_period = PerRoute::<BTreeMap<String, u64>>::default();
    let mut periods = PeriodsMet::new(period);
    for handling in &facts.closed {
        *closed.get_mut(handling.route) += 1;
        let received_in = periods.id_of(handling.received_on)?;
        let counts = by_period.get_mut(handling.route);
        match counts.get_mut(received_in) {
            Some(count) => *count += 1,
            None => {
                counts.insert(received_in.to_owned(), 1);
            }
        }
    }
    let of_row = |row: RowId, counts: &PerRoute<u64>| match row.route() {
        Some(route) => *counts.get(route),
        None => counts.s1 + counts.s2 + counts.esc,
    };
    let rows = RowId::ALL.into_iter().map(|row| VolumeRow {
        row,
        label: layout.label(row),
        opening: of_row(row, &facts.opening),
        received: of_row(row, &facts.received),
        closed: of_row(row, &closed),
        closing: of_row(row, &facts.closing),
        closed_by_received_period: row.route().map_or_else(|| sum(&by_period), |route| by_period.get(route).clone()),
        distinct_received: (row == RowId::Total).then_some(facts.received.s1 + facts.received.s2),
        reclassified: (row == RowId::Total).then_some(facts.reclassified),
    });
    Ok(rows.collect())
}

fn sum(by_period: &PerRoute<BTreeMap<String, u64>>) -> BTreeMap<String, u64> {
    let mut total = BTreeMap::new();
    for (period, count) in [&by_period.s1, &by_period.s2, &by_period.esc].into_iter().flatten() {
        *total.entry(period.clone()).or_insert(0) += count;
    }
    total
}

/// The periods that receipts have fallen in so far, so that each is worked out once.
struct PeriodsMet<'a> {
    like: &'a Period,
    by_start: BTreeMap<Date, Period>,
}

impl<'a> PeriodsMet<'a> {
    fn new(like: &'a Period) -> Self {
        Self { like, by_start: BTreeMap::new() }
    }

    fn id_of(&mut self, date: Date) -> Result<&str, PeriodError> {
        let known = self
            .by_start
            .range(..=date)
            .next_back()
            .filter(|(_, period)| period.contains(date))
            .map(|(start, _)| *start);
        let start = match known {
            Some(start) => start,
            None => {
                let kind: PeriodKind = self.like.kind();
                let period = Period::containing(kind, date, self.like.fiscal_year_start())?;
                let start = period.from;
                self.by_start.insert(start, period);
                start
            }
        };
        self.by_start.get(&start).map(|period| period.id.as_str()).ok_or(PeriodError::OutOfRange)
    }
}
