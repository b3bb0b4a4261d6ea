//! What personal data is sealed with: which keys there are, and renewing the one in use.

use redress_domain::case::By;
use redress_store::{
    AccountChange, Keys, StoreError, Tx, forget_older_keys, list_sealed, list_sealed_with, register_key, renew_people,
    replace_sealed, sealed_digest,
};

use crate::App;
use crate::accounts::{Recording, purpose};

/// Authenticators that are sealed anew in one commit.
const PORTION: u32 = 100;
/// How often what others sealed meanwhile with the key of before is looked for.
const ROUNDS: u32 = 10;

/// A key, and what is sealed with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealingKey {
    pub id: String,
    pub standing: KeyStanding,
    /// People of cases.
    pub people: u64,
    /// Secrets of authenticators.
    pub authenticators: u64,
}

/// How a key stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyStanding {
    /// Everything new is sealed with it.
    InUse,
    /// What is sealed with it waits to be sealed anew.
    Older,
    /// It is there, and the database knows nothing of it.
    Unused,
}

/// What came of renewing the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rotated {
    /// Id of the key in use now.
    pub key_id: String,
    /// Whether it is new; else a renewal that was interrupted came to its end.
    pub is_new: bool,
    /// People sealed anew.
    pub people: u64,
    /// Secrets of authenticators sealed anew.
    pub authenticators: u64,
}

impl App {
    /// The keys, the one in use last of those that anything is sealed with.
    ///
    /// # Errors
    /// The database fails, or the keys cannot be read.
    pub fn list_keys_blocking(&self) -> Result<Vec<SealingKey>, StoreError> {
        let sealed = self.store().read_blocking(list_sealed)?;
        let here = self.store().keys().ids()?;
        let unused = here.into_iter().filter(|id| sealed.iter().all(|key| key.key_id != *id));
        let unused = unused.map(|id| SealingKey { id, standing: KeyStanding::Unused, people: 0, authenticators: 0 });
        let last = sealed.len().saturating_sub(1);
        let known = sealed.iter().enumerate().map(|(at, key)| SealingKey {
            id: key.key_id.clone(),
            standing: if at == last { KeyStanding::InUse } else { KeyStanding::Older },
            people: key.people,
            authenticators: key.authenticators,
        });
        Ok(known.chain(unused).collect())
    }

    /// Makes a new key, seals everything anew with it in portions while others go on working, and forgets the keys of before once
    /// nothing is sealed with them. A renewal that was interrupted is brought to its end instead. Blocks.
    ///
    /// # Errors
    /// A text does not open (it is named, and its key stays), the keys cannot be kept, or the database fails. Run again it goes on.
    pub fn rotate_key_blocking(&self) -> Result<Rotated, StoreError> {
        let keys = self.store().keys();
        let (key_id, is_new) = self.put_newest_in_use(keys)?;
        let mut rotated = Rotated { key_id, is_new, people: 0, authenticators: 0 };
        for _ in 0..ROUNDS {
            for older in self.list_keys_blocking()?.iter().filter(|key| key.standing == KeyStanding::Older) {
                rotated.people = rotated.people.saturating_add(self.renew_people_of(&older.id)?);
                rotated.authenticators =
                    rotated.authenticators.saturating_add(self.renew_authenticators_of(&older.id)?);
            }
            if self.store().write_blocking(forget_older_keys)? {
                // The database first: a key that nothing needs does no harm in its place.
                keys.keep_only(std::slice::from_ref(&rotated.key_id))?;
                self.store().clear_of_older_keys_blocking()?;
                return Ok(rotated);
            }
        }
        let what =
            "somebody goes on sealing with the key of before; stop the other servers on this database".to_owned();
        Err(StoreError::Busy { what })
    }

    /// The id of the key in use from now on, and whether it is a new one.
    fn put_newest_in_use(&self, keys: &Keys) -> Result<(String, bool), StoreError> {
        let known = self.list_keys_blocking()?;
        let newest = keys.ids()?.into_iter().next_back();
        let standing = known.iter().find(|key| Some(&key.id) == newest.as_ref()).map(|key| key.standing);
        let in_use = known.iter().find(|key| key.standing == KeyStanding::InUse).map(|key| key.id.clone());
        match (in_use, newest) {
            // Interrupted before the new key was put in use.
            (Some(_), Some(newest)) if standing == Some(KeyStanding::Unused) => {
                self.put_in_use(&newest).map(|()| (newest, false))
            }
            // Interrupted later.
            (Some(in_use), _) if known.len() > 1 => Ok((in_use, false)),
            _ => {
                // It lasts before the database knows of it.
                let new = keys.add()?;
                self.put_in_use(&new).map(|()| (new, true))
            }
        }
    }

    fn put_in_use(&self, id: &str) -> Result<(), StoreError> {
        let id = id.to_owned();
        if self.store().write_blocking(move |tx| register_key(tx, &id))? {
            return Ok(());
        }
        Err(StoreError::Busy { what: "somebody else renews the key at the moment".to_owned() })
    }

    fn renew_people_of(&self, key_id: &str) -> Result<u64, StoreError> {
        let mut renewed = 0_u64;
        loop {
            let of = key_id.to_owned();
            match self.store().write_blocking(move |tx| renew_people(tx, Some(&of)))? {
                0 => return Ok(renewed),
                people => renewed = renewed.saturating_add(people),
            }
        }
    }

    fn renew_authenticators_of(&self, key_id: &str) -> Result<u64, StoreError> {
        let mut renewed = 0_u64;
        loop {
            let (of, now) = (key_id.to_owned(), self.now());
            let portion = self.store().write_blocking(move |tx: &mut Tx<'_>| -> Result<u64, StoreError> {
                let mut renewed = 0_u64;
                for (organisation_id, user, before) in list_sealed_with(tx, &of, PORTION)? {
                    tx.head(&organisation_id)?;
                    let purpose = purpose(&organisation_id, &user);
                    let secret = tx.open_sealed(&purpose, &before)?.ok_or_else(|| {
                        StoreError::inconsistent(format!(
                            "the authenticator of '{user}' of '{organisation_id}' does not open"
                        ))
                    })?;
                    let after = tx.seal(&purpose, &secret)?;
                    if replace_sealed(tx, &organisation_id, &user, &before, &after)? {
                        let change = AccountChange::SecondFactorSealedAnew { digest: sealed_digest(&after) };
                        Recording::new(now, By::Operator)?.record(tx, &organisation_id, &user, change)?;
                        renewed = renewed.saturating_add(1);
                    }
                }
                Ok(renewed)
            })?;
            match portion {
                0 => return Ok(renewed),
                more => renewed = renewed.saturating_add(more),
            }
        }
    }
}
