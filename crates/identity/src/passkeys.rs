//! Passkeys: keys that a device makes and keeps for one address, and uses only after checking that its owner is there
//! (W3C Web Authentication).
//!
//! The key stays on the device and is found there without a name being typed; user verification is required, so that a passkey
//! counts as two factors. Origin, relying party, challenge, signature and counter are checked.

use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;
use webauthn_rs::prelude::{
    Credential, DiscoverableAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    Webauthn, WebauthnBuilder, WebauthnError,
};
use webauthn_rs_proto::ResidentKeyRequirement;

use crate::PublicAddress;

/// The ceremonies of one installation.
#[derive(Debug)]
pub struct Passkeys {
    webauthn: Webauthn,
}

/// A ceremony that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// For the browser: the options in the JSON form of Web Authentication.
    pub options: String,
    /// Stays here and serves once.
    pub ceremony: String,
}

/// A key as it is kept, and never changes: nothing in it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The device's name for it, unlike that of any other.
    pub credential_id: Vec<u8>,
    /// The public key and what was said of it when it was added, as text.
    pub text: String,
    pub usage: Usage,
}

/// What moves on each time a key is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// How often the device says it has signed; 0 where it does not count.
    pub counter: u32,
    /// Whether the device has put a copy elsewhere, for its owner's other devices.
    pub backed_up: bool,
}

/// Who and what an answer claims to be, before anything is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    pub handle: [u8; 16],
    pub credential_id: Vec<u8>,
}

/// Why a passkey is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// What came is not an answer to such a ceremony.
    #[error("what came from the browser could not be read")]
    Unreadable,
    /// Something in it does not hold; `copied` where the counter says that there is a second copy of the key.
    #[error("the passkey is not believed")]
    NotBelieved { copied: bool },
    /// What is kept here cannot be read.
    #[error("what is kept of a passkey cannot be read")]
    Kept,
}

impl Passkeys {
    /// For an address; none where it has no name, which passkeys are bound to.
    pub fn at(address: &PublicAddress) -> Option<Self> {
        let name = address.domain()?;
        let webauthn = WebauthnBuilder::new(name, address.url()).ok()?.rp_name("Redress").build().ok()?;
        Some(Self { webauthn })
    }

    /// Begins to add a key for somebody: `handle` is theirs for ever and says nothing about them. `known` are the keys they have, so
    /// that no device makes a second one.
    ///
    /// # Errors
    /// [`PasskeyError::Kept`].
    pub fn begin_adding(
        &self,
        handle: [u8; 16],
        email: &str,
        name: &str,
        known: &[Vec<u8>],
    ) -> Result<Begun, PasskeyError> {
        let known = known.to_vec();
        let handle = Uuid::from_bytes(handle);
        let begun = self.webauthn.start_passkey_registration(handle, email, name, Some(known));
        let (mut options, state) = begun.map_err(|_| PasskeyError::Kept)?;
        if let Some(selection) = &mut options.public_key.authenticator_selection {
            selection.require_resident_key = true;
            selection.resident_key = Some(ResidentKeyRequirement::Required);
        }
        Ok(Begun { options: text(&options)?, ceremony: text(&state)? })
    }

    /// Ends it, with the browser's answer.
    ///
    /// # Errors
    /// [`PasskeyError`].
    pub fn finish_adding(&self, ceremony: &str, answer: &str) -> Result<Key, PasskeyError> {
        let state: PasskeyRegistration = kept(ceremony)?;
        let answer: RegisterPublicKeyCredential = sent(answer)?;
        let passkey = self.webauthn.finish_passkey_registration(&answer, &state).map_err(not_believed)?;
        let credential = Credential::from(passkey);
        let usage = Usage { counter: credential.counter, backed_up: credential.backup_state };
        Ok(Key { credential_id: credential.cred_id.to_vec(), text: text(&credential)?, usage })
    }

    /// Begins to sign somebody in: who, their device will say.
    ///
    /// # Errors
    /// [`PasskeyError::Kept`].
    pub fn begin_signing_in(&self) -> Result<Begun, PasskeyError> {
        let begun = self.webauthn.start_discoverable_authentication();
        let (mut options, state) = begun.map_err(|_| PasskeyError::Kept)?;
        // A button was pressed for it: the browser is to ask at once, and not only in a field.
        options.mediation = None;
        Ok(Begun { options: text(&options)?, ceremony: text(&state)? })
    }

    /// Whose key an answer claims to be of, to find the one it is checked against.
    ///
    /// # Errors
    /// [`PasskeyError::Unreadable`].
    pub fn claimed(&self, answer: &str) -> Result<Claimed, PasskeyError> {
        let answer: PublicKeyCredential = sent(answer)?;
        let identified = self.webauthn.identify_discoverable_authentication(&answer);
        let (handle, credential) = identified.map_err(|_| PasskeyError::Unreadable)?;
        Ok(Claimed { handle: handle.into_bytes(), credential_id: credential.to_vec() })
    }

    /// Ends it, with the browser's answer and the key as kept: what moves on.
    ///
    /// # Errors
    /// [`PasskeyError`].
    pub fn finish_signing_in(&self, ceremony: &str, answer: &str, key: &Key) -> Result<Usage, PasskeyError> {
        let state: DiscoverableAuthentication = kept(ceremony)?;
        let mut credential: Credential = kept(&key.text)?;
        credential.counter = key.usage.counter;
        credential.backup_state = key.usage.backed_up;
        let answer: PublicKeyCredential = sent(answer)?;
        let done = self.webauthn.finish_discoverable_authentication_v2(&answer, state, &credential);
        let done = done.map_err(not_believed)?;
        if !done.user_verified() {
            return Err(PasskeyError::NotBelieved { copied: false });
        }
        Ok(Usage { counter: done.counter().max(key.usage.counter), backed_up: done.backup_state() })
    }
}

fn not_believed(error: WebauthnError) -> PasskeyError {
    PasskeyError::NotBelieved { copied: matches!(error, WebauthnError::CredentialPossibleCompromise) }
}

fn text(value: &impl Serialize) -> Result<String, PasskeyError> {
    serde_json::to_string(value).map_err(|_| PasskeyError::Kept)
}

fn kept<T: DeserializeOwned>(text: &str) -> Result<T, PasskeyError> {
    serde_json::from_str(text).map_err(|_| PasskeyError::Kept)
}

fn sent<T: DeserializeOwned>(text: &str) -> Result<T, PasskeyError> {
    serde_json::from_str(text).map_err(|_| PasskeyError::Unreadable)
}
