//! What was found, why it happened, what was done and what was learnt, row by row (R99-R103).

use redress_domain::statistics::{Count, Edition, Narrative, RowId};

use super::Body;
use super::writer::Writer;
use crate::document::{Block, Entry, Section};

pub(super) fn narratives(writer: &mut Writer<'_>) -> Body {
    let report = writer.report;
    let rows = report.layout.rows.iter().filter(|row| **row != RowId::Total);
    let sections = rows.filter_map(|row| of_row(*row, writer)).collect();
    Body { blocks: Vec::new(), sections }
}

fn of_row(row: RowId, writer: &Writer<'_>) -> Option<Section> {
    let report = writer.report;
    let outcomes = report.outcomes.iter().find(|outcomes| outcomes.row == row)?;
    let upheld = report.upheld(outcomes);
    let is_of_row = |narrative: &&Narrative| narrative.row.routes().iter().all(|route| row.routes().contains(route));
    let of_row: Vec<&Narrative> = report.narratives.iter().filter(is_of_row).collect();
    let told: Vec<&Narrative> = of_row.iter().copied().filter(|narrative| is_told(narrative, writer)).collect();
    Some(Section {
        heading: outcomes.label.clone(),
        blocks: said(upheld, told.len(), writer).into_iter().collect(),
        sections: told.into_iter().map(|narrative| told_one(narrative, writer)).collect(),
    })
}

/// A public edition prints the texts that were released, and no others (R110).
fn is_told(narrative: &Narrative, writer: &Writer<'_>) -> bool {
    writer.report.edition == Edition::Internal || narrative.released
}

/// That there are none (R99), or how many of them are told here: an internal edition tells of so many and no more.
fn said(upheld: Count, told: usize, writer: &Writer<'_>) -> Option<Block> {
    let terms = &writer.report.layout.terms;
    let Some(upheld) = upheld.shown() else {
        let text = "How many were upheld, and what was found, is not told here, because the numbers are small.";
        return Some(Block::Paragraph(text.to_owned()));
    };
    let told = u64::try_from(told).unwrap_or(u64::MAX);
    let text = match (upheld, told) {
        (0, _) => format!("No {} were upheld.", terms.cases),
        (upheld, told) if told >= upheld => return None,
        (upheld, told) if writer.report.edition == Edition::Internal => {
            format!(
                "{told} of the {upheld} that were upheld are told here: those that were closed first in the period. What was written of the others stands in their cases."
            )
        }
        (1, _) => "One was upheld. What was written of it is not released for publication and not printed.".to_owned(),
        (upheld, told) => {
            format!(
                "{told} of the {upheld} that were upheld are told here. Texts that are not released for publication are not printed."
            )
        }
    };
    Some(Block::Paragraph(text))
}

fn told_one(narrative: &Narrative, writer: &Writer<'_>) -> Section {
    let parts = [
        ("What was found", &narrative.finding),
        ("Why it happened", &narrative.explanation),
        ("What was done", &narrative.action_taken),
        ("Learning", &narrative.learning),
    ];
    let said =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let entries = parts.iter().filter_map(|(label, text)| Some(Entry::new(*label, said(text)?)));
    let mut blocks = vec![Block::Definitions(entries.collect())];
    // R101: what is missing is told to those who can still write it.
    if writer.report.edition == Edition::Internal {
        let missing = [("finding", &narrative.finding), ("learning", &narrative.learning)];
        let missing = missing.iter().filter(|(_, text)| said(text).is_none());
        blocks.extend(missing.map(|(name, _)| Block::Warning(format!("No {name} is recorded for this case."))));
    }
    blocks.retain(|block| *block != Block::Definitions(Vec::new()));
    Section { heading: heading(&narrative.reference), blocks, sections: Vec::new() }
}

/// References that a public edition masks say already that they are cases.
fn heading(reference: &str) -> String {
    if reference.starts_with("Case ") { reference.to_owned() } else { format!("Case {reference}") }
}
