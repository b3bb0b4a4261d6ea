//! Every count of a report by name. One that stands in several tables has one name, so that it is masked in all or in none.

use crate::statistics::model::{Measures, Report, Share, SplitRow, StageFlow, TrendPeriod};
use crate::statistics::{Count, RowId};

/// The reported period among the periods of the trend.
pub(super) const NOW: &str = "now";

/// A number of one row in one period.
pub(super) fn name(period: &str, row: RowId, measure: &str) -> String {
    format!("{period} {} {measure}", row.id())
}

/// A number of one row in the reported period.
pub(super) fn now(row: RowId, measure: &str) -> String {
    name(NOW, row, measure)
}

/// What a period of the trend is called: the reported one as the tables call it.
pub(super) fn period_name<'a>(period: &'a TrendPeriod, reported: &str) -> &'a str {
    if period.period == reported { NOW } else { &period.period }
}

/// The splits with their names.
pub(super) fn splits(report: &Report) -> [(&'static str, &[SplitRow]); 3] {
    [("area", &report.service_areas), ("channel", &report.channels), ("cause", &report.causes)]
}

/// A number of one row of a split.
pub(super) fn of_split(split: &str, id: &str, measure: &str) -> String {
    format!("{split} {id} {measure}")
}

/// Every count, to read and to mask. Those by day and by month are not among them.
pub(super) fn counts(report: &mut Report) -> Vec<(String, &mut Count)> {
    let mut counts: Vec<(String, &mut Count)> = Vec::new();
    for row in &mut report.volumes {
        let id = row.row;
        counts.push((now(id, "opening"), &mut row.opening));
        counts.push((now(id, "received"), &mut row.received));
        counts.push((now(id, "closed"), &mut row.closed));
        counts.push((now(id, "closing"), &mut row.closing));
        for (period, count) in &mut row.closed_by_received_period {
            counts.push((now(id, &format!("from {period}")), count));
        }
        counts.extend(row.distinct_received.iter_mut().map(|count| ("distinct".to_owned(), count)));
        counts.extend(row.reclassified.iter_mut().map(|count| ("reclassified".to_owned(), count)));
    }
    for row in &mut report.outcomes {
        let id = row.row;
        counts.extend(row.counts.iter_mut().map(|(outcome, count)| (now(id, &format!("as {outcome}")), count)));
        counts.push((now(id, "closed"), &mut row.total));
    }
    for row in &mut report.timescales {
        counts.push((now(row.row, "met"), &mut row.met));
        counts.push((now(row.row, "missed"), &mut row.missed));
        counts.push((now(row.row, "met unextended"), &mut row.met_unextended));
        counts.push((now(row.row, "extended"), &mut row.extended));
    }
    // Who settles at first contact settles one handling of one case: mostly the same number.
    let settled = report.remarks.settled_at_first_contact;
    let as_measured = settled == report.measures.first_contact.count;
    let settled = if as_measured { now(RowId::S1, "first contact") } else { "settled at first contact".to_owned() };
    counts.push((settled, &mut report.remarks.settled_at_first_contact));
    counts.push(("wish not stated".to_owned(), &mut report.remarks.wish_not_stated));
    counts.push(("referred".to_owned(), &mut report.remarks.referred_outside));
    counts.push(("repeated".to_owned(), &mut report.remarks.repeated));
    counts.push(("outside closed".to_owned(), &mut report.external.closed));
    counts.push(("outside upheld".to_owned(), &mut report.external.upheld));
    counts.push((now(RowId::Total, "closing"), &mut report.open.open));
    counts.push(("open in time".to_owned(), &mut report.open.in_time));
    counts.push(("open past due".to_owned(), &mut report.open.past_due));
    counts.push(("open without limit".to_owned(), &mut report.open.no_limit));
    counts.extend(report.open.bands.iter_mut().map(|band| (format!("open {}", band.label), &mut band.count)));
    of_measures(&mut report.measures, &mut counts);
    report.flow.iter_mut().for_each(|stage| of_stage(stage, &mut counts));
    let splits =
        [("area", &mut report.service_areas), ("channel", &mut report.channels), ("cause", &mut report.causes)];
    for (split, rows) in splits {
        rows.iter_mut().for_each(|row| of_split_row(split, row, &mut counts));
    }
    report.trend.iter_mut().for_each(|period| of_period(period, &report.period.id, &mut counts));
    counts
}

fn of_measures<'r>(measures: &'r mut Measures, counts: &mut Vec<(String, &'r mut Count)>) {
    let total = |measure: &str| now(RowId::Total, measure);
    let mut share = |count: String, of: String, share: &'r mut Share| {
        counts.push((count, &mut share.count));
        counts.push((of, &mut share.of));
    };
    share(now(RowId::S1, "first contact"), now(RowId::S1, "closed"), &mut measures.first_contact);
    share(now(RowId::Esc, "received"), now(RowId::S1, "closed"), &mut measures.escalated);
    share(total("met"), total("closed"), &mut measures.in_time);
    share(total("met unextended"), total("closed"), &mut measures.in_time_unextended);
    share(total("extended"), total("closed"), &mut measures.extended);
    share(total("upheld"), total("decided"), &mut measures.upheld);
    share(total("at fault"), total("decided"), &mut measures.upheld_any);
    share("repeated".to_owned(), total("closed"), &mut measures.repeats);
    share("referred".to_owned(), total("closed"), &mut measures.referred_outside);
    for limit in &mut measures.limits {
        counts.push((format!("limit {} met", limit.id), &mut limit.met));
        counts.push((format!("limit {} missed", limit.id), &mut limit.missed));
    }
    for actions in &mut measures.actions {
        counts.push((format!("actions {} met", actions.id), &mut actions.met));
        counts.push((format!("actions {} missed", actions.id), &mut actions.missed));
    }
    counts.push(("compensated".to_owned(), &mut measures.compensation.count));
}

