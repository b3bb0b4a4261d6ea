//! What has begun and waits for an answer from elsewhere.

use redress_domain::staff::UserId;
use redress_domain::time::Instant;
use redress_identity::provider;
use redress_store::{StoreError, Tx, add_ceremony, take_ceremony};
use serde::{Deserialize, Serialize};

use crate::App;
use crate::error::AppError;
use crate::random::digest_of;

/// Minutes that somebody has for it: time to find a phone, or to type a code at the provider.
const MINUTES: i64 = 10;

/// One of them, with what has to be known when the answer comes.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Ceremony {
    /// Somebody is at the provider; `next` is the page they wanted.
    AtProvider { ceremony: provider::Ceremony, next: String },
    /// Somebody looks for the device with their passkey.
    PasskeyAsked { state: String },
    /// Somebody who is signed in adds a passkey.
    PasskeyAdded { organisation_id: String, user: UserId, handle: [u8; 16], state: String },
}

impl App {
    /// Keeps it under a secret that comes back with the answer.
    pub(super) async fn keep_ceremony(&self, secret: &str, ceremony: &Ceremony) -> Result<(), AppError> {
        let (digest, now) = (digest_of(secret), self.now());
        let expires_at = Instant::from_micros(now.as_micros().saturating_add(MINUTES * 60_000_000));
        let state = serde_json::to_string(ceremony).map_err(|error| StoreError::inconsistent(error.to_string()))?;
        self.write(move |tx| Ok(add_ceremony(tx, &digest, &state, now, expires_at)?)).await
    }

    /// Takes it, once and for all. `None` where there is none of that secret, or no longer.
    pub(super) async fn take_ceremony(&self, secret: &str) -> Result<Option<Ceremony>, AppError> {
        let (digest, now) = (digest_of(secret), self.now());
        let work = move |tx: &mut Tx<'_>| take_ceremony(tx, &digest, now).map_err(AppError::from);
        let Some(state) = self.write(work).await? else { return Ok(None) };
        let read = serde_json::from_str(&state).map_err(|error| StoreError::inconsistent(error.to_string()));
        Ok(Some(read?))
    }
}
