//! Table 3: how long the closed handlings took (R93-R97), and how the days are spread.

use std::collections::BTreeMap;

use super::model::{DaysRow, DaysTaken, LateCase, TimescaleRow};
use super::row::RowId;
use super::rules::Rules;
use super::{Decimal, Facts};
use crate::procedure::TotalMean;

/// The rows of table 3.
pub(super) fn timescales(facts: &Facts, rules: &Rules) -> Vec<TimescaleRow> {
    rules.rows.iter().map(|row| timescale_row(*row, facts, rules)).collect()
}

fn timescale_row(row: RowId, facts: &Facts, rules: &Rules) -> TimescaleRow {
    let tally = facts.closed.of_row(row);
    let (closed, total) = (tally.closed(), tally.days_total());
    let told = row != RowId::Total || rules.total_mean == TotalMean::Shown;
    TimescaleRow {
        row,
        label: rules.label(row),
        target: rules.target(row),
        met: tally.met.into(),
        missed: closed.saturating_sub(tally.met).into(),
        in_time_percent: Decimal::percent(tally.met, closed),
        met_unextended: tally.met_unextended.into(),
        days_total: told.then_some(total),
        days_mean: Decimal::ratio(total, closed).filter(|_| told),
        days_median: median(&tally.days, closed).filter(|_| told),
        days_p90: nearest_rank(&tally.days, (closed * 90).div_ceil(100)).map(u64::from).filter(|_| told),
        extended: tally.extended.into(),
        late: (row != RowId::Total).then(|| late(row, facts, rules)),
    }
}

fn late(row: RowId, facts: &Facts, rules: &Rules) -> Vec<LateCase> {
    let target = rules.target_days(row);
    let of_row = facts.late.iter().filter(|late| row.routes().contains(&late.route));
    let mut late: Vec<LateCase> =
        of_row.map(|late| LateCase { reference: late.reference.clone(), days: late.days, target }).collect();
    late.sort_unstable();
    late
}

/// How many of each row took how many days.
pub(super) fn distribution(facts: &Facts, rules: &Rules) -> Vec<DaysRow> {
    let days_row = |row: &RowId| DaysRow {
        row: *row,
        label: rules.label(*row),
        target: rules.target_days(*row),
        days: taken(&facts.closed.of_row(*row).days),
    };
    rules.rows.iter().map(days_row).collect()
}

fn taken(days: &BTreeMap<u32, u64>) -> Vec<DaysTaken> {
    days.iter().map(|(days, count)| DaysTaken { days: *days, count: (*count).into() }).collect()
}

/// The middle value, or the mean of the two middle ones.
fn median(days: &BTreeMap<u32, u64>, closed: u64) -> Option<Decimal> {
    let lower = nearest_rank(days, closed.div_ceil(2))?;
    let upper = nearest_rank(days, closed / 2 + 1)?;
    Decimal::ratio(u64::from(lower) + u64::from(upper), 2)
}

/// The value at a rank, counted from 1, of all values in order.
fn nearest_rank(days: &BTreeMap<u32, u64>, rank: u64) -> Option<u32> {
    let mut counted = 0;
    days.iter()
        .find(|(_, count)| {
            counted += **count;
            rank > 0 && counted >= rank
        })
        .map(|(days, _)| *days)
}
