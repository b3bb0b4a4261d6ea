//! Shares, the other time limits, actions, compensation, and volume against what the organisation serves (R36, R38, R41).

use redress_domain::case::ActionKind;
use redress_domain::procedure::OutcomeEffect;
use redress_domain::statistics::{Count, Decimal, FigureId, RowId, Share};
use redress_domain::time::long_date;
use redress_domain::words::Word;

use super::cells::{capital, count_cell};
use super::writer::Writer;
use crate::document::{Block, Cell};

pub(super) fn measures(writer: &mut Writer<'_>) -> Vec<Block> {
    [Some(shares(writer)), limits(writer), actions(writer), Some(others(writer))].into_iter().flatten().collect()
}

/// Where the cases behind a number are found; none where they are in several figures.
type Cases = Option<(FigureId, RowId)>;

fn shares(writer: &mut Writer<'_>) -> Block {
    let measures = &writer.report.measures;
    let upheld = writer.only_outcome(OutcomeEffect::Upheld);
    let closed = Some((FigureId::Closed, RowId::Total));
    let first = Some((FigureId::Closed, RowId::S1));
    let of_total = |figure: FigureId| Some((figure, RowId::Total));
    let rows: [(&str, &str, Share, Cases, Cases); 9] = [
        (
            "Settled at first contact, of those closed at the first stage",
            "first-contact-percent",
            measures.first_contact,
            Some((FigureId::FirstContact, RowId::S1)),
            first.clone(),
        ),
        (
            "Moved up to the second stage, against those closed at the first",
            "escalated-percent",
            measures.escalated,
            of_total(FigureId::Escalated),
            first,
        ),
        (
            "Closed in time, extensions included",
            "in-time-percent",
            measures.in_time,
            of_total(FigureId::Met),
            closed.clone(),
        ),
        (
            "Closed in time as it was before any extension",
            "in-time-percent",
            measures.in_time_unextended,
            of_total(FigureId::MetUnextended),
            closed.clone(),
        ),
        ("Closed after an extension", "extended", measures.extended, of_total(FigureId::Extended), closed.clone()),
        (
            "Upheld, of those decided",
            "upheld-percent",
            measures.upheld,
            upheld.map(|figure| (figure, RowId::Total)),
            None,
        ),
        ("Upheld or partly upheld, of those decided", "upheld-any-percent", measures.upheld_any, None, None),
        (
            "Repeats of an earlier case, against all closed",
            "repeats-percent",
            measures.repeats,
            of_total(FigureId::Repeats),
            closed.clone(),
        ),
        (
            "Sent on to an outside body, against all closed",
            "referred-outside-percent",
            measures.referred_outside,
            of_total(FigureId::ReferredOutside),
            closed,
        ),
    ];
    let mut table = writer.table("Shares", "Measure", ["Number", "Of", "%"]);
    for (label, id, share, counted, of) in rows {
        let number = linked(writer, share.count, counted);
        let whole = linked(writer, share.of, of);
        let percent = writer.derived(id, share.percent, &[share.count, share.of]);
        table.push(label, [number, whole, percent]);
    }
    writer.finished(table)
}

fn linked(writer: &mut Writer<'_>, count: Count, cases: Cases) -> Cell {
    match cases {
        Some((figure, row)) => writer.count(count, figure, row),
        None => count_cell(count),
    }
}

/// What fell due in the period; the time limit of table 3 is told there.
fn limits(writer: &mut Writer<'_>) -> Option<Block> {
    let limits = &writer.report.measures.limits;
    if limits.is_empty() {
        return None;
    }
    let mut table =
        writer.table("Other time limits that fell due", "What was to be done", ["Within", "In time", "Late", "%"]);
    for limit in limits {
        let target = limit.target.clone().unwrap_or_else(|| "no longer in the procedure".to_owned());
        let met = writer.count(limit.met, FigureId::LimitMet(limit.id.clone()), RowId::Total);
        let missed = writer.count(limit.missed, FigureId::LimitMissed(limit.id.clone()), RowId::Total);
        let percent = kept_percent(limit.percent, limit.met, limit.missed, writer);
        table.push(limit.label.clone(), [target.into(), met, missed, percent]);
    }
    table.push_note("Late is also what was not done by the end of the period. What was not needed is left out.");
    Some(writer.finished(table))
}

fn actions(writer: &mut Writer<'_>) -> Option<Block> {
    let actions = &writer.report.measures.actions;
    if actions.is_empty() {
        return None;
    }
    let mut table = writer.table("Actions that fell due", "Kind", ["In time", "Late", "%"]);
    for kept in actions {
        let kind = ActionKind::from_id(&kept.id);
        let met = kind.map(|kind| (FigureId::ActionsMet(kind), RowId::Total));
        let missed = kind.map(|kind| (FigureId::ActionsMissed(kind), RowId::Total));
        let cells = [
            linked(writer, kept.met, met),
            linked(writer, kept.missed, missed),
            kept_percent(kept.percent, kept.met, kept.missed, writer),
        ];
        table.push(kept.label.clone(), cells);
    }
    Some(writer.finished(table))
}

fn kept_percent(percent: Option<Decimal>, met: Count, missed: Count, writer: &mut Writer<'_>) -> Cell {
    writer.derived("rounding", percent, &[met, missed])
}

fn others(writer: &mut Writer<'_>) -> Block {
    let report = writer.report;
    let (remarks, measures) = (&report.remarks, &report.measures);
    let cases = capital(&report.layout.terms.cases);
    let mut table = writer.table("Also counted", "What", ["Number"]);
    let settled = count_cell(remarks.settled_at_first_contact);
    table.push(format!("{cases} settled at first contact"), [settled]);
    let unstated = writer.count(remarks.wish_not_stated, FigureId::WishNotStated, RowId::Total);
    table.push(format!("{cases} received without what the {} would like done", report.layout.terms.person), [unstated]);
    let paid = &measures.compensation;
    let count = writer.count(paid.count, FigureId::Compensated, RowId::Total);
    table.push("Closed with compensation", [count]);
    let pounds = writer.derived("compensated", paid.pounds.as_ref(), &[paid.count]);
    table.push("Compensation decided for them", [pounds]);
    if let Some(rate) = &measures.rate {
        let received: Vec<Count> = report.volumes.iter().filter_map(|row| row.distinct_received).collect();
        table.push(
            format!("{cases} received per 1,000 {}", rate.base_kind),
            [writer.derived("rate", rate.per_1000, &received)],
        );
        table.push(capital(&format!("{} on {}", rate.base_kind, long_date(rate.on))), [Cell::from(rate.base)]);
    }
    writer.finished(table)
}
