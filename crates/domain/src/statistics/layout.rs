//! What is printed of a report, resolved from its procedure and from what occurred.

use super::Count;
use super::model::{Layout, OutcomeName, OutcomeRow, Section};
use super::row::RowId;
use super::rules::Rules;
use crate::procedure::{Definition, Escalated, ReportSection, SectionId, TimescaleColumn, Uphold, VolumeColumn};
use crate::words::Word;

/// The layout of a report with these outcomes.
pub(super) fn layout(definition: &Definition, rules: &Rules, outcomes: &[OutcomeRow]) -> Layout {
    let report = &definition.report;
    let printed = |row: &RowId| match row {
        RowId::S1 | RowId::SecondStage | RowId::Total => true,
        RowId::S2 | RowId::Esc => report.escalated == Escalated::Apart,
    };
    Layout {
        language: definition.language.clone(),
        terms: definition.terms.clone(),
        sections: sections(&report.sections),
        rows: rules.rows.iter().copied().filter(printed).collect(),
        volume_columns: or_all(&report.volume_columns, VolumeColumn::ALL),
        outcome_columns: outcome_columns(&report.outcome_columns, rules, outcomes),
        timescale_columns: or_all(&report.timescale_columns, TimescaleColumn::ALL),
        outcomes: rules.outcomes.clone(),
        total_percent: report.total_percent,
        total_mean: report.total_mean,
        uphold: report.uphold,
        uphold_definition: uphold_definition(report.uphold).to_owned(),
        audiences: report.audiences.clone(),
        spc: report.spc.clone(),
        mask_references: report.mask_references,
        suppress_below: report.suppress_below,
    }
}

/// Each section with its heading. None asked for is every one.
fn sections(asked: &[ReportSection]) -> Vec<Section> {
    let usual = |id: SectionId| Section { id, title: id.label().to_owned(), intro: None };
    if asked.is_empty() {
        return SectionId::ALL.iter().copied().map(usual).collect();
    }
    let resolved = |section: &ReportSection| Section {
        title: section.title.clone().unwrap_or_else(|| usual(section.id).title),
        id: section.id,
        intro: section.intro.clone(),
    };
    asked.iter().map(resolved).collect()
}

fn or_all<T: Clone>(asked: &[T], all: &[T]) -> Vec<T> {
    if asked.is_empty() { all.to_vec() } else { asked.to_vec() }
}

/// The outcomes asked for, and any other that occurred: a printed row always adds up to its total (R92).
fn outcome_columns(asked: &[String], rules: &Rules, rows: &[OutcomeRow]) -> Vec<OutcomeName> {
    if asked.is_empty() {
        return rules.outcomes.clone();
    }
    let occurred = |outcome: &&OutcomeName| {
        rows.iter().any(|row| row.counts.get(&outcome.id).is_some_and(|count| *count != Count::Shown(0)))
    };
    let others = rules.outcomes.iter().filter(|outcome| !asked.contains(&outcome.id)).filter(occurred);
    asked.iter().filter_map(|id| rules.outcome(id)).chain(others).cloned().collect()
}

fn uphold_definition(uphold: Uphold) -> &'static str {
    match uphold {
        Uphold::Strict => "Upheld, of those closed without the withdrawn ones. Partly upheld is not counted as upheld.",
        Uphold::Any => "Upheld and partly upheld, of those closed without the withdrawn ones.",
    }
}
