//! What every reader of a report knows of its numbers: which add up to which.

use super::counts::{name, of_split, open, open_after, other};
use super::sums::Sums;
use crate::procedure::OutcomeEffect;
use crate::statistics::RowId;
use crate::statistics::model::{Report, SplitRow, TrendPeriod, VolumeRow};

/// The rows that are added up from others.
const SUMS: [RowId; 2] = [RowId::Total, RowId::SecondStage];

/// Effects that are told beside the outcomes themselves.
const EFFECTS: [(OutcomeEffect, &str); 3] = [
    (OutcomeEffect::Upheld, "upheld"),
    (OutcomeEffect::PartlyUpheld, "partly upheld"),
    (OutcomeEffect::Withdrawn, "withdrawn"),
];

/// The endings that splits and trends tell of those closed.
const ENDED: [&str; 3] = ["upheld", "partly upheld", "withdrawn"];

/// States all of it.
pub(super) fn state(report: &Report, sums: &mut Sums) {
    let told = Told { report, period: &report.period.id };
    for row in &report.volumes {
        told.volumes(row, sums);
        told.outcomes(row.row, sums);
        timescales(told.period, row.row, sums);
        told.unextended(row.row, sums);
    }
    let of_tables = ["received", "closed", "met", "missed", "met unextended", "extended"];
    let of_effects = ["upheld", "partly upheld", "withdrawn"];
    for measure in of_tables.into_iter().chain(of_effects) {
        SUMS.into_iter().for_each(|row| rows(told.period, row, measure, sums));
    }
    for row in SUMS {
        let routes = || row.routes().iter().map(|route| RowId::from(*route));
        sums.total(open(row, report.period.from), routes().map(|route| open(route, report.period.from)));
        sums.total(open_after(row, report.period.to), routes().map(|route| open_after(route, report.period.to)));
    }
    for row in [RowId::S1, RowId::SecondStage, RowId::Total] {
        sums.total(told.of(row, "at fault"), [told.of(row, "upheld"), told.of(row, "partly upheld")]);
        sums.within(&told.of(row, "closed"), [told.of(row, "first contact")]);
    }
    let total = |measure: &str| told.of(RowId::Total, measure);
    sums.total(told.other("distinct"), [told.of(RowId::S1, "received"), told.of(RowId::S2, "received")]);
    sums.total(total("closed"), [total("decided"), total("withdrawn")]);
    told.beside(sums);
    for (split, rows) in [("area", &report.service_areas), ("channel", &report.channels), ("cause", &report.causes)] {
        told.split_rows(split, rows, sums);
    }
    told.natures(sums);
    for period in report.trend.iter().filter(|period| period.period != report.period.id) {
        trend(&period.period, period.rows.iter().map(|row| row.row), sums);
    }
    carried(&report.trend, sums);
}

/// The row is the sum of its routes.
fn rows(period: &str, row: RowId, measure: &str, sums: &mut Sums) {
    sums.total(name(period, row, measure), row.routes().iter().map(|route| name(period, (*route).into(), measure)));
}

fn timescales(period: &str, row: RowId, sums: &mut Sums) {
    let closed = name(period, row, "closed");
    sums.total(closed.clone(), [name(period, row, "met"), name(period, row, "missed")]);
    sums.within(&closed, [name(period, row, "extended")]);
}

/// What the tables of the reported period tell.
struct Told<'r> {
    report: &'r Report,
    period: &'r str,
}

