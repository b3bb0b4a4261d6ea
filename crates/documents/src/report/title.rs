//! Title block: whose report, of when, in which edition and version, by whom; and what a new version corrects (R81, R109).

use redress_domain::procedure::SectionId;
use redress_domain::statistics::{Difference, Edition, Issue, Report, RowId, SplitRow};
use redress_domain::time::{Date, long_date};
use redress_domain::words::Word;

use super::cells::{capital, short_label, typed};
use super::writer::Writer;
use crate::document::{Block, Cell, Document, Entry, Section, Value};

/// More changes than this are left to the JSON, which has them all.
const CHANGES_LIMIT: usize = 500;

/// The document with its title block.
pub(super) fn document(report: &Report, sections: Vec<Section>) -> Document {
    Document {
        language: report.layout.language.clone(),
        title: report.title.clone(),
        organisation: report.organisation_name.clone(),
        period: report.period.label.clone(),
        facts: facts(report),
        author: report.issue.as_ref().map(|issue| issue.author.clone()),
        dated_on: dated_on(report),
        sections,
    }
}

/// A live report is dated by the day its figures look to, so that the same figures give the same file.
fn dated_on(report: &Report) -> Date {
    let issued_on = report.issue.as_ref().map(|issue| issue.issued_on);
    issued_on.or(report.known_on).unwrap_or(report.open.as_of)
}

fn facts(report: &Report) -> Vec<Entry> {
    let edition = match report.edition {
        Edition::Internal => "Internal edition, which names cases by reference: not for publication",
        Edition::Public => "Public edition: looked through for personal data on record, and released by its author",
    };
    let mut facts = vec![Entry::new("Edition", edition)];
    match &report.issue {
        Some(issue) => facts.extend(issued(issue)),
        None => facts.push(Entry::new("Status", not_published(report.known_on.or(report.as_of)))),
    }
    if let (Some(known_on), Some(_)) = (report.known_on, &report.issue) {
        facts.push(Entry::new("Figures", format!("as they were known on {}", long_date(known_on))));
    }
    let procedure = format!("{}, version {}", report.procedure.id, report.procedure.version);
    facts.push(Entry::new("Procedure", procedure));
    facts
}

fn issued(issue: &Issue) -> Vec<Entry> {
    let post = issue.post.as_ref().map_or_else(String::new, |post| format!(", {post}"));
    let status = |newest: u32| Entry::new("Status", format!("Superseded by version {newest}"));
    let mut facts: Vec<Entry> = issue.superseded_by.map(status).into_iter().collect();
    facts.extend([
        Entry::new("Version", format!("{}, issued on {}", issue.version, long_date(issue.issued_on))),
        Entry::new("Author", format!("{}{post}", issue.author)),
    ]);
    facts.extend(issue.approved_by.as_ref().map(|name| Entry::new("Approved by", name.clone())));
    facts
}

fn not_published(known_on: Option<Date>) -> String {
    let known = known_on.map_or_else(|| "as known today".to_owned(), |day| format!("as known on {}", long_date(day)));
    format!("Not published: figures {known}, which may change")
}

/// What a correction changed (R109); none in the first version.
pub(super) fn changes(writer: &mut Writer<'_>) -> Option<Section> {
    let report = writer.report;
    let issue = report.issue.as_ref().filter(|issue| issue.version > 1)?;
    let before = issue.version.saturating_sub(1);
    let mut blocks: Vec<Block> = issue.reason.clone().map(Block::Paragraph).into_iter().collect();
    if issue.changes.is_empty() {
        blocks.push(Block::Paragraph("No figure and no text differs.".to_owned()));
    } else {
        let columns = [format!("Version {before}"), format!("Version {}", issue.version)];
        let mut table = writer.table(&format!("What changed since version {before}"), "Where", columns);
        for change in issue.changes.iter().take(CHANGES_LIMIT) {
            table.push(place(report, change), [said(change.before.as_deref()), said(change.after.as_deref())]);
        }
        if let Some(more) = issue.changes.len().checked_sub(CHANGES_LIMIT).filter(|more| *more > 0) {
            let stand = if more == 1 { "stands" } else { "stand" };
            table.push_note(format!("{more} more {stand} in the JSON of this report."));
        }
        blocks.push(writer.finished(table));
    }
    Some(Section { heading: format!("What changed since version {before}"), blocks, sections: Vec::new() })
}

