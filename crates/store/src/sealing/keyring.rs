//! Sealing: text that only holders of a key apart from the database can read, and digests that only they can make.
//!
//! What a text is sealed for is authenticated with it, so that a sealed text put into another row does not open there.

use std::fmt;
use std::sync::Arc;

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use sha2::{Digest, Sha256};

use crate::StoreError;

/// What a key is made from.
pub type Secret = [u8; 32];

/// Digits of a key's id.
const ID: usize = 8;

/// Keys: texts are sealed with the last, and opened with whichever they were sealed with.
#[derive(Clone)]
pub struct Keyring {
    older: Vec<Arc<Key>>,
    in_use: Arc<Key>,
}

/// One key. Its nonces are random, which is enough for some thousand million texts (NIST SP 800-38D, 8.3).
pub(crate) struct Key {
    /// The beginning of a digest of the secret: says which key, and nothing of it.
    id: String,
    sealing: LessSafeKey,
    digesting: hmac::Key,
}

impl Keyring {
    /// From secrets, the one in use last. `None` without any.
    pub fn new(secrets: &[Secret]) -> Option<Self> {
        Self::of(secrets.iter().map(|secret| Key::new(secret).map(Arc::new)).collect::<Option<_>>()?)
    }

    fn of(mut keys: Vec<Arc<Key>>) -> Option<Self> {
        let in_use = keys.pop()?;
        Some(Self { older: keys, in_use })
    }

    /// Those of the keys that have these ids, in their order. `None` where one is missing, or none is asked for.
    pub(crate) fn only(&self, ids: &[String]) -> Option<Self> {
        Self::of(ids.iter().map(|id| self.key(id).cloned()).collect::<Option<_>>()?)
    }

    fn all(&self) -> impl Iterator<Item = &Arc<Key>> {
        self.older.iter().chain([&self.in_use])
    }

    /// The key of an id.
    pub(crate) fn key(&self, id: &str) -> Option<&Arc<Key>> {
        self.all().find(|key| key.id == id)
    }

    /// The key that new texts are sealed with.
    pub(crate) fn in_use(&self) -> &Key {
        &self.in_use
    }

    /// Seals a text for a purpose, such as `authenticator of donnington/ada`: the id of the key, a full stop, and what
    /// [`Key::seal`] gives.
    ///
    /// # Errors
    /// A fault where there is no randomness.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Result<String, StoreError> {
        Ok(format!("{}.{}", self.in_use.id, self.in_use.seal(purpose, plain)?))
    }

    /// Opens what was sealed for the same purpose; `None` for anything else, and where its key is not there.
    pub fn open(&self, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let (id, rest) = sealed.split_once('.')?;
        self.key(id)?.open(purpose, rest)
    }

    /// A digest for a purpose that nobody can make without the key, of texts that could be guessed.
    pub fn digest(&self, purpose: &str, text: &str) -> [u8; 32] {
        self.in_use.digest(purpose, text)
    }

    /// As [`Keyring::digest`], with each of the keys.
    pub(crate) fn digests(&self, purpose: &str, text: &str) -> Vec<[u8; 32]> {
        self.all().map(|key| key.digest(purpose, text)).collect()
    }
}

impl Key {
    /// Two keys from one secret, because one key should serve one algorithm.
    fn new(secret: &Secret) -> Option<Self> {
        let part = |name: &str| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret), name.as_bytes());
        let sealing = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, part("seal").as_ref()).ok()?);
        let digesting = hmac::Key::new(hmac::HMAC_SHA256, part("digest").as_ref());
        Some(Self { id: key_id(secret), sealing, digesting })
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Nonce, ciphertext and tag of AES-256-GCM, in hexadecimal digits.
    pub(crate) fn seal(&self, purpose: &str, plain: &[u8]) -> Result<String, StoreError> {
        let mut nonce = [0; NONCE_LEN];
        getrandom::fill(&mut nonce).map_err(|error| StoreError::unavailable(format!("no randomness: {error}")))?;
        let mut sealed = plain.to_vec();
        let aad = Aad::from(purpose.as_bytes());
        let done = self.sealing.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed);
        done.map_err(|_| StoreError::unavailable("a text could not be sealed"))?;
        Ok(format!("{}{}", hex::encode(nonce), hex::encode(sealed)))
    }

    /// Opens what this key sealed for the same purpose.
    pub(crate) fn open(&self, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let mut bytes = hex::decode(sealed).ok()?;
        let (nonce, text) = bytes.split_at_mut_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let plain = self.sealing.open_in_place(nonce, Aad::from(purpose.as_bytes()), text).ok()?;
        Some(plain.to_vec())
    }

    pub(crate) fn digest(&self, purpose: &str, text: &str) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.digesting);
        context.update(purpose.as_bytes());
        context.update(&[0]);
        context.update(text.as_bytes());
        let mut digest = [0; 32];
        digest.copy_from_slice(context.sign().as_ref());
        digest
    }
}

/// The id of the key that is made from a secret.
pub(crate) fn key_id(secret: &Secret) -> String {
    let digest = Sha256::new().chain_update("redress key id").chain_update(secret).finalize();
    hex::encode(digest).chars().take(ID).collect()
}

/// The id of the key that [`Keyring::seal`] sealed a text with.
pub(crate) fn sealed_under(sealed: &str) -> Option<&str> {
    sealed.split_once('.').map(|(id, _)| id)
}

/// Keys say nothing of themselves.
impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring").field("in_use", &self.in_use.id).finish_non_exhaustive()
    }
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
        let again = renewed.seal("of ada", b"a secret").unwrap();
        assert_ne!(sealed_under(&sealed), sealed_under(&again));
        assert_eq!(keys(&[[2; 32]]).open("of ada", &again).unwrap(), b"a secret");
    }

    #[test]
    fn a_digest_belongs_to_its_key_purpose_and_text() {
        let digest = keys(&[[1; 32]]).digest("tries", "ada");
        assert_eq!(digest, keys(&[[1; 32]]).digest("tries", "ada"));
        assert_ne!(digest, keys(&[[2; 32]]).digest("tries", "ada"));
        assert_ne!(digest, keys(&[[1; 32]]).digest("triesa", "da"));
    }
}