impl Told<'_> {
    fn of(&self, row: RowId, measure: &str) -> String {
        name(self.period, row, measure)
    }

    fn other(&self, measure: &str) -> String {
        other(self.period, measure)
    }

    fn volumes(&self, volume: &VolumeRow, sums: &mut Sums) {
        let (row, period) = (volume.row, &self.report.period);
        let from = |earlier: &String| self.of(row, &format!("from {earlier}"));
        let (opening, closing) = (open(row, period.from), open_after(row, period.to));
        sums.balance([opening.clone(), self.of(row, "received")], [self.of(row, "closed"), closing]);
        sums.total(self.of(row, "closed"), volume.closed_by_received_period.keys().map(from));
        // What was received and closed in the period was received in it; what was closed of earlier periods was open before.
        let (of_now, earlier): (Vec<&String>, Vec<&String>) =
            volume.closed_by_received_period.keys().partition(|of| **of == period.id);
        sums.within(&self.of(row, "received"), of_now.into_iter().map(from));
        sums.within(&opening, earlier.into_iter().map(from));
        if SUMS.contains(&row) {
            for of in volume.closed_by_received_period.keys() {
                rows(self.period, row, &format!("from {of}"), sums);
            }
        }
    }

    fn outcomes(&self, row: RowId, sums: &mut Sums) {
        let all = &self.report.layout.outcomes;
        let ended = |id: &str| format!("as {id}");
        sums.total(self.of(row, "closed"), all.iter().map(|outcome| self.of(row, &ended(&outcome.id))));
        for (effect, told) in EFFECTS {
            let such = all.iter().filter(|outcome| outcome.effect == effect);
            sums.total(self.of(row, told), such.map(|outcome| self.of(row, &ended(&outcome.id))));
        }
        if SUMS.contains(&row) {
            all.iter().for_each(|outcome| rows(self.period, row, &ended(&outcome.id), sums));
        }
    }

    /// Nobody keeps an extended limit but who was extended.
    fn unextended(&self, row: RowId, sums: &mut Sums) {
        let thanks_to_extension = sums.within(&self.of(row, "met"), [self.of(row, "met unextended")]);
        if let Some(thanks_to_extension) = thanks_to_extension {
            sums.within(&self.of(row, "extended"), [thanks_to_extension]);
        }
    }

    fn beside(&self, sums: &mut Sums) {
        let parts = ["in time", "past due", "without limit"].map(|part| self.other(&format!("open {part}")));
        sums.total(open_after(RowId::Total, self.report.period.to), parts);
        let bands = self.report.open.bands.iter().map(|band| self.other(&format!("open {}", band.label)));
        sums.total(self.other("open past due"), bands);
        sums.within(&self.other("outside closed"), [self.other("outside upheld")]);
        sums.within(&self.of(RowId::Total, "closed"), [self.other("compensated")]);
    }

    fn split_rows(&self, split: &str, rows: &[SplitRow], sums: &mut Sums) {
        let of = |row: &SplitRow, measure: &str| of_split(self.period, split, &row.id, measure);
        let parts = |measure: &str| -> Vec<String> { rows.iter().map(|row| of(row, measure)).collect() };
        for measure in ["closed", "upheld", "partly upheld", "withdrawn"] {
            sums.total(self.of(RowId::Total, measure), parts(measure));
        }
        if split != "cause" {
            sums.total(self.other("distinct"), parts("received"));
        }
        for row in rows {
            let ended = ENDED.map(|measure| of(row, measure));
            sums.within(&of(row, "closed"), ended);
        }
    }

    /// A case stands in the row of each of its natures, or in that of none: the rows overlap, each has no more than there are
    /// beside those of none, and all together have no less than there are (R86).
    fn natures(&self, sums: &mut Sums) {
        let rows = &self.report.natures;
        if rows.is_empty() {
            return;
        }
        let of = |row: &SplitRow, measure: &str| of_split(self.period, "nature", &row.id, measure);
        let total = |measure: &str| self.of(RowId::Total, measure);
        let all_but_ended = sums.within(&total("closed"), ENDED.map(total));
        let row_but_ended: Vec<(&str, String)> = rows
            .iter()
            .filter_map(|row| {
                Some((row.id.as_str(), sums.within(&of(row, "closed"), ENDED.map(|ended| of(row, ended)))?))
            })
            .collect();
        let told = |measure: &str| -> Vec<(&str, String)> {
            rows.iter().map(|row| (row.id.as_str(), of(row, measure))).collect()
        };
        overlapping(&self.other("distinct"), &told("received"), sums);
        let more = overlapping(&total("closed"), &told("closed"), sums);
        let ended = ENDED.map(|measure| overlapping(&total(measure), &told(measure), sums));
        let not_ended = all_but_ended.and_then(|whole| overlapping(&whole, &row_but_ended, sums));
        // Who is named again among the closed is so among those of one outcome.
        let by_ending: Option<Vec<String>> = ended.into_iter().chain([not_ended]).collect();
        if let Some((more, by_ending)) = more.zip(by_ending) {
            sums.total_if(&more, by_ending);
        }
    }
}

/// Rows by id, which overlap in a whole but for the row of those without any. Gives the name of what they have beyond it.
fn overlapping(whole: &str, rows: &[(&str, String)], sums: &mut Sums) -> Option<String> {
    let of_none = rows.iter().find(|(id, _)| id.is_empty()).map(|(_, name)| name);
    for (_, name) in rows.iter().filter(|(id, _)| !id.is_empty()) {
        sums.no_more_than(whole, of_none.into_iter().chain([name]).cloned());
    }
    sums.covered(whole, rows.iter().map(|(_, name)| name.clone()))
}

fn trend(period: &str, ids: impl Iterator<Item = RowId>, sums: &mut Sums) {
    for row in ids {
        timescales(period, row, sums);
        sums.within(&name(period, row, "closed"), ENDED.map(|measure| name(period, row, measure)));
        if SUMS.contains(&row) {
            for measure in ["received", "closed", "upheld", "partly upheld", "withdrawn", "met", "missed", "extended"] {
                rows(period, row, measure, sums);
            }
        }
    }
}

/// What was open when one period of a trend ended was open when the next began: backwards from the tables, nobody ever had fewer
/// than none.
fn carried(trend: &[TrendPeriod], sums: &mut Sums) {
    for row in RowId::ALL {
        for period in trend.iter().rev().skip(1) {
            let of = |measure: &str| name(&period.period, row, measure);
            let (before, after) = (open(row, period.from), open_after(row, period.to));
            if !sums.carried(&before, &of("received"), &of("closed"), &after) {
                break;
            }
        }
    }
}