/// What tables are called that are no section of their own.
const TABLES: [(&str, &str); 9] = [
    ("report", "About the report"),
    ("texts", "Text of the section"),
    ("limits", "Other time limits"),
    ("open", "Open cases"),
    ("late", "Each closed late"),
    ("distribution", "How the days are spread"),
    ("months", "Month by month"),
    ("external", "Outside the organisation"),
    ("remarks", "Also counted"),
];

/// `Received and closed, Stage 1: closing`.
fn place(report: &Report, change: &Difference) -> String {
    let named = TABLES.iter().find(|(id, _)| *id == change.table).map(|(_, name)| (*name).to_owned());
    let section = || SectionId::from_id(&change.table).map(|id| title(report, id));
    let table = named.or_else(section).unwrap_or_else(|| capital(&spoken(&change.table)));
    let row = row_name(report, change);
    let reference = change.reference.clone();
    let place: Vec<String> = [table, row, reference].into_iter().filter(|part| !part.is_empty()).collect();
    match change.table.as_str() {
        "texts" => place.join(", "),
        _ => format!("{}: {}", place.join(", "), measure_name(report, change)),
    }
}

/// In the words the report prints: a stage, a section, a time limit, a service area.
fn row_name(report: &Report, change: &Difference) -> String {
    let volume = RowId::from_id(&change.row).and_then(|id| report.volumes.iter().find(|row| row.row == id));
    let split = |rows: &[SplitRow]| rows.iter().find(|row| row.id == change.row).map(|row| row.label.clone());
    let named = match change.table.as_str() {
        "texts" => SectionId::from_id(&change.row).map(|id| title(report, id)),
        "limits" => {
            let limits = &report.measures.limits;
            limits.iter().find(|limit| limit.id == change.row).map(|limit| limit.label.clone())
        }
        "actions" => {
            let actions = &report.measures.actions;
            actions.iter().find(|actions| actions.id == change.row).map(|actions| actions.label.clone())
        }
        "flow" => report.flow.iter().find(|stage| stage.stage == change.row).map(|stage| stage.label.clone()),
        "service-areas" => split(&report.service_areas),
        "channels" => split(&report.channels),
        "natures" => split(&report.natures),
        "causes" => split(&report.causes),
        _ => volume.map(|row| row.label.clone()),
    };
    named.unwrap_or_else(|| spoken(&change.row))
}

/// An outcome by its label, a period by its name, anything else by its id in words.
fn measure_name(report: &Report, change: &Difference) -> String {
    let periods = || report.trend.iter().chain(report.months.iter().flatten());
    let of_period = change.measure.split_once(' ').and_then(|(id, measure)| {
        let period = periods().find(|period| period.period == id)?;
        Some(format!("{}, {}", short_label(&period.label), spoken(measure)))
    });
    if let Some(named) = of_period {
        return named;
    }
    let outcome = report.layout.outcomes.iter().find(|outcome| outcome.id == change.measure);
    outcome.map_or_else(|| spoken(&change.measure), |outcome| outcome.label.clone())
}

/// The heading of a section.
fn title(report: &Report, id: SectionId) -> String {
    let section = report.layout.sections.iter().find(|section| section.id == id);
    section.map_or_else(|| id.label().to_owned(), |section| section.title.clone())
}

/// An id in words.
fn spoken(id: &str) -> String {
    id.replace('_', " ")
}

fn said(value: Option<&str>) -> Cell {
    value.filter(|value| !value.is_empty()).map_or_else(|| Value::NotApplicable.into(), typed)
}
