//! Who stands behind some cases: what a lesson that is shared must not tell.

use std::collections::BTreeSet;

use redress_domain::case::Party;

use super::cases::{places, with_organisation};
use crate::StoreError;
use crate::engine::{Reader, Val};

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

/// The people of cases by reference, whoever asks: what they are told is at most that there is something.
pub fn list_behind(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    references: &BTreeSet<String>,
) -> Result<Behind, StoreError> {
    let references: Vec<&String> = references.iter().collect();
    let mut behind = Behind::default();
    for chunk in references.chunks(CHUNK) {
        let values = with_organisation(organisation_id, chunk.iter().map(|reference| Val::from(*reference)));
        let of_cases = format!(
            "SELECT case_no FROM cases WHERE organisation_id = $1 AND reference IN ({})",
            places(2, chunk.len())
        );
        let sql = format!(
            "SELECT name, email, phone, address FROM people WHERE organisation_id = $1 AND case_no IN ({of_cases})"
        );
        behind.people.extend(reader.query(&sql, &values, |row| {
            Ok(Party {
                name: row.text(0)?,
                email: row.opt_text(1)?,
                phone: row.opt_text(2)?,
                address: row.opt_text(3)?,
            })
        })?);
        let of = |column: &str, table: &str| {
            format!("SELECT {column} FROM {table} WHERE organisation_id = $1 AND case_no IN ({of_cases})")
        };
        let ids =
            [of("user_id", "case_subjects"), of("owner_id", "handlings"), of("owner_id", "actions")].join(" UNION ");
        let sql = format!("SELECT name FROM users WHERE organisation_id = $1 AND user_id IN ({ids})");
        behind.staff.extend(reader.query(&sql, &values, |row| row.text(0))?);
        // An imported handling has the names themselves, between semicolons.
        let sql = format!("{} AND handled_by IS NOT NULL", of("handled_by", "handlings"));
        for names in reader.query(&sql, &values, |row| row.text(0))? {
            behind.staff.extend(names.split("; ").map(str::to_owned));
        }
    }
    Ok(behind)
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
