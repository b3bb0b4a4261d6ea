//! The three tables of a report, on the page and in the document, with links to the cases behind where there are any.

use std::collections::BTreeMap;

use redress_domain::procedure::{OutcomeEffect, Procedure};
use redress_domain::statistics::{Narrative, OutcomeRow, Report, RowId, TimescaleRow, VolumeRow};

use crate::components::{Cell, Row, Table};
use crate::words::counted;

/// Names of the outcomes, in the procedure's order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Labels {
    outcomes: Vec<(String, String)>,
}

impl Labels {
    pub(crate) fn of(procedure: &Procedure) -> Self {
        let counted = procedure.outcomes.iter().filter(|outcome| outcome.effect != OutcomeEffect::Reclassified);
        Self { outcomes: counted.map(|outcome| (outcome.id.clone(), outcome.label.clone())).collect() }
    }

    /// Every outcome of a report: those known by name first, then whatever else it has.
    fn of_report(&self, report: &Report) -> Vec<(String, String)> {
        let known = |id: &String| self.outcomes.iter().any(|(one, _)| one == id);
        let ids: BTreeMap<&String, ()> =
            report.outcomes.iter().flat_map(|row| row.counts.keys()).map(|id| (id, ())).collect();
        let rest = ids.into_keys().filter(|id| !known(id));
        self.outcomes
            .iter()
            .cloned()
            .chain(rest.map(|id| (id.clone(), crate::layout::capital(&id.replace('-', " ")))))
            .collect()
    }
}

/// Makes cells, with links below `base` where it is given.
struct Links<'a> {
    base: Option<&'a str>,
}

impl Links<'_> {
    fn cell(&self, figure: &str, row: RowId, number: u64, about: &str) -> Cell {
        let href = self.base.map(|base| {
            let query = [("figure", figure), ("row", row.id())];
            format!("{base}?{}", serde_html_form::to_string(query).unwrap_or_default())
        });
        Cell { text: number.to_string(), href, about: about.to_owned() }
    }
}

/// Tables 1 to 3.
pub(crate) fn all(report: &Report, labels: &Labels, base: Option<&str>) -> Vec<Table> {
    let links = Links { base };
    vec![volumes(report, &links), outcomes(report, labels, &links), timescales(report, &links)]
}

fn volumes(report: &Report, links: &Links<'_>) -> Table {
    let columns = ["Open at the start", "Received", "Closed", "Open at the end"];
    Table {
        id: "volumes",
        caption: "Table 1: received and closed".to_owned(),
        corner: "Stage",
        columns: columns.map(str::to_owned).to_vec(),
        rows: report.volumes.iter().map(|row| volume_row(row, links)).collect(),
        notes: report.volumes.iter().flat_map(volume_notes).collect(),
    }
}

fn volume_row(row: &VolumeRow, links: &Links<'_>) -> Row {
    let about = |what: &str| format!("{what}, {}", row.label);
    Row {
        label: row.label.clone(),
        is_total: row.row == RowId::Total,
        cells: vec![
            links.cell("opening", row.row, row.opening, &about("open at the start")),
            links.cell("received", row.row, row.received, &about("received")),
            links.cell("closed", row.row, row.closed, &about("closed")),
            links.cell("closing", row.row, row.closing, &about("open at the end")),
        ],
    }
}

/// The closed ones by the period they were received in, and on the total what is counted apart (R55, R88, R90).
fn volume_notes(row: &VolumeRow) -> Vec<String> {
    let mut notes = Vec::new();
    if row.row != RowId::Total && row.closed_by_received_period.len() > 1 {
        let parts: Vec<String> =
            row.closed_by_received_period.iter().map(|(period, number)| format!("{number} from {period}")).collect();
        notes.push(format!(
            "{}: of the {} closed, {} by the period received.",
            row.label,
            row.closed,
            parts.join(", ")
        ));
    }
    if let Some(distinct) = row.distinct_received {
        notes.push(format!(
            "{} received, each counted once although it moved up a stage.",
            counted(distinct, "case was", "cases were")
        ));
    }
    notes
}

fn outcomes(report: &Report, labels: &Labels, links: &Links<'_>) -> Table {
    let named = labels.of_report(report);
    let mut columns: Vec<String> = named.iter().map(|(_, label)| label.clone()).collect();
    columns.extend(["Closed".to_owned(), "Upheld, %".to_owned()]);
    Table {
        id: "outcomes",
        caption: "Table 2: outcomes".to_owned(),
        corner: "Stage",
        columns,
        rows: report.outcomes.iter().map(|row| outcome_row(row, &named, links)).collect(),
        notes: vec!["Upheld per hundred closed, those withdrawn left out.".to_owned()],
    }
}

fn outcome_row(row: &OutcomeRow, named: &[(String, String)], links: &Links<'_>) -> Row {
    let mut cells: Vec<Cell> = named
        .iter()
        .map(|(id, label)| {
            let number = row.counts.get(id).copied().unwrap_or_default();
            links.cell(&format!("outcome.{id}"), row.row, number, &format!("{label}, {}", row.label))
        })
        .collect();
    cells.push(links.cell("closed", row.row, row.total, &format!("closed, {}", row.label)));
    cells.push(Cell::plain(row.upheld_percent.map_or_else(not_applicable, |percent| percent.to_string())));
    Row { label: row.label.clone(), is_total: row.row == RowId::Total, cells }
}

fn timescales(report: &Report, links: &Links<'_>) -> Table {
    let columns = ["Target", "Met", "Missed", "Extended", "Days in all", "Mean days", "Median days", "90% within"];
    Table {
        id: "timescales",
        caption: "Table 3: timescales".to_owned(),
        corner: "Stage",
        columns: columns.map(str::to_owned).to_vec(),
        rows: report.timescales.iter().map(|row| timescale_row(row, links)).collect(),
        notes: vec![report.late_sentence.clone(), report.counting_basis.clone()],
    }
}

fn timescale_row(row: &TimescaleRow, links: &Links<'_>) -> Row {
    let about = |what: &str| format!("{what}, {}", row.label);
    let target = row.target.map_or_else(not_applicable, |target| target.unit.count(target.n));
    let days = |number: Option<String>| match number {
        // What the days add up to is of the cases closed.
        Some(text) => Cell { text, ..links.cell("closed", row.row, 0, &about("days of those closed")) },
        None => Cell::plain(not_applicable()),
    };
    Row {
        label: row.label.clone(),
        is_total: row.row == RowId::Total,
        cells: vec![
            Cell::plain(target),
            links.cell("met", row.row, row.met, &about("met")),
            links.cell("missed", row.row, row.missed, &about("missed")),
            links.cell("extended", row.row, row.extended, &about("extended")),
            days(row.days_total.map(|days| days.to_string())),
            days(row.days_mean.map(|days| days.to_string())),
            days(row.days_median.map(|days| days.to_string())),
            days(row.days_p90.map(|days| days.to_string())),
        ],
    }
}

fn not_applicable() -> String {
    "N/A".to_owned()
}

/// The narratives with the label of each one's row.
pub(crate) fn narratives(report: &Report) -> Vec<(String, Narrative)> {
    let label =
        |row: RowId| report.volumes.iter().find(|one| one.row == row).map_or_else(String::new, |one| one.label.clone());
    report.narratives.iter().map(|narrative| (label(narrative.row), narrative.clone())).collect()
}
