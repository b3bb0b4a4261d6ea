//! Which cases themes, improvement actions and lessons name, as far as whoever asks may see them.

use std::collections::{BTreeMap, BTreeSet};

use super::visible::sees_improvement;
use crate::engine::{Reader, Tx, Val};
use crate::viewer::Viewer;
use crate::{StoreError, vals};

/// References looked for in one statement.
const CHUNK: usize = 200;

/// A table that says which cases something names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    pub table: &'static str,
    /// The column with the number of what names them.
    pub column: &'static str,
}

pub(super) const BY_THEMES: Named = Named { table: "theme_cases", column: "theme" };
pub(super) const BY_IMPROVEMENTS: Named = Named { table: "improvement_cases", column: "improvement" };
/// Cases that an improvement action named before it was put right.
pub(super) const BY_IMPROVEMENTS_BEFORE: Named = Named { table: "improvement_cases_before", column: "improvement" };
pub(super) const BY_LESSONS: Named = Named { table: "lesson_cases", column: "lesson" };

/// References by the number of what names them.
pub(super) fn named(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    by: Named,
    numbers: &[u32],
) -> Result<BTreeMap<u32, BTreeSet<String>>, StoreError> {
    let mut found: BTreeMap<u32, BTreeSet<String>> = BTreeMap::new();
    for chunk in numbers.chunks(CHUNK) {
        let Named { table, column } = by;
        let sql = format!(
            "SELECT n.{column}, c.reference FROM {table} n
             JOIN cases c ON c.organisation_id = n.organisation_id AND c.case_no = n.case_no
             WHERE n.organisation_id = $1 AND n.{column} IN ({}){}",
            places(2, chunk.len()),
            viewer.and_visible("n")
        );
        let values = with_organisation(viewer.organisation_id, chunk.iter().map(|number| Val::from(*number)));
        for (number, reference) in reader.query(&sql, &values, |row| Ok((super::small(row.int(0)?)?, row.text(1)?)))? {
            found.entry(number).or_default().insert(reference);
        }
    }
    Ok(found)
}

/// Writes which cases something names, in place of what stood there.
pub(super) fn put(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    by: Named,
    number: u32,
    cases: &BTreeSet<String>,
) -> Result<(), StoreError> {
    let Named { table, column } = by;
    let sql = format!("DELETE FROM {table} WHERE organisation_id = $1 AND {column} = $2");
    tx.execute(&sql, vals![organisation_id, number])?;
    let sql = format!(
        "INSERT INTO {table} (organisation_id, {column}, case_no)
         SELECT organisation_id, CAST($2 AS BIGINT), case_no FROM cases WHERE organisation_id = $1 AND reference = $3"
    );
    for reference in cases {
        tx.execute(&sql, vals![organisation_id, i64::from(number), reference])?;
    }
    Ok(())
}

/// References of the cases whose learning led to an improvement action: whoever asked to know what changes is told when
/// it is done.
pub fn improvement_cases(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    improvement: u32,
) -> Result<BTreeSet<String>, StoreError> {
    Ok(named(reader, viewer, BY_IMPROVEMENTS, &[improvement])?.remove(&improvement).unwrap_or_default())
}

/// Which improvement actions that somebody may see came from each of these cases: numbers by case number, in order.
pub fn improvements_from(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    cases: &[i64],
) -> Result<BTreeMap<i64, Vec<u32>>, StoreError> {
    let mut found: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
    for chunk in cases.chunks(CHUNK) {
        let sql = format!(
            "SELECT case_no, improvement FROM improvement_cases
             WHERE organisation_id = $1 AND case_no IN ({}){} ORDER BY case_no, improvement",
            places(2, chunk.len()),
            sees_improvement(viewer, "improvement_cases.improvement")
        );
        let values = with_organisation(viewer.organisation_id, chunk.iter().map(|number| Val::from(*number)));
        for (case_no, number) in reader.query(&sql, &values, |row| Ok((row.int(0)?, super::small(row.int(1)?)?)))? {
            found.entry(case_no).or_default().push(number);
        }
    }
    Ok(found)
}

/// Those of some references that are cases somebody can see.
pub fn visible_references(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    references: &[String],
) -> Result<BTreeSet<String>, StoreError> {
    let mut seen = BTreeSet::new();
    for chunk in references.chunks(CHUNK) {
        let sql = format!(
            "SELECT reference FROM cases WHERE organisation_id = $1 AND reference IN ({}){}",
            places(2, chunk.len()),
            viewer.and_visible("cases")
        );
        let values =
            with_organisation(viewer.organisation_id, chunk.iter().map(|reference| Val::from(reference.trim())));
        seen.extend(reader.query(&sql, &values, |row| row.text(0))?);
    }
    Ok(seen)
}

/// Whether a case that somebody can see is of a service area.
pub fn service_area_in_use(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    service_area: &str,
) -> Result<bool, StoreError> {
    let sql = format!(
        "SELECT 1 FROM cases WHERE organisation_id = $1 AND service_area = $2{} LIMIT 1",
        viewer.and_visible("cases")
    );
    Ok(reader.query_opt(&sql, vals![viewer.organisation_id, service_area], |row| row.int(0))?.is_some())
}

/// `$2, $3, $4`: so many places from one on.
pub(super) fn places(first: usize, count: usize) -> String {
    let places: Vec<String> = (first..first.saturating_add(count)).map(|place| format!("${place}")).collect();
    places.join(", ")
}

/// The organisation first, then the rest.
pub(super) fn with_organisation<'a>(organisation_id: &'a str, rest: impl Iterator<Item = Val<'a>>) -> Vec<Val<'a>> {
    std::iter::once(Val::from(organisation_id)).chain(rest).collect()
}
