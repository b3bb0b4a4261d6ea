//! Table 1: what was open, came, went and stayed, and when what went had come (R87-R90).

use std::collections::BTreeMap;

use super::model::VolumeRow;
use super::row::RowId;
use super::rules::Rules;
use super::{Count, Facts};
use crate::period::{Period, PeriodError};
use crate::procedure::Route;
use crate::time::Date;

/// The rows of table 1, `closing` as counted and not as derived.
pub(super) fn volumes(facts: &Facts, rules: &Rules, period: &Period) -> Result<Vec<VolumeRow>, PeriodError> {
    let mut periods = PeriodsMet::new(period);
    rules.rows.iter().map(|row| volume_row(*row, facts, rules, &mut periods)).collect()
}

fn volume_row(
    row: RowId,
    facts: &Facts,
    rules: &Rules,
    periods: &mut PeriodsMet<'_>,
) -> Result<VolumeRow, PeriodError> {
    let mut by_period = BTreeMap::<String, u64>::new();
    for (received_on, number) in &facts.closed.of_row(row).received_on {
        let id = periods.id_of(*received_on)?;
        match by_period.get_mut(id) {
            Some(count) => *count += number,
            None => {
                by_period.insert(id.to_owned(), *number);
            }
        }
    }
    let received = &facts.received.routes;
    let distinct = received.get(Route::S1) + received.get(Route::S2);
    let on_total = |number: u64| (row == RowId::Total).then_some(Count::Shown(number));
    Ok(VolumeRow {
        row,
        label: rules.label(row),
        opening: facts.opening.of_row(row).into(),
        received: received.of_row(row).into(),
        closed: by_period.values().sum::<u64>().into(),
        closing: facts.open.routes.of_row(row).into(),
        closed_by_received_period: by_period.into_iter().map(|(id, number)| (id, number.into())).collect(),
        distinct_received: on_total(distinct),
        reclassified: on_total(facts.reclassified),
    })
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
                let period = Period::containing(self.like.kind(), date, self.like.fiscal_year_start())?;
                let start = period.from;
                self.by_start.insert(start, period);
                start
            }
        };
        self.by_start.get(&start).map(|period| period.id.as_str()).ok_or(PeriodError::OutOfRange)
    }
}
