//! Signing in with a passkey: the device says who, and proves it.

use std::sync::Arc;

use redress_identity::passkeys::{Key, PasskeyError, Passkeys, Usage};
use redress_store::{Passkey, StoreError, Tx, find_passkey, note_passkey_use};

use super::ceremony::Ceremony;
use crate::App;
use crate::accounts::sessions::{Beginning, Session};
use crate::accounts::ways::SignedInWith;
use crate::error::AppError;
use crate::random::secret;

/// What a browser asks a device for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedPasskey {
    /// The options for the browser, as JSON.
    pub options: String,
    /// Comes back with the answer.
    pub ceremony: String,
}

impl App {
    /// Begins to sign somebody in with a passkey.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where passkeys cannot be used.
    pub async fn begin_passkey_sign_in(&self) -> Result<AskedPasskey, AppError> {
        let begun = passkeys(&self.elsewhere().passkeys)?.begin_signing_in().map_err(unreadable)?;
        let (secret, _) = secret()?;
        self.keep_ceremony(&secret, &Ceremony::PasskeyAsked { state: begun.ceremony }).await?;
        Ok(AskedPasskey { options: begun.options, ceremony: secret })
    }

    /// Lets somebody in with what their device answered. `None` where it is not believed, the passkey is not known, or the account
    /// has ended: which, is not said.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where passkeys cannot be used; faults.
    pub async fn finish_passkey_sign_in(
        &self,
        ceremony: &str,
        answer: String,
        browser: &str,
    ) -> Result<Option<Session>, AppError> {
        let session = self.session_of_passkey(ceremony, answer, browser).await?;
        match &session {
            Some(_) => tracing::info!("a sign-in with a passkey was right"),
            None => tracing::warn!("a sign-in with a passkey was wrong"),
        }
        Ok(session)
    }

    async fn session_of_passkey(
        &self,
        ceremony: &str,
        answer: String,
        browser: &str,
    ) -> Result<Option<Session>, AppError> {
        let elsewhere = Arc::clone(self.elsewhere());
        let claimed = passkeys(&elsewhere.passkeys)?.claimed(&answer);
        let Some(Ceremony::PasskeyAsked { state }) = self.take_ceremony(ceremony).await? else { return Ok(None) };
        let Ok(claimed) = claimed else { return Ok(None) };
        let (cache, now) = (self.cache(), self.now());
        let beginning = Beginning::new(now, SignedInWith::Passkey, browser)?;
        let work = move |tx: &mut Tx<'_>| {
            let found = find_passkey(tx, &claimed.credential_id)?;
            let Some(passkey) = found.filter(|passkey| passkey.user_handle == claimed.handle) else { return Ok(None) };
            let passkeys = passkeys(&elsewhere.passkeys)?;
            let usage = match passkeys.finish_signing_in(&state, &answer, &key(&passkey)) {
                Ok(usage) => usage,
                Err(PasskeyError::Kept) => return Err(unreadable(PasskeyError::Kept)),
                Err(error) => {
                    if error == (PasskeyError::NotBelieved { copied: true }) {
                        tracing::warn!("a passkey may have been copied: it counts less than before");
                    }
                    return Ok(None);
                }
            };
            note_passkey_use(tx, &passkey.credential_id, usage.counter, usage.backed_up, now)?;
            let settings = cache.get(tx, &passkey.organisation_id)?;
            Ok(beginning.begin(tx, &settings, &passkey.user)?)
        };
        self.write(work).await
    }
}

pub(super) fn passkeys(passkeys: &Option<Passkeys>) -> Result<&Passkeys, AppError> {
    passkeys.as_ref().ok_or(AppError::NotFound { what: "passkey" })
}

pub(super) fn unreadable(error: PasskeyError) -> AppError {
    StoreError::inconsistent(error.to_string()).into()
}

fn key(passkey: &Passkey) -> Key {
    Key {
        credential_id: passkey.credential_id.clone(),
        text: passkey.public_key.clone(),
        usage: Usage { counter: passkey.sign_count, backed_up: passkey.backed_up },
    }
}
