//! What every reader of a report knows of its numbers: which add up to which.

use super::counts::{NOW, name, now, of_split, period_name, splits};
use super::sums::Sums;
use crate::procedure::OutcomeEffect;
use crate::statistics::RowId;
use crate::statistics::model::{Report, VolumeRow};

/// The rows that are added up from others.
const SUMS: [RowId; 2] = [RowId::Total, RowId::SecondStage];

/// Effects that are told beside the outcomes themselves.
const EFFECTS: [(OutcomeEffect, &str); 3] = [
    (OutcomeEffect::Upheld, "upheld"),
    (OutcomeEffect::PartlyUpheld, "partly upheld"),
    (OutcomeEffect::Withdrawn, "withdrawn"),
];

/// States all of it.
pub(super) fn state(report: &Report, sums: &mut Sums) {
    for row in &report.volumes {
        volumes(row, report, sums);
        outcomes(row.row, report, sums);
        timescales(NOW, row.row, sums);
        sums.within(&now(row.row, "met"), [now(row.row, "met unextended")]);
    }
    let of_tables = ["opening", "received", "closed", "closing", "met", "missed", "met unextended", "extended"];
    let of_effects = ["upheld", "partly upheld", "withdrawn"];
    for measure in of_tables.into_iter().chain(of_effects) {
        SUMS.into_iter().for_each(|row| rows(NOW, row, measure, sums));
    }
    for row in [RowId::S1, RowId::SecondStage, RowId::Total] {
        sums.total(now(row, "at fault"), [now(row, "upheld"), now(row, "partly upheld")]);
        sums.within(&now(row, "closed"), [now(row, "first contact")]);
    }
    sums.total("distinct".to_owned(), [now(RowId::S1, "received"), now(RowId::S2, "received")]);
    sums.total(now(RowId::Total, "closed"), [now(RowId::Total, "decided"), now(RowId::Total, "withdrawn")]);
    beside(report, sums);
    for (split, rows) in splits(report) {
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        split_rows(split, &ids, sums);
    }
    for period in &report.trend {
        let called = period_name(period, &report.period.id);
        if called != NOW {
            trend(called, period.rows.iter().map(|row| row.row), sums);
        }
    }
}

/// The row is the sum of its routes.
fn rows(period: &str, row: RowId, measure: &str, sums: &mut Sums) {
    sums.total(name(period, row, measure), row.routes().iter().map(|route| name(period, (*route).into(), measure)));
}

fn volumes(volume: &VolumeRow, report: &Report, sums: &mut Sums) {
    let row = volume.row;
    let from = |period: &String| now(row, &format!("from {period}"));
    sums.balance([now(row, "opening"), now(row, "received")], [now(row, "closed"), now(row, "closing")]);
    sums.total(now(row, "closed"), volume.closed_by_received_period.keys().map(from));
    // What was received and closed in the period was received in it; what was closed of earlier periods was open before.
    let (of_now, earlier): (Vec<&String>, Vec<&String>) =
        volume.closed_by_received_period.keys().partition(|period| **period == report.period.id);
    sums.within(&now(row, "received"), of_now.into_iter().map(from));
    sums.within(&now(row, "opening"), earlier.into_iter().map(from));
    if SUMS.contains(&row) {
        for period in volume.closed_by_received_period.keys() {
            rows(NOW, row, &format!("from {period}"), sums);
        }
    }
}

fn outcomes(row: RowId, report: &Report, sums: &mut Sums) {
    let all = &report.layout.outcomes;
    sums.total(now(row, "closed"), all.iter().map(|outcome| now(row, &format!("as {}", outcome.id))));
    for (effect, told) in EFFECTS {
        let such = all.iter().filter(|outcome| outcome.effect == effect);
        sums.total(now(row, told), such.map(|outcome| now(row, &format!("as {}", outcome.id))));
    }
    if SUMS.contains(&row) {
        all.iter().for_each(|outcome| rows(NOW, row, &format!("as {}", outcome.id), sums));
    }
}

fn timescales(period: &str, row: RowId, sums: &mut Sums) {
    let closed = name(period, row, "closed");
    sums.total(closed.clone(), [name(period, row, "met"), name(period, row, "missed")]);
    sums.within(&closed, [name(period, row, "extended")]);
}

fn beside(report: &Report, sums: &mut Sums) {
    sums.total(
        now(RowId::Total, "closing"),
        ["in time", "past due", "without limit"].map(|part| format!("open {part}")),
    );
    sums.total("open past due".to_owned(), report.open.bands.iter().map(|band| format!("open {}", band.label)));
    sums.within("outside closed", ["outside upheld".to_owned()]);
    sums.within(&now(RowId::Total, "closed"), ["compensated".to_owned()]);
}

fn split_rows(split: &str, ids: &[&str], sums: &mut Sums) {
    let parts = |measure: &str| -> Vec<String> { ids.iter().map(|id| of_split(split, id, measure)).collect() };
    for measure in ["closed", "upheld", "partly upheld", "withdrawn"] {
        sums.total(now(RowId::Total, measure), parts(measure));
    }
    if split != "cause" {
        sums.total("distinct".to_owned(), parts("received"));
    }
    for id in ids {
        let of = |measure: &str| of_split(split, id, measure);
        sums.within(&of("closed"), [of("upheld"), of("partly upheld"), of("withdrawn")]);
    }
}

fn trend(period: &str, ids: impl Iterator<Item = RowId>, sums: &mut Sums) {
    for row in ids {
        timescales(period, row, sums);
        let ended = ["upheld", "partly upheld", "withdrawn"];
        sums.within(&name(period, row, "closed"), ended.map(|measure| name(period, row, measure)));
        if SUMS.contains(&row) {
            for measure in ["received", "closed", "upheld", "partly upheld", "withdrawn", "met", "missed", "extended"] {
                rows(period, row, measure, sums);
            }
        }
    }
}
