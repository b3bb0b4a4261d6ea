//! A whole register: every row, then every case.

use std::collections::{HashMap, HashSet};

use super::column::Column;
use super::finding::{Finding, FindingCode};
use super::row::{RawRow, RegisterRow, Rules, checked_row};
use super::{RegisterCase, case_of, restored};

/// Findings listed before the rest is left unread.
const MOST_FINDINGS: usize = 10_000;

/// A case with the line on which the file first names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedCase {
    pub line: u64,
    pub case: RegisterCase,
}

/// Checks the rows of a register and puts its cases together, in the order in which the file first names them.
///
/// # Errors
/// Every finding by line; nothing of a register with a finding is to be imported. After 10,000 findings the rest is not read.
/// A case of which a row was refused is not checked as a whole, as it would look as if a stage were missing.
pub fn check_register(
    rows: impl IntoIterator<Item = Result<RawRow, Finding>>,
    rules: &Rules<'_>,
) -> Result<Vec<PlacedCase>, Vec<Finding>> {
    let mut findings = Vec::new();
    let mut gathered = Gathered::default();
    let mut refused: HashSet<String> = HashSet::new();
    for row in rows {
        match row.map_err(|finding| vec![finding]).and_then(|raw| {
            checked_row(&raw, rules).inspect_err(|_| {
                refused
                    .extend(raw.cells.get(&Column::Reference).map(|reference| restored(reference.trim()).to_owned()));
            })
        }) {
            Ok(row) => gathered.add(row),
            Err(of_row) => findings.extend(of_row),
        }
        if findings.len() >= MOST_FINDINGS {
            return Err(cut_short(findings));
        }
    }
    let mut cases = Vec::with_capacity(gathered.rows.len());
    for rows in gathered.rows {
        if rows.first().is_some_and(|row| refused.contains(&row.reference)) {
            continue;
        }
        let line = rows.first().map_or(0, |row| row.line);
        match case_of(rows) {
            Ok(case) => cases.extend(case.map(|case| PlacedCase { line, case })),
            Err(of_case) => findings.extend(of_case),
        }
        if findings.len() >= MOST_FINDINGS {
            return Err(cut_short(findings));
        }
    }
    if findings.is_empty() {
        return Ok(cases);
    }
    findings.sort_by_key(|finding| finding.line);
    Err(findings)
}

fn cut_short(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| finding.line);
    findings.truncate(MOST_FINDINGS);
    let line = findings.last().map_or(0, |finding| finding.line);
    let why = format!("{MOST_FINDINGS} findings are listed and the rest of the file is not: mend these first.");
    findings.push(Finding::new(line, "", "", FindingCode::TooManyFindings, why));
    findings
}

/// Rows by reference, in the order in which the references first came.
#[derive(Default)]
struct Gathered {
    rows: Vec<Vec<RegisterRow>>,
    places: HashMap<String, usize>,
}

impl Gathered {
    fn add(&mut self, row: RegisterRow) {
        let next = self.rows.len();
        let place = *self.places.entry(row.reference.clone()).or_insert(next);
        match self.rows.get_mut(place) {
            Some(rows) => rows.push(row),
            None => self.rows.push(vec![row]),
        }
    }
}
