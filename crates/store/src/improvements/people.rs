//! Who stands behind some cases: what a text for others must not tell.

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::case::Party;

use super::cases::{places, with_organisation};
use crate::cases::{SEALED_COLUMNS, SealedParty, sealed_columns};
use crate::engine::{Reader, Row, Val};
use crate::{StoreError, vals};

/// References looked for in one statement.
const CHUNK: usize = 200;

/// The people of some cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behind {
    /// Complainants and whoever acts or acted for them.
    pub people: Vec<Party>,
    /// Names of staff whom a case is or was about, who handled it or had something to do in it.
    pub staff: BTreeSet<String>,
}

/// The people of each of some cases, whoever asks: what they are told is at most that there is something.
pub fn list_behind(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    references: &BTreeSet<String>,
) -> Result<BTreeMap<String, Behind>, StoreError> {
    let references: Vec<&String> = references.iter().collect();
    let mut behind = BTreeMap::<String, Behind>::new();
    for chunk in references.chunks(CHUNK) {
        let values = with_organisation(organisation_id, chunk.iter().map(|reference| Val::from(*reference)));
        let these = format!("c.organisation_id = $1 AND c.reference IN ({})", places(2, chunk.len()));
        let of_case = |table: &str| {
            format!("FROM cases c JOIN {table} t ON t.organisation_id = c.organisation_id AND t.case_no = c.case_no")
        };
        let sql = format!("SELECT {}, c.reference {} WHERE {these}", sealed_columns("t"), of_case("people"));
        let read = |row: &Row<'_>| Ok((SealedParty::of(row, 0)?, row.text(SEALED_COLUMNS)?));
        for (sealed, reference) in reader.query(&sql, &values, read)? {
            let party = sealed.open(reader, organisation_id)?;
            behind.entry(reference).or_default().people.push(party);
        }
        let ids = |column: &str, table: &str| {
            format!("SELECT c.reference, t.{column} AS user_id {} WHERE {these}", of_case(table))
        };
        let ids =
            [ids("user_id", "case_subjects"), ids("owner_id", "handlings"), ids("owner_id", "actions")].join(" UNION ");
        let sql = format!(
            "SELECT i.reference, u.name FROM ({ids}) i JOIN users u ON u.organisation_id = $1 AND u.user_id = i.user_id"
        );
        for (reference, name) in reader.query(&sql, &values, |row| Ok((row.text(0)?, row.text(1)?)))? {
            behind.entry(reference).or_default().staff.insert(name);
        }
        let sql = format!(
            "SELECT c.reference, t.handled_by {} WHERE {these} AND t.handled_by IS NOT NULL",
            of_case("handlings")
        );
        for (reference, names) in reader.query(&sql, &values, |row| Ok((row.text(0)?, row.text(1)?)))? {
            behind.entry(reference).or_default().staff.extend(handlers(&names));
        }
    }
    Ok(behind)
}

/// The people of an organisation's newest cases, as far back as so many cases, and whoever handled those that were imported.
pub fn list_newest_behind(reader: &mut Reader<'_>, organisation_id: &str, cases: u32) -> Result<Behind, StoreError> {
    let since = "organisation_id = $1
                 AND case_no > (SELECT COALESCE(MAX(case_no), 0) FROM cases WHERE organisation_id = $1) - $2";
    let sql = format!("SELECT {} FROM people WHERE {since}", sealed_columns("people"));
    let sealed = reader.query(&sql, vals![organisation_id, cases], |row| SealedParty::of(row, 0))?;
    let people = sealed.iter().map(|sealed| sealed.open(reader, organisation_id)).collect::<Result<_, _>>()?;
    let sql = format!("SELECT DISTINCT handled_by FROM handlings WHERE {since} AND handled_by IS NOT NULL");
    let names = reader.query(&sql, vals![organisation_id, cases], |row| row.text(0))?;
    Ok(Behind { people, staff: names.iter().flat_map(|names| handlers(names)).collect() })
}

/// An imported handling has the names themselves, between semicolons.
fn handlers(names: &str) -> impl Iterator<Item = String> + '_ {
    names.split("; ").map(str::to_owned)
}

/// Whether any of some words is the reference of a case, whatever its pattern and whoever asks.
pub fn any_reference(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    words: &BTreeSet<String>,
) -> Result<bool, StoreError> {
    let words: Vec<&String> = words.iter().collect();
    for chunk in words.chunks(CHUNK) {
        let sql = format!(
            "SELECT 1 FROM cases WHERE organisation_id = $1 AND reference IN ({}) LIMIT 1",
            places(2, chunk.len())
        );
        let values = with_organisation(organisation_id, chunk.iter().map(|word| Val::from(*word)));
        if reader.query_opt(&sql, &values, |row| row.int(0))?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
