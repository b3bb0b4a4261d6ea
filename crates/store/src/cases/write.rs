//! Writing a case's rows: those that changed and no others.

use redress_domain::case::{Case, NextStep};

use super::projection::{Rows, rows};
use super::tables;
use crate::engine::{Reader, Tx, Val};
use crate::{StoreError, vals};

/// Number of a case by its reference.
pub fn find_case_no(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    reference: &str,
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT case_no FROM cases WHERE organisation_id = $1 AND reference = $2";
    reader.query_opt(sql, vals![organisation_id, reference], |row| row.int(0))
}

/// Reference of a case by its number.
pub fn find_reference(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    case_no: i64,
) -> Result<Option<String>, StoreError> {
    let sql = "SELECT reference FROM cases WHERE organisation_id = $1 AND case_no = $2";
    reader.query_opt(sql, vals![organisation_id, case_no], |row| row.text(0))
}

/// Writes the rows of a case that differ from those of `before`, and what it can be found by.
pub fn put_case(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    case_no: i64,
    before: Option<(&Case, Option<&NextStep>)>,
    after: &Case,
    next: Option<&NextStep>,
) -> Result<(), StoreError> {
    let old: Rows<'_> = before.map_or_else(Rows::default, |(case, next)| rows(organisation_id, case_no, case, next));
    let new = rows(organisation_id, case_no, after, next);
    for (((table, sql), old), new) in tables::all().into_iter().zip(old).zip(new) {
        let changed: Vec<Val<'_>> = new.into_iter().filter(|row| !old.contains(row)).flatten().collect();
        table.put(tx, sql, &changed)?;
    }
    if before.is_none_or(|(case, _)| search_text(case) != search_text(after)) {
        tx.put_search_text(organisation_id, case_no, &search_text(after))?;
    }
    Ok(())
}

/// The words a case is found by: its reference and matter. People are not searched by name here.
fn search_text(case: &Case) -> String {
    let texts =
        [Some(&case.reference), case.summary.as_ref(), case.outcome_wanted.as_ref(), case.service_area.as_ref()];
    texts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n")
}
