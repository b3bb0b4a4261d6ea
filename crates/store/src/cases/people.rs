//! Who the people of a case are, kept apart from what happened, and sealed.

use redress_domain::case::Party;
use sha2::{Digest, Sha256};

use super::sealed_party::{SEALED_COLUMNS, SealedParty, digests, digests_of, sealed, sealed_columns};
use crate::engine::{Reader, Tx, Val};
use crate::sealing::Keyring;
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
    let stored = stored_people(reader, organisation_id, case_no)?;
    stored.iter().map(|stored| stored.open(reader, organisation_id)).collect()
}

/// A person as their row holds them.
pub(crate) struct StoredPerson {
    party: SealedParty,
    salt: Vec<u8>,
    digests: [Option<Vec<u8>>; 3],
}

/// The rows of the people of a case, by number.
pub(crate) fn stored_people(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    case_no: i64,
) -> Result<Vec<StoredPerson>, StoreError> {
    let sql = format!(
        "SELECT {}, salt, name_digest, email_digest, phone_digest FROM people
         WHERE organisation_id = $1 AND case_no = $2 ORDER BY number",
        sealed_columns("people")
    );
    reader.query(&sql, vals![organisation_id, case_no], |row| {
        let at = |offset: usize| SEALED_COLUMNS.saturating_add(offset);
        Ok(StoredPerson {
            party: SealedParty::of(row, 0)?,
            salt: row.blob(at(0))?,
            digests: [row.opt_blob(at(1))?, row.opt_blob(at(2))?, row.opt_blob(at(3))?],
        })
    })
}

impl StoredPerson {
    pub(crate) fn number(&self) -> u32 {
        self.party.number
    }

    fn open(&self, reader: &Reader<'_>, organisation_id: &str) -> Result<Person, StoreError> {
        Ok(self.person(self.party.open(reader, organisation_id)?))
    }

    /// As it stands, where it is of a time before sealing, or else opened.
    pub(crate) fn open_or_plain(&self, reader: &Reader<'_>, organisation_id: &str) -> Result<Person, StoreError> {
        Ok(self.person(self.party.open_or_plain(reader, organisation_id)?))
    }

    fn person(&self, party: Party) -> Person {
        Person { number: self.party.number, party, salt: self.salt.clone() }
    }

    /// Opens it, and sees whether it is found by what it says.
    pub(crate) fn checked(&self, reader: &Reader<'_>, organisation_id: &str) -> Result<Person, StoreError> {
        let person = self.open(reader, organisation_id)?;
        if self.party.digests(reader, organisation_id, &person.party)? != self.digests {
            return Err(StoreError::inconsistent("the person is found by something else than is said of them"));
        }
        Ok(person)
    }
}

/// Numbers of the newest cases of a complainant who can be reached as this one, newest first.
pub fn find_cases_of(
    reader: &mut Reader<'_>,
    organisation_id: &str,
    party: &Party,
    limit: u32,
) -> Result<Vec<i64>, StoreError> {
    let Some(keys) = reader.keys_in_use()? else { return Ok(Vec::new()) };
    let given = [("email", party.email.as_ref()), ("phone", party.phone.as_ref())];
    let mut values = vec![Val::from(organisation_id), Val::from(limit)];
    let reached: Vec<String> = given
        .into_iter()
        .filter_map(|(column, text)| Some(is_digest(&keys, organisation_id, "people", column, text?, &mut values)))
        .collect();
    if reached.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT case_no FROM people WHERE organisation_id = $1 AND number = 1 AND ({})
         ORDER BY case_no DESC LIMIT $2",
        reached.join(" OR ")
    );
    reader.query(&sql, &values, |row| row.int(0))
}

