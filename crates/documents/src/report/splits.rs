//! By service area, channel, nature and cause: a table each, and which few make up most (R86).

use redress_domain::procedure::OutcomeEffect;
use redress_domain::spc::pareto;
use redress_domain::statistics::{FigureId, PartOf, RowId, SplitRow};

use super::FigureAt;
use super::cells::{Ended, capital, drawn, upheld_percent_heading, upheld_percent_id};
use super::writer::Writer;
use crate::chart::Figure;
use crate::document::{Block, Cell};

pub(super) fn service_areas(writer: &mut Writer<'_>) -> Vec<Block> {
    let rows = &writer.report.service_areas;
    let mut blocks = table("By service area", "Service area", rows, PartOf::ServiceArea, &[ONCE], writer);
    blocks.extend(chart("service areas", "service area", rows, writer));
    blocks
}

pub(super) fn channels(writer: &mut Writer<'_>) -> Vec<Block> {
    table("By channel", "Channel", &writer.report.channels, PartOf::Channel, &[ONCE], writer)
}

/// Where no complaint says what it is about there is no section. No chart: its shares would be of a whole that these rows exceed.
pub(super) fn natures(writer: &mut Writer<'_>) -> Vec<Block> {
    let rows = &writer.report.natures;
    if rows.is_empty() {
        return Vec::new();
    }
    writer.defined("by-nature");
    table("By what they were about", "What it was about", rows, PartOf::Nature, &[SEVERAL, ONCE_EACH], writer)
}

pub(super) fn causes(writer: &mut Writer<'_>) -> Vec<Block> {
    let rows = &writer.report.causes;
    let mut blocks = table("By cause", "Cause", rows, PartOf::Cause, &[], writer);
    blocks.extend(chart("causes", "cause", rows, writer));
    blocks
}

const ONCE: &str = "Received counts each case once; closed counts it at each stage at which it was closed.";
const ONCE_EACH: &str =
    "In each row received counts a case once; closed counts it at each stage at which it was closed.";
/// Why the rows of natures do not add up (R86).
const SEVERAL: &str =
    "A complaint about several things is counted under each, so the rows may add up to more than the total.";

fn table(
    caption: &str,
    corner: &str,
    rows: &[SplitRow],
    part: fn(String) -> PartOf,
    notes: &[&str],
    writer: &mut Writer<'_>,
) -> Vec<Block> {
    if rows.is_empty() {
        return vec![Block::Paragraph("Nothing was received or closed in the period.".to_owned())];
    }
    let has_received = rows.iter().any(|row| row.received.is_some());
    let faults = [OutcomeEffect::Upheld, OutcomeEffect::PartlyUpheld, OutcomeEffect::Withdrawn];
    let effects: Vec<OutcomeEffect> = faults.into_iter().filter(|effect| writer.has_effect(*effect)).collect();
    let uphold = writer.report.layout.uphold;
    let mut columns: Vec<&str> = has_received.then_some("Received").into_iter().chain(["Closed"]).collect();
    columns.extend(effects.iter().map(|effect| heading(*effect)));
    columns.push(upheld_percent_heading(uphold));
    let mut table = writer.table(caption, corner, columns);
    for row in rows {
        let of = part(row.id.clone());
        let mut cells: Vec<Cell> = Vec::new();
        cells.extend(row.received.map(|received| writer.part(received, FigureId::Received, &of)));
        cells.push(writer.part(row.closed, FigureId::Closed, &of));
        for effect in &effects {
            let period = &writer.report.period.id;
            let at = FigureAt { period, figure: FigureId::Closed, row: RowId::Total, part: Some(of.clone()) };
            cells.push(writer.with_effect(count(*effect, row), *effect, at));
        }
        let ended = ended(row);
        cells.push(writer.derived(upheld_percent_id(uphold), ended.percent(uphold), &ended.parts()));
        table.push(row.label.clone(), cells);
    }
    notes.iter().for_each(|note| table.push_note(*note));
    vec![writer.finished(table)]
}

fn heading(effect: OutcomeEffect) -> &'static str {
    match effect {
        OutcomeEffect::PartlyUpheld => "Partly upheld",
        OutcomeEffect::Withdrawn => "Withdrawn",
        _ => "Upheld",
    }
}

fn count(effect: OutcomeEffect, row: &SplitRow) -> redress_domain::statistics::Count {
    match effect {
        OutcomeEffect::PartlyUpheld => row.partly_upheld,
        OutcomeEffect::Withdrawn => row.withdrawn,
        _ => row.upheld,
    }
}

fn ended(row: &SplitRow) -> Ended {
    Ended { closed: row.closed, upheld: row.upheld, partly_upheld: row.partly_upheld, withdrawn: row.withdrawn }
}

/// Of what was upheld, wholly or in part: what was not says nothing of where things go wrong. Where a number is masked there is no
/// picture, and of one bar none is needed.
fn chart(items: &str, item: &str, rows: &[SplitRow], writer: &mut Writer<'_>) -> Vec<Block> {
    let at_fault = |row: &SplitRow| (row.upheld + row.partly_upheld).shown();
    let counts: Option<Vec<(String, u32)>> =
        rows.iter().map(|row| Some((row.label.clone(), drawn(at_fault(row)?)))).collect();
    let Some(counts) = counts else {
        return vec![Block::Note("There is no chart of these: some of the numbers are not shown.".to_owned())];
    };
    if counts.iter().filter(|(_, count)| *count > 0).count() < 2 {
        return Vec::new();
    }
    let upheld = if writer.has_effect(OutcomeEffect::PartlyUpheld) { "upheld or partly upheld" } else { "upheld" };
    let chart = pareto(items, upheld, &counts);
    let title = format!("{} by {item}", capital(upheld));
    let mut blocks = writer.chart(|id| Figure::pareto(id, &title, item, &chart)).to_vec();
    blocks
        .push(Block::Note(format!("The chart counts what was {upheld}, and the table before it all that was closed.")));
    blocks
}
