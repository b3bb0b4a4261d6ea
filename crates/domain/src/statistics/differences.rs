//! What differs between two versions of a report.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::Line;
use super::model::Report;

/// A figure, text or check that is not the same in two reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Which table: `volumes`.
    pub table: String,
    /// Which row of it, if any.
    pub row: String,
    /// The case it is of, where it is of one.
    pub reference: String,
    /// What is told: `received`.
    pub measure: String,
    /// What was said before, or published; none where it was not said.
    pub before: Option<String>,
    /// What is said now, or computed; none where it no longer is.
    pub after: Option<String>,
}

/// Everything that is told differently in two reports, table by table. How and when they were issued is not compared.
pub fn differences(before: &Report, after: &Report) -> Vec<Difference> {
    let (before, after) = (before.lines(), after.lines());
    let (was, is) = (by_place(&before), by_place(&after));
    let mut seen = BTreeSet::new();
    let places = after.iter().chain(&before).filter(|line| is_compared(line)).map(place);
    let each_once = places.filter(|place| seen.insert(*place));
    each_once.flat_map(|place| changes(place, of(&was, place), of(&is, place))).collect()
}

/// Table, row, reference and measure.
type Place<'a> = [&'a str; 4];

fn place(line: &Line) -> Place<'_> {
    [&line.table, &line.row, &line.reference, &line.measure]
}

/// Where a check fails is told by the figures themselves.
fn is_compared(line: &Line) -> bool {
    line.table != "issue" && !(line.table == "checks" && line.measure.ends_with(" detail"))
}

/// The values told at each place; one case may be named twice.
fn by_place(lines: &[Line]) -> BTreeMap<Place<'_>, Vec<&str>> {
    let mut values = BTreeMap::<Place<'_>, Vec<&str>>::new();
    for line in lines {
        values.entry(place(line)).or_default().push(&line.value);
    }
    values
}

fn of<'v>(values: &'v BTreeMap<Place<'_>, Vec<&str>>, place: Place<'v>) -> &'v [&'v str] {
    values.get(&place).map_or(&[], Vec::as_slice)
}

fn changes(place: Place<'_>, before: &[&str], after: &[&str]) -> Vec<Difference> {
    let [table, row, reference, measure] = place.map(str::to_owned);
    let value = |values: &[&str], at: usize| values.get(at).map(|value| (*value).to_owned());
    let difference = |at: usize| Difference {
        table: table.clone(),
        row: row.clone(),
        reference: reference.clone(),
        measure: measure.clone(),
        before: value(before, at),
        after: value(after, at),
    };
    let each = (0..before.len().max(after.len())).map(difference);
    each.filter(|difference| difference.before != difference.after).collect()
}