/// The condition that a column of a table says what is looked for; its digests join the values.
fn is_digest(
    keys: &Keyring,
    organisation_id: &str,
    table: &str,
    column: &str,
    text: &str,
    values: &mut Vec<Val<'_>>,
) -> String {
    let mut places = Vec::new();
    for digest in digests_of(keys, organisation_id, column, text) {
        values.push(Val::Blob(digest.into()));
        places.push(format!("${}", values.len()));
    }
    format!("{table}.{column}_digest IN ({})", places.join(", "))
}

/// Stores people who come into a case, or whose particulars were put right: what stood there before is gone.
pub(crate) fn put_people(
    tx: &mut Tx<'_>,
    organisation_id: &str,
    case_no: i64,
    people: &[Person],
) -> Result<(), StoreError> {
    const PREFIX: &str =
        "INSERT INTO people (organisation_id, case_no, number, salt, sealed_with, name, email, phone, address,
        name_digest, email_digest, phone_digest)";
    const REPLACE: &str = "ON CONFLICT (organisation_id, case_no, number) DO UPDATE SET salt = excluded.salt,
        sealed_with = excluded.sealed_with, name = excluded.name, email = excluded.email, phone = excluded.phone,
        address = excluded.address, name_digest = excluded.name_digest, email_digest = excluded.email_digest,
        phone_digest = excluded.phone_digest";
    if people.is_empty() {
        return Ok(());
    }
    tx.head(organisation_id)?;
    let keys = tx.sealing_keys()?;
    let key = keys.in_use();
    let mut values: Vec<Val<'_>> = Vec::new();
    for Person { number, party, salt } in people {
        values.extend([Val::from(organisation_id), Val::from(case_no), Val::from(*number), Val::from(salt)]);
        values.push(Val::from(key.id()));
        values.extend(sealed(key, organisation_id, case_no, *number, party)?);
        values.extend(
            digests(key, organisation_id, party)
                .map(|digest| digest.map_or(Val::Null, |bytes| Val::Blob(bytes.into()))),
        );
    }
    tx.insert_many(PREFIX, 12, &values, REPLACE)?;
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
    let organisation_id = viewer.organisation();
    let given = [("name", &sought.name), ("email", &sought.email), ("phone", &sought.phone)];
    let Some(keys) = reader.keys_in_use()? else { return Ok(Vec::new()) };
    let mut values = vec![Val::from(organisation_id), Val::from(limit)];
    let theirs: Vec<String> = given
        .into_iter()
        .filter_map(|(column, text)| Some(is_digest(&keys, organisation_id, "p", column, text.as_ref()?, &mut values)))
        .collect();
    if theirs.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT {}, c.reference, c.is_open, c.records_held FROM people p
         JOIN cases c ON c.organisation_id = p.organisation_id AND c.case_no = p.case_no
         WHERE p.organisation_id = $1 AND {}{} ORDER BY c.case_no DESC, p.number LIMIT $2",
        sealed_columns("p"),
        theirs.join(" AND "),
        viewer.and_visible("c"),
    );
    let at = |offset: usize| SEALED_COLUMNS.saturating_add(offset);
    let found = reader.query(&sql, &values, |row| {
        Ok((SealedParty::of(row, 0)?, row.text(at(0))?, row.bool(at(1))?, row.bool(at(2))?))
    })?;
    let opened = found.into_iter().map(|(sealed, reference, is_open, held)| {
        let party = sealed.open(reader, organisation_id)?;
        Ok(CaseOfPerson { reference, number: sealed.number, party, is_open, held })
    });
    opened.collect()
}

/// Digest of what is kept of a person, under its salt.
pub fn person_digest(party: &Party, salt: &[u8]) -> String {
    let blank = String::new();
    let fields = [Some(&party.name), party.email.as_ref(), party.phone.as_ref(), party.address.as_ref()];
    let text: Vec<String> =
        fields.into_iter().map(|field| field.map_or_else(|| blank.clone(), |field| format!("={field}"))).collect();
    hex::encode(Sha256::new().chain_update(salt).chain_update(text.join("\n").as_bytes()).finalize())
}
