//! The same figures over several periods or months (R85).

use super::model::{TrendPeriod, TrendRow};
use super::row::RowId;
use super::rules::Rules;
use super::{Decimal, Flow, PerRoute, PeriodFlow};

/// Each period with its rows, in the order given.
pub(super) fn trend(flows: &[PeriodFlow], rules: &Rules) -> Vec<TrendPeriod> {
    let period = |flow: &PeriodFlow| TrendPeriod {
        period: flow.period.id.clone(),
        label: flow.period.label.clone(),
        from: flow.period.from,
        to: flow.period.to,
        rows: rules.rows.iter().map(|row| trend_row(*row, &flow.routes)).collect(),
    };
    flows.iter().map(period).collect()
}

fn trend_row(row: RowId, routes: &PerRoute<Flow>) -> TrendRow {
    let sum = |field: fn(&Flow) -> u64| row.routes().iter().map(|route| field(routes.get(*route))).sum::<u64>();
    let (closed, met, days) = (sum(|flow| flow.closed), sum(|flow| flow.met), sum(|flow| flow.days));
    let (upheld, withdrawn) = (sum(|flow| flow.upheld), sum(|flow| flow.withdrawn));
    TrendRow {
        row,
        received: sum(|flow| flow.received).into(),
        closed: closed.into(),
        upheld: upheld.into(),
        partly_upheld: sum(|flow| flow.partly_upheld).into(),
        withdrawn: withdrawn.into(),
        upheld_percent: Decimal::percent(upheld, closed.saturating_sub(withdrawn)),
        met: met.into(),
        missed: closed.saturating_sub(met).into(),
        in_time_percent: Decimal::percent(met, closed),
        extended: sum(|flow| flow.extended).into(),
        days_total: Some(days),
        days_mean: Decimal::ratio(days, closed),
    }
}
