//! Every count of a report by name. One that stands in several tables has one name, so that it is masked in all or in none.

use crate::statistics::model::{Measures, OpenCases, Report, Share, SplitRow, StageFlow, TrendPeriod};
use crate::statistics::{Count, RowId};
use crate::time::{Date, plus_days};

/// A number of one row in one period, by the period's id. Other periods and other reports call it the same.
pub(super) fn name(period: &str, row: RowId, measure: &str) -> String {
    format!("{period} {} {measure}", row.id())
}

/// How many of a row were open when a day began: the closing of one period is the opening of the next.
pub(super) fn open(row: RowId, day: Date) -> String {
    format!("open {} when {day} began", row.id())
}

/// How many of a row were open when a period's last day ended.
pub(super) fn open_after(row: RowId, last_day: Date) -> String {
    open(row, plus_days(last_day, 1))
}

/// A number of a period that no row of the tables has.
pub(super) fn other(period: &str, measure: &str) -> String {
    format!("{period} {measure}")
}

/// A number of one row of a split.
pub(super) fn of_split(period: &str, split: &str, id: &str, measure: &str) -> String {
    format!("{period} {split} {id} {measure}")
}

/// Every count, to read and to mask. Those by day and by month are not among them.
pub(super) fn counts(report: &mut Report) -> Vec<(String, &mut Count)> {
    let names = Names { period: &report.period.id, from: report.period.from, to: report.period.to };
    let mut counts: Vec<(String, &mut Count)> = Vec::new();
    for row in &mut report.volumes {
        let id = row.row;
        counts.push((open(id, names.from), &mut row.opening));
        counts.push((names.of(id, "received"), &mut row.received));
        counts.push((names.of(id, "closed"), &mut row.closed));
        counts.push((open_after(id, names.to), &mut row.closing));
        for (period, count) in &mut row.closed_by_received_period {
            counts.push((names.of(id, &format!("from {period}")), count));
        }
        counts.extend(row.distinct_received.iter_mut().map(|count| (names.other("distinct"), count)));
        counts.extend(row.reclassified.iter_mut().map(|count| (names.other("reclassified"), count)));
    }
    for row in &mut report.outcomes {
        let id = row.row;
        counts.extend(row.counts.iter_mut().map(|(outcome, count)| (names.of(id, &format!("as {outcome}")), count)));
        counts.push((names.of(id, "closed"), &mut row.total));
    }
    for row in &mut report.timescales {
        counts.push((names.of(row.row, "met"), &mut row.met));
        counts.push((names.of(row.row, "missed"), &mut row.missed));
        counts.push((names.of(row.row, "met unextended"), &mut row.met_unextended));
        counts.push((names.of(row.row, "extended"), &mut row.extended));
    }
    // Who settles at first contact settles one handling of one case: mostly the same number.
    let settled = report.remarks.settled_at_first_contact;
    let as_measured = settled == report.measures.first_contact.count;
    let settled =
        if as_measured { names.of(RowId::S1, "first contact") } else { names.other("settled at first contact") };
    counts.push((settled, &mut report.remarks.settled_at_first_contact));
    counts.push((names.other("wish not stated"), &mut report.remarks.wish_not_stated));
    counts.push((names.other("referred"), &mut report.remarks.referred_outside));
    counts.push((names.other("repeated"), &mut report.remarks.repeated));
    counts.push((names.other("outside closed"), &mut report.external.closed));
    counts.push((names.other("outside upheld"), &mut report.external.upheld));
    names.of_open(&mut report.open, &mut counts);
    names.of_measures(&mut report.measures, &mut counts);
    report.flow.iter_mut().for_each(|stage| names.of_stage(stage, &mut counts));
    let splits = [
        ("area", &mut report.service_areas),
        ("channel", &mut report.channels),
        ("nature", &mut report.natures),
        ("cause", &mut report.causes),
    ];
    for (split, rows) in splits {
        rows.iter_mut().for_each(|row| names.of_split_row(split, row, &mut counts));
    }
    report.trend.iter_mut().for_each(|period| of_period(period, &mut counts));
    counts
}

