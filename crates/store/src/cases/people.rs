//! Who the people of a case are, kept apart from what happened.

use redress_domain::case::Party;
use sha2::{Digest, Sha256};

use crate::engine::{Reader, Tx, Val};
use crate::{StoreError, vals};

/// A person as stored, with the salt of the digest that the case's events hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub number: u32,
    pub party: Party,
    pub salt: Vec<u8>,
}

/// The people of a case by number.
pub fn find_people(reader: &mut Reader<'_>, organisation_id: &str, case_no: i64) -> Result<Vec<Person>, StoreError> {
    let sql = "SELECT number, name, email, phone, address, salt FROM people
               WHERE organisation_id = $1 AND case_no = $2 ORDER BY number";
    reader.query(sql, vals![organisation_id, case_no], |row| {
        Ok(Person {
            number: u32::try_from(row.int(0)?).map_err(|_| StoreError::inconsistent("a person's number"))?,
            party: Party {
                name: row.text(1)?,
                email: row.opt_text(2)?,
                phone: row.opt_text(3)?,
                address: row.opt_text(4)?,
            },
            salt: row.blob(5)?,
        })
    })
}

/// Numbers of the newest cases of a complainant who can be reached as this one, newest first.
pub fn find_cases_of(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    party: &Party,
    limit: u32,
) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT case_no FROM people WHERE organisation_id = $1 AND number = 1 AND (email = $2 OR phone = $3)
               ORDER BY case_no DESC LIMIT $4";
    reader.query(sql, vals![organisation_id, &party.email, &party.phone, limit], |row| row.int(0))
}

/// Stores people who come into a case.
pub(super) fn put_people(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    case_no: i64,
    people: &[Person],
) -> Result<(), StoreError> {
    const PREFIX: &str = "INSERT INTO people (organisation_id, case_no, number, name, email, phone, address, salt)";
    let values: Vec<Val<'_>> = people
        .iter()
        .flat_map(|Person { number, party, salt }| {
            [
                Val::from(organisation_id),
                Val::from(case_no),
                Val::from(*number),
                Val::from(&party.name),
                Val::from(&party.email),
                Val::from(&party.phone),
                Val::from(&party.address),
                Val::from(salt),
            ]
        })
        .collect();
    if !values.is_empty() {
        tx.insert_many(PREFIX, 8, &values, "")?;
    }
    Ok(())
}

/// Digest of what is kept of a person, under its salt.
pub fn person_digest(party: &Party, salt: &[u8]) -> String {
    let blank = String::new();
    let fields = [Some(&party.name), party.email.as_ref(), party.phone.as_ref(), party.address.as_ref()];
    let text: Vec<String> =
        fields.into_iter().map(|field| field.map_or_else(|| blank.clone(), |field| format!("={field}"))).collect();
    hex::encode(Sha256::new().chain_update(salt).chain_update(text.join("\n").as_bytes()).finalize())
}
