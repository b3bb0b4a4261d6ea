//! Sealing: text that only holders of a key apart from the database can read, and digests that only they can make.
//!
//! A sealed text is `ID.HEX`: the id of its key, then nonce, ciphertext and tag of AES-256-GCM (NIST SP 800-38D). What it is
//! sealed for is authenticated with it, so that a sealed text put into another row does not open there.

use std::fmt;
use std::sync::{Arc, OnceLock};

use redress_store::StoreError;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use sha2::{Digest, Sha256};

use crate::random::random;

/// Keys of one purpose: texts are sealed with the last, and opened with whichever they were sealed with.
pub struct Keyring {
    older: Vec<Key>,
    in_use: Key,
}

struct Key {
    /// The beginning of a digest of the secret: says which key, and nothing of it.
    id: String,
    sealing: LessSafeKey,
    digesting: hmac::Key,
}

impl Keyring {
    /// From secrets, the one in use last. `None` without any.
    pub fn new(secrets: &[[u8; 32]]) -> Option<Self> {
        let mut keys = secrets.iter().map(Key::new).collect::<Option<Vec<_>>>()?;
        let in_use = keys.pop()?;
        Some(Self { older: keys, in_use })
    }

    /// A key of its own that is gone with it: for tests, and where nothing sealed is kept.
    ///
    /// # Errors
    /// As [`random`].
    pub(crate) fn fleeting() -> Result<Self, StoreError> {
        Self::new(&[random()?]).ok_or_else(|| unusable("a new key could not be made"))
    }

    /// Seals a text for a purpose, such as `authenticator of donnington/ada`.
    ///
    /// # Errors
    /// A fault where there is no randomness.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Result<String, StoreError> {
        let nonce: [u8; NONCE_LEN] = random()?;
        let mut sealed = plain.to_vec();
        let aad = Aad::from(purpose.as_bytes());
        let done = self.in_use.sealing.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed);
        done.map_err(|_| unusable("a text could not be sealed"))?;
        Ok(format!("{}.{}{}", self.in_use.id, hex::encode(nonce), hex::encode(sealed)))
    }

    /// Opens what was sealed for the same purpose; `None` for anything else, and where its key is not there.
    pub fn open(&self, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let (id, rest) = sealed.split_once('.')?;
        let key = self.older.iter().chain([&self.in_use]).find(|key| key.id == id)?;
        let mut bytes = hex::decode(rest).ok()?;
        let (nonce, text) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let plain = key.sealing.open_in_place(nonce, Aad::from(purpose.as_bytes()), text).ok()?;
        Some(plain.to_vec())
    }

    /// A digest for a purpose that nobody can make without the key, of texts that could be guessed.
    pub fn digest(&self, purpose: &str, text: &str) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.in_use.digesting);
        context.update(purpose.as_bytes());
        context.update(&[0]);
        context.update(text.as_bytes());
        let mut digest = [0; 32];
        digest.copy_from_slice(context.sign().as_ref());
        digest
    }

    /// Whether a text was sealed with the key in use, and not with one before it.
    pub fn is_current(&self, sealed: &str) -> bool {
        sealed.split_once('.').is_some_and(|(id, _)| id == self.in_use.id)
    }
}

impl Key {
    /// Two keys from one secret, because one key should serve one algorithm.
    fn new(secret: &[u8; 32]) -> Option<Self> {
        let id = Sha256::new().chain_update("redress key id").chain_update(secret).finalize();
        let part = |name: &str| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), name.as_bytes());
        let sealing = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, part("seal").as_ref()).ok()?);
        let digesting = hmac::Key::new(hmac::HMAC_SHA256, part("digest").as_ref());
        Some(Self { id: hex::encode(id).chars().take(8).collect(), sealing, digesting })
    }
}

/// Keys say nothing of themselves.
impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring").field("in_use", &self.in_use.id).finish_non_exhaustive()
    }
}

/// Keys that are had when they are first needed: not every command needs them, nor should make them.
#[derive(Clone)]
pub(crate) struct Keys {
    source: Arc<dyn Fn() -> Result<Keyring, StoreError> + Send + Sync>,
    had: Arc<OnceLock<Arc<Keyring>>>,
}

impl Keys {
    pub(crate) fn from(source: impl Fn() -> Result<Keyring, StoreError> + Send + Sync + 'static) -> Self {
        Self { source: Arc::new(source), had: Arc::default() }
    }

    pub(crate) fn get(&self) -> Result<Arc<Keyring>, StoreError> {
        if let Some(keys) = self.had.get() {
            return Ok(Arc::clone(keys));
        }
        let keys = Arc::new((self.source)()?);
        Ok(Arc::clone(self.had.get_or_init(|| keys)))
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("had", &self.had.get()).finish_non_exhaustive()
    }
}

fn unusable(what: &str) -> StoreError {
    StoreError::unavailable(what.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::*;

    fn keys(secrets: &[[u8; 32]]) -> Keyring {
        Keyring::new(secrets).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_for_its_purpose_alone() {
        let keyring = keys(&[[1; 32]]);
        let sealed = keyring.seal("of ada", b"a secret").unwrap();
        assert_eq!(keyring.open("of ada", &sealed).unwrap(), b"a secret");
        assert_eq!(keyring.open("of bob", &sealed), None);
        assert_eq!(keys(&[[2; 32]]).open("of ada", &sealed), None);
        assert_ne!(keyring.seal("of ada", b"a secret").unwrap(), sealed);
        assert!(!sealed.contains(&hex::encode("a secret")));
    }

    #[test]
    fn no_changed_character_opens() {
        let keyring = keys(&[[1; 32]]);
        let sealed = keyring.seal("of ada", b"a secret").unwrap();
        for at in 0..sealed.len() {
            let other = if sealed.as_bytes()[at] == b'0' { '1' } else { '0' };
            let changed = format!("{}{other}{}", &sealed[..at], &sealed[at + 1..]);
            assert_eq!(keyring.open("of ada", &changed), None, "{at}");
        }
        for nonsense in ["", ".", "00000000.", "00000000.zz", &sealed[..20]] {
            assert_eq!(keyring.open("of ada", nonsense), None);
        }
    }

    #[test]
    fn a_new_key_seals_and_the_one_before_still_opens() {
        let sealed = keys(&[[1; 32]]).seal("of ada", b"a secret").unwrap();
        let renewed = keys(&[[1; 32], [2; 32]]);
        assert_eq!(renewed.open("of ada", &sealed).unwrap(), b"a secret");
        assert!(!renewed.is_current(&sealed));
        assert!(renewed.is_current(&renewed.seal("of ada", b"a secret").unwrap()));
    }

    #[test]
    fn a_digest_belongs_to_its_key_purpose_and_text() {
        let digest = keys(&[[1; 32]]).digest("tries", "ada");
        assert_eq!(digest, keys(&[[1; 32]]).digest("tries", "ada"));
        assert_ne!(digest, keys(&[[2; 32]]).digest("tries", "ada"));
        assert_ne!(digest, keys(&[[1; 32]]).digest("triesa", "da"));
    }
}