/// What the numbers of the reported period are called.
struct Names<'p> {
    period: &'p str,
    from: Date,
    to: Date,
}

impl Names<'_> {
    fn of(&self, row: RowId, measure: &str) -> String {
        name(self.period, row, measure)
    }

    fn other(&self, measure: &str) -> String {
        other(self.period, measure)
    }

    fn of_open<'r>(&self, open: &'r mut OpenCases, counts: &mut Vec<(String, &'r mut Count)>) {
        counts.push((open_after(RowId::Total, self.to), &mut open.open));
        counts.push((self.other("open in time"), &mut open.in_time));
        counts.push((self.other("open past due"), &mut open.past_due));
        counts.push((self.other("open without limit"), &mut open.no_limit));
        let bands = open.bands.iter_mut();
        counts.extend(bands.map(|band| (self.other(&format!("open {}", band.label)), &mut band.count)));
    }

    fn of_measures<'r>(&self, measures: &'r mut Measures, counts: &mut Vec<(String, &'r mut Count)>) {
        let total = |measure: &str| self.of(RowId::Total, measure);
        let mut share = |count: String, of: String, share: &'r mut Share| {
            counts.push((count, &mut share.count));
            counts.push((of, &mut share.of));
        };
        share(self.of(RowId::S1, "first contact"), self.of(RowId::S1, "closed"), &mut measures.first_contact);
        share(self.of(RowId::Esc, "received"), self.of(RowId::S1, "closed"), &mut measures.escalated);
        share(total("met"), total("closed"), &mut measures.in_time);
        share(total("met unextended"), total("closed"), &mut measures.in_time_unextended);
        share(total("extended"), total("closed"), &mut measures.extended);
        share(total("upheld"), total("decided"), &mut measures.upheld);
        share(total("at fault"), total("decided"), &mut measures.upheld_any);
        share(self.other("repeated"), total("closed"), &mut measures.repeats);
        share(self.other("referred"), total("closed"), &mut measures.referred_outside);
        for limit in &mut measures.limits {
            counts.push((self.other(&format!("limit {} met", limit.id)), &mut limit.met));
            counts.push((self.other(&format!("limit {} missed", limit.id)), &mut limit.missed));
        }
        for actions in &mut measures.actions {
            counts.push((self.other(&format!("actions {} met", actions.id)), &mut actions.met));
            counts.push((self.other(&format!("actions {} missed", actions.id)), &mut actions.missed));
        }
        counts.push((self.other("compensated"), &mut measures.compensation.count));
    }

    fn of_stage<'r>(&self, stage: &'r mut StageFlow, counts: &mut Vec<(String, &'r mut Count)>) {
        let first = stage.stage == "first";
        let (row, anew) = if first { (RowId::S1, RowId::S1) } else { (RowId::SecondStage, RowId::S2) };
        counts.push((open(row, self.from), &mut stage.opening));
        counts.push((self.of(anew, "received"), &mut stage.received));
        // Nothing moves up to the first stage.
        if !first {
            counts.push((self.of(RowId::Esc, "received"), &mut stage.moved_up));
        }
        counts.push((self.of(row, "closed"), &mut stage.closed));
        counts.push((self.of(row, "first contact"), &mut stage.first_contact));
        counts.push((self.of(row, "at fault"), &mut stage.upheld));
        counts.push((open_after(row, self.to), &mut stage.closing));
    }

    fn of_split_row<'r>(&self, split: &str, row: &'r mut SplitRow, counts: &mut Vec<(String, &'r mut Count)>) {
        let SplitRow { id, received, closed, upheld, partly_upheld, withdrawn, .. } = row;
        let of = |measure: &str| of_split(self.period, split, id, measure);
        counts.extend(received.iter_mut().map(|count| (of("received"), count)));
        counts.push((of("closed"), closed));
        counts.push((of("upheld"), upheld));
        counts.push((of("partly upheld"), partly_upheld));
        counts.push((of("withdrawn"), withdrawn));
    }
}

fn of_period<'r>(period: &'r mut TrendPeriod, counts: &mut Vec<(String, &'r mut Count)>) {
    let called = period.period.clone();
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
