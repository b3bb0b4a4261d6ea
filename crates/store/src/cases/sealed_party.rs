//! A person's particulars as their row holds them: sealed, each for its own place, with digests to find them by.

use std::sync::Arc;

use redress_domain::case::Party;

use crate::StoreError;
use crate::engine::{Reader, Row, Val};
use crate::sealing::{Key, Keyring};

/// Bytes kept of a digest.
const KEPT: usize = 16;

/// Columns that hold sealed texts.
const FIELDS: [&str; 4] = ["name", "email", "phone", "address"];
/// Those of them that somebody is looked for by.
pub(super) const LOOKED_FOR: [&str; 3] = ["name", "email", "phone"];

/// What [`SealedParty::of`] reads, of a table known as `people`.
pub(crate) fn sealed_columns(people: &str) -> String {
    ["case_no", "number", "sealed_with"]
        .iter()
        .chain(&FIELDS)
        .map(|column| format!("{people}.{column}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// How many columns that are.
pub(crate) const SEALED_COLUMNS: usize = 7;

/// A person as read.
#[derive(Debug, Clone)]
pub(crate) struct SealedParty {
    case_no: i64,
    pub(super) number: u32,
    /// Id of the key; none where the row is of a time before sealing.
    sealed_with: Option<String>,
    texts: [Option<String>; 4],
}

impl SealedParty {
    /// From the columns of [`sealed_columns`], which begin at `at`.
    pub(crate) fn of(row: &Row<'_>, at: usize) -> Result<Self, StoreError> {
        let column = |offset: usize| at.saturating_add(offset);
        Ok(Self {
            case_no: row.int(at)?,
            number: u32::try_from(row.int(column(1))?).map_err(|_| StoreError::inconsistent("a person's number"))?,
            sealed_with: row.opt_text(column(2))?,
            texts: [
                row.opt_text(column(3))?,
                row.opt_text(column(4))?,
                row.opt_text(column(5))?,
                row.opt_text(column(6))?,
            ],
        })
    }

    /// Opens it.
    ///
    /// # Errors
    /// [`StoreError::Inconsistent`] where a text was not sealed for this place; [`StoreError::KeyMissing`].
    pub(crate) fn open(&self, reader: &Reader<'_>, organisation_id: &str) -> Result<Party, StoreError> {
        let key = self.key(reader, organisation_id)?;
        let mut plain = [const { None }; 4];
        for ((field, sealed), plain) in FIELDS.iter().zip(&self.texts).zip(&mut plain) {
            let Some(sealed) = sealed else { continue };
            let opened = key.open(&purpose(field, organisation_id, self.case_no, self.number), sealed);
            let text = opened.and_then(|bytes| String::from_utf8(bytes).ok());
            *plain =
                Some(text.ok_or_else(|| self.broken(organisation_id, &format!("has a {field} that does not open")))?);
        }
        self.party(organisation_id, plain)
    }

    /// As it stands, where it is of a time before sealing, or else opened.
    pub(super) fn open_or_plain(&self, reader: &Reader<'_>, organisation_id: &str) -> Result<Party, StoreError> {
        match self.sealed_with {
            None => self.party(organisation_id, self.texts.clone()),
            Some(_) => self.open(reader, organisation_id),
        }
    }

    fn key(&self, reader: &Reader<'_>, organisation_id: &str) -> Result<Arc<Key>, StoreError> {
        let id = self.sealed_with.as_deref().ok_or_else(|| self.broken(organisation_id, "is not sealed"))?;
        reader.keys().key(id)
    }

    /// The digests that the key of the row makes of an opened party.
    pub(super) fn digests(
        &self,
        reader: &Reader<'_>,
        organisation_id: &str,
        party: &Party,
    ) -> Result<[Option<Vec<u8>>; 3], StoreError> {
        Ok(digests(&*self.key(reader, organisation_id)?, organisation_id, party))
    }

    fn party(&self, organisation_id: &str, texts: [Option<String>; 4]) -> Result<Party, StoreError> {
        let [name, email, phone, address] = texts;
        let name = name.ok_or_else(|| self.broken(organisation_id, "has no name"))?;
        Ok(Party { name, email, phone, address })
    }

    fn broken(&self, organisation_id: &str, what: &str) -> StoreError {
        let (number, case_no) = (self.number, self.case_no);
        StoreError::inconsistent(format!("person {number} of case {case_no} of '{organisation_id}' {what}"))
    }
}

/// The sealed texts of a party, for the columns of [`FIELDS`].
pub(super) fn sealed(
    key: &Key,
    organisation_id: &str,
    case_no: i64,
    number: u32,
    party: &Party,
) -> Result<Vec<Val<'static>>, StoreError> {
    let texts = [Some(&party.name), party.email.as_ref(), party.phone.as_ref(), party.address.as_ref()];
    let seal = |(field, text): (&&str, Option<&String>)| {
        let Some(text) = text else { return Ok(Val::Null) };
        Val::check(&[Val::from(text)])?;
        let purpose = purpose(field, organisation_id, case_no, number);
        key.seal(&purpose, text.as_bytes()).map(Val::from)
    };
    FIELDS.iter().zip(texts).map(seal).collect()
}

/// The digests of a party, for what is [`LOOKED_FOR`].
pub(super) fn digests(key: &Key, organisation_id: &str, party: &Party) -> [Option<Vec<u8>>; 3] {
    let given = [Some(&party.name), party.email.as_ref(), party.phone.as_ref()];
    let mut digests = [const { None }; 3];
    for ((column, text), digest) in LOOKED_FOR.iter().zip(given).zip(&mut digests) {
        *digest =
            text.map(|text| shortened(key.digest(&digest_purpose(column, organisation_id), &text.to_lowercase())));
    }
    digests
}

/// What a text that is looked for has as digest, under each of the keys; small and capital letters are the same.
pub(super) fn digests_of(keys: &Keyring, organisation_id: &str, column: &str, text: &str) -> Vec<Vec<u8>> {
    let digests = keys.digests(&digest_purpose(column, organisation_id), &text.to_lowercase());
    digests.into_iter().map(shortened).collect()
}

fn shortened(digest: [u8; 32]) -> Vec<u8> {
    digest.into_iter().take(KEPT).collect()
}

/// What a text is sealed for: in no other place does it open.
fn purpose(field: &str, organisation_id: &str, case_no: i64, number: u32) -> String {
    format!("{field} of person {number} of case {case_no} of {organisation_id}")
}

fn digest_purpose(column: &str, organisation_id: &str) -> String {
    format!("{column} of {organisation_id}")
}
