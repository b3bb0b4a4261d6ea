//! Writing a case's rows: those that changed and no others.

use std::collections::BTreeSet;

use redress_domain::case::{Case, NextStep};

use super::people::{Person, find_people, put_people};
use super::projection::{Rows, rows};
use super::tables::{self, TABLES};
use crate::engine::{Reader, Tx, Val};
use crate::{StoreError, vals};

/// References asked for in one statement.
const REFERENCES: usize = 256;

/// Number of a case by its reference.
pub fn find_case_no(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    reference: &str,
) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT case_no FROM cases WHERE organisation_id = $1 AND reference = $2";
    reader.query_opt(sql, vals![organisation_id, reference], |row| row.int(0))
}

/// Those of the references that a case has already.
pub fn taken_references(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    references: &[&str],
) -> Result<BTreeSet<String>, StoreError> {
    let mut taken = BTreeSet::new();
    for portion in references.chunks(REFERENCES) {
        let among = (2..).take(portion.len()).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ");
        let sql = format!("SELECT reference FROM cases WHERE organisation_id = $1 AND reference IN ({among})");
        let values: Vec<Val<'_>> = [organisation_id].iter().chain(portion).map(|text| Val::from(*text)).collect();
        taken.extend(reader.query(&sql, &values, |row| row.text(0))?);
    }
    Ok(taken)
}

/// Writes the rows of a case that differ from those of `before`, and what it can be found by. `people` are those who
/// come into the case with the change.
pub fn put_case(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    case_no: i64,
    before: Option<(&Case, Option<&NextStep>)>,
    after: &Case,
    next: Option<&NextStep>,
    people: &[Person],
) -> Result<(), StoreError> {
    let old: Rows<'_> = before.map_or_else(Rows::default, |(case, next)| rows(organisation_id, case_no, case, next));
    let new = rows(organisation_id, case_no, after, next);
    for (((table, sql), old), new) in tables::all().into_iter().zip(old).zip(new) {
        table.remove(tx, &gone(table.key, &old, &new))?;
        let changed: Vec<Val<'_>> = new.into_iter().filter(|row| !old.contains(row)).flatten().collect();
        table.put(tx, sql, &changed)?;
    }
    put_people(tx, organisation_id, case_no, people)?;
    match before {
        None => make_findable(tx, organisation_id, case_no, after, people),
        Some((case, _)) if !people.is_empty() || matter(case) != matter(after) => {
            let people = find_people(tx, organisation_id, case_no)?;
            make_findable(tx, organisation_id, case_no, after, &people)
        }
        Some(_) => Ok(()),
    }
}

/// A case that is new to the store.
#[derive(Debug, Clone, Copy)]
pub struct NewCase<'a> {
    pub case_no: i64,
    pub case: &'a Case,
    pub next: Option<&'a NextStep>,
}

/// As [`put_case`], for several cases at once that nobody is known to have come into: a register taken over.
pub fn put_new_cases(tx: &mut Tx<'_>, organisation_id: &str, new: &[NewCase<'_>]) -> Result<(), StoreError> {
    let mut values: [Vec<Val<'_>>; TABLES] = Default::default();
    for NewCase { case_no, case, next } in new {
        let of_case = rows(organisation_id, *case_no, case, *next);
        values.iter_mut().zip(of_case).for_each(|(values, rows)| values.extend(rows.into_iter().flatten()));
    }
    for ((table, sql), values) in tables::all().into_iter().zip(values) {
        table.put(tx, sql, &values)?;
    }
    for NewCase { case_no, case, .. } in new {
        make_findable(tx, organisation_id, *case_no, case, &[])?;
    }
    Ok(())
}

/// The rows whose key is there no longer.
fn gone<'r, 'v>(key: usize, old: &'r [Vec<Val<'v>>], new: &[Vec<Val<'_>>]) -> Vec<&'r [Val<'v>]> {
    let keys = old.iter().filter(|row| !new.contains(row)).filter_map(|row| row.get(..key));
    keys.filter(|old| !new.iter().any(|row| row.get(..key) == Some(old))).collect()
}

/// Makes a case findable by its words; an erased one by none.
pub(super) fn make_findable(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    case_no: i64,
    case: &Case,
    people: &[Person],
) -> Result<(), StoreError> {
    match case.erasure {
        Some(_) => tx.remove_search_text(organisation_id, case_no),
        None => put_words(tx, organisation_id, case_no, &matter(case).map(|text| text.map(String::as_str)), people),
    }
}

/// As [`make_findable`], for a case whose people were sealed anew.
pub(crate) fn make_findable_again(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    case_no: i64,
    people: &[Person],
) -> Result<(), StoreError> {
    let sql = "SELECT reference, summary, outcome_wanted, service_area FROM cases
               WHERE organisation_id = $1 AND case_no = $2";
    let matter = tx.query_one(sql, vals![organisation_id, case_no], |row| {
        Ok([Some(row.text(0)?), row.opt_text(1)?, row.opt_text(2)?, row.opt_text(3)?])
    })?;
    put_words(tx, organisation_id, case_no, &matter.each_ref().map(Option::as_deref), people)
}

/// The words a case is found by: its reference, its matter, and the names and numbers people give when they ring.
fn put_words(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    case_no: i64,
    matter: &[Option<&str>; 4],
    people: &[Person],
) -> Result<(), StoreError> {
    let matter: Vec<&str> = matter.iter().flatten().copied().collect();
    let people: Vec<&str> = people.iter().flat_map(contacts).flatten().map(String::as_str).collect();
    tx.put_search_text(organisation_id, case_no, &matter.join("\n"), &people.join("\n"))
}

fn contacts(Person { party, .. }: &Person) -> [Option<&String>; 3] {
    [Some(&party.name), party.email.as_ref(), party.phone.as_ref()]
}

fn matter(case: &Case) -> [Option<&String>; 4] {
    [Some(&case.reference), case.summary.as_ref(), case.outcome_wanted.as_ref(), case.service_area.as_ref()]
}
