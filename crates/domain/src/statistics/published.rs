//! A table published elsewhere, compared with what the register gives: it keeps its values, and each difference is listed (R95).

use std::collections::BTreeMap;

use super::differences::Difference;
use super::model::Report;
use crate::procedure::{TimescaleColumn, VolumeColumn};
use crate::words::Word;

/// A figure of a published table.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PublishedLine {
    /// Line of the file it stands in, from 1.
    pub line: u32,
    /// `volumes`, `outcomes`, `timescales`, or another table of the report.
    pub table: String,
    /// `S1`, `S2`, `ESC`, `total`, or the label that the report gives the row.
    pub row: String,
    /// `days_mean`, or the heading that the report gives the column.
    pub measure: String,
    /// As published; empty or `N/A` where none is.
    pub value: String,
}

/// How a published table compares with the report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PublishedComparison {
    /// How many figures are the same.
    pub same: u32,
    /// The figures that are not: `before` as published, `after` as computed.
    pub differences: Vec<Difference>,
    /// Lines that name no figure of the report, or one that was named before.
    pub unknown: Vec<UnknownLine>,
}

/// A published line that names no figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLine {
    /// Line of the file, from 1.
    pub line: u32,
    /// What is wrong, and how to mend it.
    pub message: String,
}

/// Compares what was published with the report.
pub fn compare_published(report: &Report, published: &[PublishedLine]) -> PublishedComparison {
    let names = Names::of(report);
    let mut comparison = PublishedComparison::default();
    let mut seen = BTreeMap::new();
    for line in published {
        let found = names.find(line).and_then(|figure| match seen.insert(figure.key(), line.line) {
            Some(before) => Err(format!("This figure stands in line {before} already. Leave one of the two out.")),
            None => Ok(figure),
        });
        match found {
            Err(message) => comparison.unknown.push(UnknownLine { line: line.line, message }),
            Ok(figure) if plain_value(&line.value) == plain_value(&figure.value) => {
                comparison.same = comparison.same.saturating_add(1);
            }
            Ok(figure) => comparison.differences.push(Difference {
                before: Some(line.value.clone()),
                after: Some(figure.value.clone()),
                ..figure.place.clone()
            }),
        }
    }
    comparison
}

/// A figure of the report, with its place as a difference without values.
struct Figure {
    place: Difference,
    value: String,
}

impl Figure {
    fn key(&self) -> [&str; 3] {
        [&self.place.table, &self.place.row, &self.place.measure]
    }
}

/// The figures of a report by table, row and measure, under every name each of these has.
struct Names {
    rows: BTreeMap<String, String>,
    measures: BTreeMap<(String, String), String>,
    figures: BTreeMap<[String; 3], Figure>,
}

impl Names {
    fn of(report: &Report) -> Names {
        let rows = report.volumes.iter().filter(|row| report.layout.rows.contains(&row.row));
        let rows = rows.map(|row| (plain(&row.label), plain(row.row.id()))).collect();
        let mut measures = BTreeMap::new();
        let mut name = |table: &str, label: &str, id: &str| {
            measures.insert((table.to_owned(), plain(label)), plain(id));
        };
        VolumeColumn::ALL.iter().for_each(|column| name("volumes", column.label(), column.id()));
        TimescaleColumn::ALL.iter().for_each(|column| name("timescales", column.label(), column.id()));
        report.layout.outcomes.iter().for_each(|outcome| name("outcomes", &outcome.label, &outcome.id));
        // Lines about one case have the same place in a table as the next one.
        let of_rows = report.lines().into_iter().filter(|line| line.reference.is_empty());
        let figures = of_rows.map(|line| {
            let place = Difference {
                table: line.table,
                row: line.row,
                reference: String::new(),
                measure: line.measure,
                before: None,
                after: None,
            };
            ([plain(&place.table), plain(&place.row), plain(&place.measure)], Figure { place, value: line.value })
        });
        Names { rows, measures, figures: figures.collect() }
    }

    fn find(&self, line: &PublishedLine) -> Result<&Figure, String> {
        let (table, row, measure) = (plain(&line.table), plain(&line.row), plain(&line.measure));
        let rows = [Some(&row), self.rows.get(&row)];
        let named = self.measures.get(&(table.clone(), measure.clone()));
        let measures = [Some(&measure), named];
        let mut places = rows.into_iter().flatten().flat_map(|row| {
            measures.into_iter().flatten().map(|measure| [table.clone(), row.clone(), measure.clone()])
        });
        places.find_map(|place| self.figures.get(&place)).ok_or_else(|| self.missing(line, &table))
    }

    fn missing(&self, line: &PublishedLine, table: &str) -> String {
        let of_table = |place: &&[String; 3]| place.first().is_some_and(|name| name == table);
        let PublishedLine { table: name, row, measure, .. } = line;
        if self.figures.keys().any(|place| of_table(&place)) {
            format!(
                "The table '{name}' has no '{measure}' in a row '{row}'. Write row and column as the report does, such as S1 and days_mean."
            )
        } else {
            format!("The report has no table '{name}'. Write volumes, outcomes or timescales.")
        }
    }
}

/// A name without regard to case, spaces and the marks between its words.
fn plain(name: &str) -> String {
    let words = name.split(|c: char| !(c.is_alphanumeric() || c == '%' || c == '+')).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<String>>().join(" ")
}

/// A number however it is written: `14.50`, `40%` and `1,204` are 14.5, 40 and 1204; `N/A` and a dash are no number.
fn plain_value(value: &str) -> String {
    let text = value.trim().trim_end_matches('%').trim_end();
    if text.is_empty() || ["n/a", "-", "–", "—"].contains(&text.to_lowercase().as_str()) {
        return String::new();
    }
    let digits = text.replace(',', "");
    match digits.split_once('.') {
        Some((whole, rest)) if rest.bytes().all(|byte| byte.is_ascii_digit()) => {
            let rest = rest.trim_end_matches('0');
            if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") }
        }
        _ => digits,
    }
}
