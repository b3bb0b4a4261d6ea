//! Going to the organisation's own sign-in, and coming back.

use std::sync::Arc;

use redress_domain::time::Instant;
use redress_identity::provider::{Answer, Begun, Provider, ProviderError, Vouched};
use redress_store::{StoreError, Tx};
use tokio::sync::Semaphore;

use super::SingleSignOn;
use super::arrival::{NotLetIn, Proof};
use super::ceremony::Ceremony;
use crate::App;
use crate::accounts::record::Recording;
use crate::accounts::sessions::{Beginning, Session};
use crate::accounts::ways::SignedInWith;
use crate::error::AppError;

/// Calls to the provider under way at once. Nobody waits for room: one that answers slowly holds up no other request.
const CALLS: usize = 16;

/// Where somebody's browser is sent, and what it brings back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToProvider {
    pub address: String,
    /// Kept by the browser as well: an answer counts only in the browser it was asked with.
    pub state: String,
}

/// What comes of somebody who comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    SignedIn {
        session: Session,
        /// The page they wanted.
        next: String,
    },
    /// For whatever reason: the log has it, the browser is not told.
    NotLetIn,
    /// The provider does not answer.
    Down,
}

impl App {
    /// Sends somebody to the provider, to come back for the page `next`. `None` where it does not answer.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no provider.
    pub async fn begin_single_sign_on(&self, next: &str) -> Result<Option<ToProvider>, AppError> {
        let now = seconds(self.now());
        let begun = match self.ask_provider(move |provider| provider.begin(now)).await? {
            Ok(begun) => begun,
            Err(error) => {
                tracing::warn!(%error, "nobody can be sent to single sign-on");
                return Ok(None);
            }
        };
        let Begun { address, state, ceremony } = begun;
        self.keep_ceremony(&state, &Ceremony::AtProvider { ceremony, next: next.to_owned() }).await?;
        Ok(Some(ToProvider { address, state }))
    }

    /// Lets somebody in who comes back with the provider's answer, where it is believed and they may come in.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where there is no provider; faults.
    pub async fn finish_single_sign_on(&self, state: &str, answer: Answer, browser: &str) -> Result<Arrival, AppError> {
        let Some(Ceremony::AtProvider { ceremony, next }) = self.take_ceremony(state).await? else {
            tracing::warn!("single sign-on refused: nobody was sent there with this state, or too long ago");
            return Ok(Arrival::NotLetIn);
        };
        let now = seconds(self.now());
        let vouched = self.ask_provider(move |provider| provider.finish(ceremony, &answer, now)).await?;
        let vouched = match vouched {
            Ok(vouched) => vouched,
            Err(error @ ProviderError::Unusable(_)) => {
                tracing::warn!(%error, "single sign-on cannot be finished");
                return Ok(Arrival::Down);
            }
            Err(ProviderError::NotBelieved(doubt)) => {
                tracing::warn!(doubt = doubt.code(), "single sign-on refused: the answer is not believed");
                return Ok(Arrival::NotLetIn);
            }
        };
        Ok(match self.arrive(vouched, browser).await? {
            Ok(session) => {
                tracing::info!("a sign-in by single sign-on was right");
                Arrival::SignedIn { session, next }
            }
            Err(why) => {
                tracing::warn!(
                    why = why.code(),
                    "single sign-on refused: the provider vouches for somebody who may not come in"
                );
                Arrival::NotLetIn
            }
        })
    }

    /// Finds or makes the account of somebody the provider vouches for, and begins a session.
    async fn arrive(&self, vouched: Vouched, browser: &str) -> Result<Result<Session, NotLetIn>, AppError> {
        let (elsewhere, cache, now) = (Arc::clone(self.elsewhere()), self.cache(), self.now());
        let proof = Proof { vouched, recordings: Recording::several(now)? };
        let beginning = Beginning::new(now, SignedInWith::SingleSignOn, browser)?;
        let work = move |tx: &mut Tx<'_>| {
            let provider = elsewhere.provider.as_ref().ok_or(missing())?;
            tx.head(&provider.organisation_id)?;
            let user = match proof.account(tx, &cache, provider)? {
                Ok(user) => user,
                Err(why) => return Ok(Err(why)),
            };
            let settings = cache.get(tx, &provider.organisation_id)?;
            Ok(beginning.begin(tx, &settings, &user)?.ok_or(NotLetIn::NoRole))
        };
        self.write(work).await
    }

    /// Asks the provider, off the threads that answer requests.
    async fn ask_provider<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Provider) -> Result<T, ProviderError> + Send + 'static,
    ) -> Result<Result<T, ProviderError>, AppError> {
        static ROOM: Semaphore = Semaphore::const_new(CALLS);
        let elsewhere = Arc::clone(self.elsewhere());
        if elsewhere.provider.is_none() {
            return Err(missing());
        }
        let stopped = |what: String| AppError::Fault(StoreError::unavailable(what));
        let Ok(room) = ROOM.try_acquire() else {
            return Ok(Err(ProviderError::Unusable("too many are asking it at once".to_owned())));
        };
        let work = move || {
            // Held by the work itself, which goes on when whoever asked has gone.
            let _room = room;
            elsewhere.provider.as_ref().map(|SingleSignOn { provider, .. }| ask(provider)).ok_or(missing())
        };
        tokio::task::spawn_blocking(work).await.map_err(|error| stopped(error.to_string()))?
    }
}

fn missing() -> AppError {
    AppError::NotFound { what: "single sign-on" }
}

fn seconds(at: Instant) -> i64 {
    at.as_micros().div_euclid(1_000_000)
}
