//! Keys as they are had: read from their place when they are first needed, and again when one is met that is newer.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::keyring::{Key, Keyring, Secret, key_id};
use crate::StoreError;

/// Where secrets are kept, apart from the database.
pub trait KeyPlace: Send + Sync {
    /// The secrets, the newest last; none before there are any.
    ///
    /// # Errors
    /// [`StoreError::KeyUnusable`] when they cannot be read.
    fn read(&self) -> Result<Vec<Secret>, StoreError>;

    /// Keeps the first secret, unless there is one by now.
    ///
    /// # Errors
    /// [`StoreError::KeyUnusable`] when it cannot be kept.
    fn begin(&self, secret: &Secret) -> Result<(), StoreError>;

    /// Keeps these, the newest last, in place of those there are.
    ///
    /// # Errors
    /// As [`KeyPlace::begin`]; those of before are then still there.
    fn replace(&self, secrets: &[Secret]) -> Result<(), StoreError>;
}

/// The keys of a database. Copies share what was read of them.
#[derive(Clone)]
pub struct Keys {
    place: Arc<dyn KeyPlace>,
    had: Arc<RwLock<Option<Arc<Keyring>>>>,
}

impl Keys {
    /// The keys that are kept in a place.
    pub fn kept_in(place: impl KeyPlace + 'static) -> Self {
        Self { place: Arc::new(place), had: Arc::default() }
    }

    /// The keys there are; where there are none, a first one is made.
    ///
    /// # Errors
    /// They can neither be read nor made.
    pub fn get(&self) -> Result<Arc<Keyring>, StoreError> {
        match self.had() {
            Some(keys) => Ok(keys),
            None => match self.read()? {
                Some(keys) => Ok(keys),
                None => self.begin(),
            },
        }
    }

    /// Sees that the keys of these ids are there. No key is made.
    ///
    /// # Errors
    /// [`StoreError::KeyMissing`] when one is not.
    pub(crate) fn check(&self, ids: &[String]) -> Result<(), StoreError> {
        if ids.is_empty() { Ok(()) } else { self.with(ids).map(drop) }
    }

    /// The keys, among which are those of these ids, of which there is one at least. No key is made.
    ///
    /// # Errors
    /// [`StoreError::KeyMissing`] when one is missing.
    pub(crate) fn with<I: AsRef<str>>(&self, ids: &[I]) -> Result<Arc<Keyring>, StoreError> {
        let has_all = |keys: &Arc<Keyring>| ids.iter().all(|id| keys.key(id.as_ref()).is_some());
        if let Some(keys) = self.had().filter(has_all) {
            return Ok(keys);
        }
        let keys = self.read()?;
        if let Some(keys) = keys.filter(has_all) {
            return Ok(keys);
        }
        let had = self.had();
        let missing = |id: &&str| had.as_ref().is_none_or(|keys| keys.key(id).is_none());
        let missing: Vec<&str> = ids.iter().map(AsRef::as_ref).filter(missing).collect();
        Err(StoreError::KeyMissing { ids: missing.join(", ") })
    }

    /// The key of an id.
    pub(crate) fn key(&self, id: &str) -> Result<Arc<Key>, StoreError> {
        let missing = || StoreError::KeyMissing { ids: id.to_owned() };
        self.with(&[id])?.key(id).cloned().ok_or_else(missing)
    }

    /// Adds a new key, as the newest; its id.
    ///
    /// # Errors
    /// It cannot be kept.
    pub fn add(&self) -> Result<String, StoreError> {
        let (mut secrets, new) = (self.place.read()?, new_secret()?);
        secrets.push(new);
        self.replace(&secrets)?;
        Ok(key_id(&new))
    }

    /// Keeps the keys of these ids and no others.
    ///
    /// # Errors
    /// They cannot be kept.
    pub fn keep_only(&self, ids: &[String]) -> Result<(), StoreError> {
        let mut secrets = self.place.read()?;
        secrets.retain(|secret| ids.contains(&key_id(secret)));
        self.replace(&secrets)
    }

    /// The ids of the keys in their place, the newest last.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn ids(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.place.read()?.iter().map(key_id).collect())
    }

    fn begin(&self) -> Result<Arc<Keyring>, StoreError> {
        self.place.begin(&new_secret()?)?;
        let gone = || StoreError::KeyUnusable { what: "the key that was made is gone again".to_owned() };
        self.read()?.ok_or_else(gone)
    }

    fn replace(&self, secrets: &[Secret]) -> Result<(), StoreError> {
        self.place.replace(secrets)?;
        self.read().map(drop)
    }

    fn had(&self) -> Option<Arc<Keyring>> {
        self.had.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads them anew. Where nothing is there any more, those that were had go on serving.
    fn read(&self) -> Result<Option<Arc<Keyring>>, StoreError> {
        let Some(keys) = Keyring::new(&self.place.read()?).map(Arc::new) else { return Ok(None) };
        *self.had.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&keys));
        Ok(Some(keys))
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("had", &self.had()).finish_non_exhaustive()
    }
}

fn new_secret() -> Result<Secret, StoreError> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|error| StoreError::unavailable(format!("no randomness: {error}")))?;
    Ok(secret)
}

/// Keys that are gone with the process: for tests. Copies are one place.
#[derive(Clone, Default)]
pub struct KeysInMemory(Arc<Mutex<Vec<Secret>>>);

impl KeysInMemory {
    /// Keys from secrets, the newest last.
    pub fn of(secrets: &[Secret]) -> Self {
        Self(Arc::new(Mutex::new(secrets.to_vec())))
    }
}

impl KeyPlace for KeysInMemory {
    fn read(&self) -> Result<Vec<Secret>, StoreError> {
        Ok(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    fn begin(&self, secret: &Secret) -> Result<(), StoreError> {
        let mut secrets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if secrets.is_empty() {
            secrets.push(*secret);
        }
        Ok(())
    }

    fn replace(&self, secrets: &[Secret]) -> Result<(), StoreError> {
        secrets.clone_into(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(())
    }
}

impl fmt::Debug for KeysInMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeysInMemory").finish_non_exhaustive()
    }
}
