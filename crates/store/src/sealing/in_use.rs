//! Which keys anything in a database is sealed with. The database knows them by id, so that nobody goes on with others.

use std::sync::Arc;

use super::keyring::{Keyring, sealed_under};
use crate::engine::{Conn, Reader, Tx};
use crate::{StoreError, vals};

/// Keys that a database can have at a time: more than one only while they are renewed.
const KEYS: u32 = 100;

/// The ids of the keys, the one in use last. None before anything was sealed.
pub(crate) fn key_ids(reader: &mut Reader<'_>) -> Result<Vec<String>, StoreError> {
    reader.query("SELECT key_id FROM sealing_keys ORDER BY number LIMIT $1", vals![KEYS], |row| row.text(0))
}

/// Refuses to go on without a key that something is sealed with.
pub(crate) fn check_keys(conn: &mut Conn) -> Result<(), StoreError> {
    let ids = key_ids(&mut Reader::new(conn))?;
    conn.keys().check(&ids)
}

impl Reader<'_> {
    /// The keys that what is looked for may have been digested with; none before anything was sealed.
    pub(crate) fn keys_in_use(&mut self) -> Result<Option<Keyring>, StoreError> {
        let ids = key_ids(self)?;
        if ids.is_empty() {
            return Ok(None);
        }
        Ok(self.keys().with(&ids)?.only(&ids))
    }

    /// Opens what [`Tx::seal`] has sealed for the same purpose; `None` for anything else, and where its key is not there.
    ///
    /// # Errors
    /// The keys cannot be read.
    pub fn open_sealed(&self, purpose: &str, sealed: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(id) = sealed_under(sealed) else { return Ok(None) };
        match self.keys().key(id) {
            Ok(_) => Ok(self.keys().get()?.open(purpose, sealed)),
            Err(StoreError::KeyMissing { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Tx<'_> {
    /// Seals a text for a purpose, with the key in use.
    ///
    /// # Errors
    /// The key is missing, or the database fails.
    pub fn seal(&mut self, purpose: &str, plain: &[u8]) -> Result<String, StoreError> {
        self.sealing_keys()?.seal(purpose, plain)
    }

    /// The keys of the database, of which the one in use seals. Read once for all jobs that share the commit. Whoever seals something
    /// of an organisation holds its head, so that no key is given up meanwhile.
    pub(crate) fn sealing_keys(&mut self) -> Result<Arc<Keyring>, StoreError> {
        if let Some(keys) = self.batch().sealing.clone() {
            return Ok(keys);
        }
        let keys = match self.keys_in_use()? {
            Some(keys) => Arc::new(keys),
            None => {
                let first = self.keys().get()?;
                register_key(self, first.in_use().id())?;
                Arc::new(self.keys_in_use()?.ok_or_else(|| StoreError::inconsistent("no key was registered"))?)
            }
        };
        self.batch().sealing = Some(Arc::clone(&keys));
        Ok(keys)
    }
}

/// Puts a key in use: from now on everybody seals with it. `false` where somebody else put one in use at the same time.
///
/// # Errors
/// The database fails.
pub fn register_key(tx: &mut Tx<'_>, id: &str) -> Result<bool, StoreError> {
    // Where nobody is known yet there is nothing to clear the files of.
    let sql = "INSERT INTO sealing_keys (number, key_id, files_cleared)
               SELECT COALESCE(MAX(number), 0) + 1, $1, NOT EXISTS (SELECT 1 FROM people)
               FROM sealing_keys WHERE TRUE ON CONFLICT DO NOTHING";
    let is_in_use = tx.execute(sql, vals![id])? == 1;
    tx.batch().sealing = None;
    Ok(is_in_use)
}

/// Ids of the keys that secrets of authenticators are sealed with, in a database of before it knew its keys.
pub(crate) fn key_ids_of_authenticators(reader: &mut Reader<'_>) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT DISTINCT SUBSTR(sealed, 1, 8) FROM second_factors LIMIT $1";
    reader.query(sql, vals![KEYS], |row| row.text(0))
}

/// What is sealed with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedUnder {
    pub key_id: String,
    /// People of cases.
    pub people: u64,
    /// Secrets of authenticators.
    pub authenticators: u64,
}

/// The keys of the database and what is sealed with each, the one in use last.
///
/// # Errors
/// The database fails.
pub fn list_sealed(reader: &mut Reader<'_>) -> Result<Vec<SealedUnder>, StoreError> {
    let sql = "SELECT k.key_id,
                   (SELECT COUNT(*) FROM people p WHERE p.sealed_with = k.key_id),
                   (SELECT COUNT(*) FROM second_factors f WHERE SUBSTR(f.sealed, 1, 8) = k.key_id)
               FROM sealing_keys k ORDER BY k.number LIMIT $1";
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    reader.query(sql, vals![KEYS], |row| {
        Ok(SealedUnder { key_id: row.text(0)?, people: count(row.int(1)?), authenticators: count(row.int(2)?) })
    })
}

/// Forgets all keys but the one in use; `false` where something is sealed with one of them still.
///
/// # Errors
/// The database fails.
pub fn forget_older_keys(tx: &mut Tx<'_>) -> Result<bool, StoreError> {
    // Whoever seals holds a head: once all are held here, nobody seals with a key they read before.
    for organisation_id in tx.query("SELECT organisation_id FROM heads ORDER BY 1", &[], |row| row.text(0))? {
        tx.head(&organisation_id)?;
    }
    let sealed = list_sealed(tx)?;
    let older = sealed.split_last().map_or(&[][..], |(_, older)| older);
    if older.iter().any(|key| key.people > 0 || key.authenticators > 0) {
        return Ok(false);
    }
    tx.execute("DELETE FROM sealing_keys WHERE number < (SELECT MAX(number) FROM sealing_keys)", &[])?;
    tx.batch().sealing = None;
    Ok(true)
}
