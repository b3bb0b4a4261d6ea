//! Table 3: how long the closed handlings took (R93-R97).

use super::layout::Layout;
use super::model::{LateCase, RowId, TimescaleRow};
use super::{Decimal, Facts};
use crate::procedure::{Route, Unit};

/// The rows of table 3.
pub(super) fn timescales(facts: &Facts, layout: &Layout) -> Vec<TimescaleRow> {
    let mut rows: Vec<TimescaleRow> =
        [Route::S1, Route::S2, Route::Esc].map(|route| stage_row(route, facts, layout)).into();
    let total = TimescaleRow {
        row: RowId::Total,
        label: layout.label(RowId::Total),
        target: None,
        met: rows.iter().map(|row| row.met).sum(),
        missed: rows.iter().map(|row| row.missed).sum(),
        days_total: None,
        days_mean: None,
        days_median: None,
        days_p90: None,
        extended: rows.iter().map(|row| row.extended).sum(),
        late: None,
    };
    rows.push(total);
    rows
}

fn stage_row(route: Route, facts: &Facts, layout: &Layout) -> TimescaleRow {
    let target = layout.target(route);
    let (mut days, mut late) = (Vec::new(), Vec::new());
    let (mut met, mut missed, mut extended) = (0, 0, 0);
    for handling in facts.closed.iter().filter(|handling| handling.route == route) {
        days.push(handling.days);
        extended += u64::from(handling.extended);
        if handling.met {
            met += 1;
        } else {
            missed += 1;
            late.push(LateCase {
                reference: handling.reference.clone(),
                days: handling.days,
                // Days are working days; a limit of weeks or months is no number of them.
                target: target.filter(|target| target.unit == Unit::WorkingDay).map(|target| target.n),
            });
        }
    }
    days.sort_unstable();
    late.sort_unstable();
    let total = days.iter().map(|days| u64::from(*days)).sum();
    TimescaleRow {
        row: route.into(),
        label: layout.label(route.into()),
        target,
        met,
        missed,
        days_total: Some(total),
        days_mean: Decimal::ratio(total, met + missed),
        days_median: median(&days),
        days_p90: nearest_rank(&days, 90),
        extended,
        late: Some(late),
    }
}

/// The middle value of a sorted list, or the mean of the two middle ones.
fn median(sorted: &[u32]) -> Option<Decimal> {
    let upper = sorted.len() / 2;
    let lower = sorted.len().checked_sub(1)? / 2;
    Decimal::ratio(u64::from(*sorted.get(lower)?) + u64::from(*sorted.get(upper)?), 2)
}

/// The smallest value of a sorted list that at least so many per hundred do not exceed.
fn nearest_rank(sorted: &[u32], percent: usize) -> Option<u64> {
    let rank = sorted.len().checked_mul(percent)?.div_ceil(100);
    sorted.get(rank.checked_sub(1)?).map(|days| u64::from(*days))
}