fn of_stage<'r>(stage: &'r mut StageFlow, counts: &mut Vec<(String, &'r mut Count)>) {
    let first = stage.stage == "first";
    let (row, anew) = if first { (RowId::S1, RowId::S1) } else { (RowId::SecondStage, RowId::S2) };
    counts.push((now(row, "opening"), &mut stage.opening));
    counts.push((now(anew, "received"), &mut stage.received));
    // Nothing moves up to the first stage.
    if !first {
        counts.push((now(RowId::Esc, "received"), &mut stage.moved_up));
    }
    counts.push((now(row, "closed"), &mut stage.closed));
    counts.push((now(row, "first contact"), &mut stage.first_contact));
    counts.push((now(row, "at fault"), &mut stage.upheld));
    counts.push((now(row, "closing"), &mut stage.closing));
}

fn of_split_row<'r>(split: &str, row: &'r mut SplitRow, counts: &mut Vec<(String, &'r mut Count)>) {
    let SplitRow { id, received, closed, upheld, partly_upheld, withdrawn, .. } = row;
    counts.extend(received.iter_mut().map(|count| (of_split(split, id, "received"), count)));
    counts.push((of_split(split, id, "closed"), closed));
    counts.push((of_split(split, id, "upheld"), upheld));
    counts.push((of_split(split, id, "partly upheld"), partly_upheld));
    counts.push((of_split(split, id, "withdrawn"), withdrawn));
}

fn of_period<'r>(period: &'r mut TrendPeriod, reported: &str, counts: &mut Vec<(String, &'r mut Count)>) {
    let called = period_name(period, reported).to_owned();
    for row in &mut period.rows {
        let id = row.row;
        counts.push((name(&called, id, "received"), &mut row.received));
        counts.push((name(&called, id, "closed"), &mut row.closed));
        counts.push((name(&called, id, "upheld"), &mut row.upheld));
        counts.push((name(&called, id, "partly upheld"), &mut row.partly_upheld));
        counts.push((name(&called, id, "withdrawn"), &mut row.withdrawn));
        counts.push((name(&called, id, "met"), &mut row.met));
        counts.push((name(&called, id, "missed"), &mut row.missed));
        counts.push((name(&called, id, "extended"), &mut row.extended));
    }
}
