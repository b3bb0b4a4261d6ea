//! What goes with a masked number because it would tell it: shares, means, sums of money, lists, sentences, the order of rows.

use crate::procedure::OutcomeEffect;
use crate::statistics::model::{OutcomeRow, Report, Share, SplitRow, TimescaleRow, TrendPeriod};
use crate::statistics::{Count, RowId, words};

/// Withholds it.
pub(super) fn withhold(report: &mut Report) {
    let closed: Vec<(RowId, Count)> = report.volumes.iter().map(|row| (row.row, row.closed)).collect();
    let told = narrated_rows(report);
    report.narratives.retain(|narrative| told.contains(&narrative.row));
    let Report { layout, outcomes, timescales, .. } = report;
    let has_effect = |id: &str, effect: OutcomeEffect| {
        layout.outcomes.iter().any(|outcome| outcome.id == id && outcome.effect == effect)
    };
    outcomes.iter_mut().for_each(|row| outcome(row, has_effect));
    timescales.iter_mut().for_each(|row| timescale(row, &closed));
    report.late_sentence = words::late_sentence(&report.timescales);
    measures(report);
    for rows in [&mut report.service_areas, &mut report.channels, &mut report.natures, &mut report.causes] {
        splits(rows);
    }
    report.trend.iter_mut().for_each(trend);
}

fn shown(counts: &[Count]) -> bool {
    counts.iter().all(|count| *count != Count::Masked)
}

/// The rows of which it is told how many were upheld and how many partly: a list of them tells no more.
fn narrated_rows(report: &Report) -> Vec<RowId> {
    let faults = || report.layout.outcomes.iter().filter(|outcome| outcome.effect.is_fault());
    let counts = |row: &OutcomeRow| -> Count { faults().filter_map(|fault| row.counts.get(&fault.id)).copied().sum() };
    report.outcomes.iter().filter(|row| shown(&[counts(row)])).map(|row| row.row).collect()
}

fn outcome(row: &mut OutcomeRow, has_effect: impl Fn(&str, OutcomeEffect) -> bool) {
    let sum = |effect: OutcomeEffect| -> Count {
        row.counts.iter().filter(|(id, _)| has_effect(id, effect)).map(|(_, count)| *count).sum()
    };
    let decided = shown(&[row.total, sum(OutcomeEffect::Withdrawn)]);
    let upheld = decided && shown(&[sum(OutcomeEffect::Upheld)]);
    let any = upheld && shown(&[sum(OutcomeEffect::PartlyUpheld)]);
    row.upheld_percent = row.upheld_percent.filter(|_| upheld);
    row.upheld_any_percent = row.upheld_any_percent.filter(|_| any);
}

/// Whether the days of a row can be told: of each of its routes it is told how many were closed, so that none can be subtracted.
fn tells_days(row: RowId, closed: &[(RowId, Count)]) -> bool {
    let of = |other: RowId| closed.iter().any(|(id, count)| *id == other && shown(&[*count]));
    of(row) && row.routes().iter().all(|route| of((*route).into()))
}

fn timescale(row: &mut TimescaleRow, closed: &[(RowId, Count)]) {
    if !shown(&[row.met, row.missed]) {
        row.in_time_percent = None;
    }
    // Without a late one the list is empty, which says no more than the nought beside it.
    if !shown(&[row.missed]) {
        row.late = None;
    }
    if !tells_days(row.row, closed) {
        (row.days_total, row.days_mean, row.days_median, row.days_p90) = (None, None, None, None);
    }
}

fn measures(report: &mut Report) {
    let received = report.volumes.iter().find_map(|row| row.distinct_received).unwrap_or_default();
    let measures = &mut report.measures;
    let shares = [
        &mut measures.first_contact,
        &mut measures.escalated,
        &mut measures.in_time,
        &mut measures.in_time_unextended,
        &mut measures.extended,
        &mut measures.upheld,
        &mut measures.upheld_any,
        &mut measures.repeats,
        &mut measures.referred_outside,
    ];
    for Share { count, of, percent } in shares {
        *percent = percent.filter(|_| shown(&[*count, *of]));
    }
    for limit in &mut measures.limits {
        limit.percent = limit.percent.filter(|_| shown(&[limit.met, limit.missed]));
    }
    for actions in &mut measures.actions {
        actions.percent = actions.percent.filter(|_| shown(&[actions.met, actions.missed]));
    }
    if !shown(&[measures.compensation.count]) {
        (measures.compensation.pence, measures.compensation.pounds) = (None, None);
    }
    if let Some(rate) = &mut measures.rate {
        rate.per_1000 = rate.per_1000.filter(|_| shown(&[received]));
    }
}

/// Rows are sorted by how many were closed, which tells between which numbers a masked one lies: the masked come last, by label.
fn splits(rows: &mut [SplitRow]) {
    for row in rows.iter_mut() {
        let percent = shown(&[row.closed, row.upheld, row.withdrawn]);
        row.upheld_percent = row.upheld_percent.filter(|_| percent);
    }
    let order = |row: &SplitRow| (std::cmp::Reverse(row.closed.shown()), row.label.clone(), row.id.clone());
    rows.sort_by_key(order);
}

fn trend(period: &mut TrendPeriod) {
    let closed: Vec<(RowId, Count)> = period.rows.iter().map(|row| (row.row, row.closed)).collect();
    for row in &mut period.rows {
        if !tells_days(row.row, &closed) {
            (row.days_total, row.days_mean) = (None, None);
        }
        row.in_time_percent = row.in_time_percent.filter(|_| shown(&[row.met, row.missed]));
        row.upheld_percent = row.upheld_percent.filter(|_| shown(&[row.closed, row.upheld, row.withdrawn]));
    }
}
