//! Checks of what stands beside the first three tables: trend, splits, flow, days.

use super::{Weight, check};
use crate::procedure::OutcomeEffect;
use crate::statistics::model::{Check, OutcomeRow, Report, SplitRow, StageFlow, TrendRow};
use crate::statistics::{Count, RowId};

/// R85: the last period of the trend is the reported one, with the figures of tables 1 to 3.
pub(super) fn trend_ends_here(report: &Report) -> Check {
    let mut wrong = Vec::new();
    if let Some(last) = report.trend.last() {
        if last.period != report.period.id {
            wrong.push(format!("it ends with {}", last.period));
        }
        let rows = last.rows.iter().filter(|row| !agrees(row, report));
        wrong.extend(rows.map(|row| format!("{} in {}", row.row.id(), last.period)));
    }
    check("R85", Weight::Must, "the trend ends with the figures of tables 1 to 3", wrong)
}

fn agrees(trend: &TrendRow, report: &Report) -> bool {
    let volume = report.volumes.iter().find(|row| row.row == trend.row);
    let outcome = report.outcomes.iter().find(|row| row.row == trend.row);
    let timescale = report.timescales.iter().find(|row| row.row == trend.row);
    let (Some(volume), Some(outcome), Some(timescale)) = (volume, outcome, timescale) else { return false };
    let counts = [
        (trend.received, volume.received),
        (trend.closed, volume.closed),
        (trend.upheld, with(outcome, OutcomeEffect::Upheld, report)),
        (trend.partly_upheld, with(outcome, OutcomeEffect::PartlyUpheld, report)),
        (trend.withdrawn, with(outcome, OutcomeEffect::Withdrawn, report)),
        (trend.met, timescale.met),
        (trend.missed, timescale.missed),
        (trend.extended, timescale.extended),
    ];
    counts.iter().all(|(here, there)| here == there)
        && timescale.days_total.is_none_or(|days| trend.days_total == Some(days))
}

fn with(row: &OutcomeRow, effect: OutcomeEffect, report: &Report) -> Count {
    let outcomes = report.layout.outcomes.iter().filter(|outcome| outcome.effect == effect);
    outcomes.filter_map(|outcome| row.counts.get(&outcome.id)).copied().sum()
}

/// R86: channels, service areas and causes each add up to the totals of tables 1 and 2, and natures, of which a case may have
/// several, to no less.
pub(super) fn splits_add_up(report: &Report) -> Check {
    let total = report.outcomes.iter().find(|row| row.row == RowId::Total);
    let distinct = report.volumes.iter().find_map(|row| row.distinct_received);
    let of = |effect: OutcomeEffect| total.map_or(Count::default(), |total| with(total, effect, report));
    let mut wrong = Vec::new();
    let wholes: [(&str, Field, Count); 4] = [
        ("closed", |row| row.closed, total.map_or(Count::default(), |total| total.total)),
        ("upheld", |row| row.upheld, of(OutcomeEffect::Upheld)),
        ("partly upheld", |row| row.partly_upheld, of(OutcomeEffect::PartlyUpheld)),
        ("withdrawn", |row| row.withdrawn, of(OutcomeEffect::Withdrawn)),
    ];
    let splits = [("channels", &report.channels), ("service areas", &report.service_areas), ("causes", &report.causes)];
    for (name, rows) in splits {
        let sum = |field: Field| rows.iter().map(field).sum::<Count>();
        let sums = wholes.map(|(what, field, whole)| (what, sum(field), whole));
        let off = sums.iter().filter(|(_, parts, whole)| parts != whole);
        wrong.extend(off.map(|(what, parts, whole)| format!("{name}: {parts} {what} of {whole}")));
        if let (Some(distinct), false) = (distinct, name == "causes") {
            let received: Count = rows.iter().filter_map(|row| row.received).sum();
            if received != distinct {
                wrong.push(format!("{name}: {received} received of {distinct}"));
            }
        }
    }
    let received: (&str, Field, Count) =
        ("received", |row| row.received.unwrap_or_default(), distinct.unwrap_or_default());
    for (what, field, whole) in wholes.into_iter().chain([received]) {
        wrong.extend(
            not_covered(&report.natures, field, whole).map(|parts| format!("natures: {parts} {what} of {whole}")),
        );
    }
    const HOLDS: &str = "channels, service areas and causes each add up to the totals, and natures to no less";
    check("R86", Weight::Must, HOLDS, wrong)
}

/// A number of a row.
type Field = fn(&SplitRow) -> Count;

/// What stands wrong in rows that may overlap: one of them is more than the whole, or all together are less.
fn not_covered(rows: &[SplitRow], field: Field, whole: Count) -> Option<u64> {
    let whole = whole.shown()?;
    let numbers: Vec<u64> = rows.iter().map(|row| field(row).shown()).collect::<Option<_>>()?;
    let sum = numbers.iter().sum();
    numbers.iter().copied().find(|number| *number > whole).or((!rows.is_empty() && sum < whole).then_some(sum))
}

/// R88: what came to a stage left it or is there, and each complaint received is counted once.
pub(super) fn stages_balance(report: &Report) -> Check {
    let balance = |stage: &StageFlow| {
        let came = stage.opening + stage.received + stage.moved_up;
        let wrong = came != stage.closed + stage.closing;
        wrong.then(|| format!("{}: {came} came, {} closed, {} open", stage.label, stage.closed, stage.closing))
    };
    let received =
        |row: RowId| report.volumes.iter().find(|one| one.row == row).map_or(Count::default(), |one| one.received);
    let distinct: Count = report.volumes.iter().filter_map(|row| row.distinct_received).sum();
    let once = received(RowId::S1) + received(RowId::S2);
    let twice = (once != distinct).then(|| format!("{once} received anew, {distinct} distinct"));
    let wrong = report.flow.iter().filter_map(balance).chain(twice);
    check(
        "R88",
        Weight::Must,
        "what came to each stage was closed or is open, each complaint counted once",
        wrong.collect(),
    )
}

/// R94: the spread of days adds up to the closed ones and to their working days.
pub(super) fn days_add_up(report: &Report) -> Check {
    let mut wrong = Vec::new();
    for ((row, volume), timescale) in report.distribution.iter().flatten().zip(&report.volumes).zip(&report.timescales)
    {
        let counted: Count = row.days.iter().map(|taken| taken.count).sum();
        let days: Option<u64> = row.days.iter().map(|taken| Some(u64::from(taken.days) * taken.count.shown()?)).sum();
        if counted != volume.closed {
            wrong.push(format!("{}: {counted} by days, {} closed", row.row.id(), volume.closed));
        }
        if timescale.days_total.is_some_and(|total| days != Some(total)) {
            wrong.push(format!("{}: the days are not those of table 3", row.row.id()));
        }
    }
    check("R94", Weight::Must, "the spread of days adds up to the closed ones and their days, in every row", wrong)
}
