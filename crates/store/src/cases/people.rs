//! Who the people of a case are, kept apart from what happened.

use redress_domain::case::Party;
use sha2::{Digest, Sha256};

use crate::engine::{Reader, Tx, Val};
use crate::viewer::Viewer;
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

/// Stores people who come into a case, or whose particulars were put right: what stood there before is gone.
pub(super) fn put_people(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    case_no: i64,
    people: &[Person],
) -> Result<(), StoreError> {
    const PREFIX: &str = "INSERT INTO people (organisation_id, case_no, number, name, email, phone, address, salt)";
    const REPLACE: &str = "ON CONFLICT (organisation_id, case_no, number) DO UPDATE SET name = excluded.name,
        email = excluded.email, phone = excluded.phone, address = excluded.address, salt = excluded.salt";
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
        tx.insert_many(PREFIX, 8, &values, REPLACE)?;
    }
    Ok(())
}

/// Takes everybody out of a case.
pub(crate) fn remove_people(tx: &mut Tx<'_>, organisation_id: &str, case_no: i64) -> Result<(), StoreError> {
    tx.execute("DELETE FROM people WHERE organisation_id = $1 AND case_no = $2", vals![organisation_id, case_no])?;
    Ok(())
}

/// How somebody is looked for over all cases; what is given has to be theirs, each as a whole and in whatever letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonSought {
    pub name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

/// A case in which somebody was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseOfPerson {
    pub reference: String,
    /// Number of the person in the case: 1 complained, others act or acted for them.
    pub number: u32,
    pub party: Party,
    pub is_open: bool,
    pub held: bool,
}

/// The cases in which somebody was found that the viewer may see, newest first, at most `limit`. Nothing is found where
/// nothing is sought.
///
/// # Errors
/// When the database fails.
pub fn list_cases_of_person(
    reader: &mut Reader<'_>,
    viewer: &Viewer<'_>,
    sought: &PersonSought,
    limit: u32,
) -> Result<Vec<CaseOfPerson>, StoreError> {
    let given = [("name", &sought.name), ("email", &sought.email), ("phone", &sought.phone)];
    let mut values = vec![Val::from(viewer.organisation())];
    let mut conditions = String::new();
    for (column, text) in given {
        if let Some(text) = text {
            values.push(Val::from(text.to_lowercase()));
            conditions.push_str(&format!(" AND LOWER(p.{column}) = ${}", values.len()));
        }
    }
    if conditions.is_empty() {
        return Ok(Vec::new());
    }
    values.push(Val::from(limit));
    let sql = format!(
        "SELECT c.reference, p.number, p.name, p.email, p.phone, p.address, c.is_open, c.records_held FROM people p
         JOIN cases c ON c.organisation_id = p.organisation_id AND c.case_no = p.case_no
         WHERE p.organisation_id = $1{conditions}{} ORDER BY c.case_no DESC, p.number LIMIT ${}",
        viewer.and_visible("c"),
        values.len()
    );
    reader.query(&sql, &values, |row| {
        Ok(CaseOfPerson {
            reference: row.text(0)?,
            number: u32::try_from(row.int(1)?).map_err(|_| StoreError::inconsistent("a person's number"))?,
            party: Party {
                name: row.text(2)?,
                email: row.opt_text(3)?,
                phone: row.opt_text(4)?,
                address: row.opt_text(5)?,
            },
            is_open: row.bool(6)?,
            held: row.bool(7)?,
        })
    })
}

/// Digest of what is kept of a person, under its salt.
pub fn person_digest(party: &Party, salt: &[u8]) -> String {
    let blank = String::new();
    let fields = [Some(&party.name), party.email.as_ref(), party.phone.as_ref(), party.address.as_ref()];
    let text: Vec<String> =
        fields.into_iter().map(|field| field.map_or_else(|| blank.clone(), |field| format!("={field}"))).collect();
    hex::encode(Sha256::new().chain_update(salt).chain_update(text.join("\n").as_bytes()).finalize())
}
