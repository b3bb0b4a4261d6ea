//! An OpenID Connect provider: sending somebody there, and believing, or not, what they come back with.
//!
//! Authorisation code flow with PKCE, state and nonce (OpenID Connect Core 1.0, RFC 7636, RFC 9207; ASVS 10).

mod claims;
mod client;
mod discovery;
mod error;
mod settings;
mod token;

use openidconnect::core::{CoreAuthenticationFlow, CoreErrorResponseType};
use openidconnect::{
    AuthorizationCode, CsrfToken, ErrorResponse, Nonce, PkceCodeChallenge, PkceCodeVerifier, RequestTokenError, Scope,
};
use serde::{Deserialize, Serialize};

use crate::outgoing::{CallError, Outgoing};
use client::{Client, TokenAnswer};
use discovery::Known;

pub use claims::Vouched;
pub use error::{Doubt, ProviderError};
pub use settings::{ProviderSettings, SettingsError};

/// A provider. It is asked nothing before somebody wants to sign in, so that one that is down stops nobody else.
#[derive(Debug)]
pub struct Provider {
    settings: ProviderSettings,
    outgoing: Outgoing,
    known: Known,
}

/// Somebody is on their way to the provider.
#[derive(Debug)]
pub struct Begun {
    /// Where to send their browser.
    pub address: String,
    /// Comes back with them; nobody else may know it.
    pub state: String,
    pub ceremony: Ceremony,
}

/// What stays here until they come back, and serves once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Ceremony {
    nonce: Nonce,
    verifier: String,
}

/// What they come back with, beside the state.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    pub code: String,
    /// The provider's name for itself (RFC 9207), where it gives one.
    pub issuer: Option<String>,
}

impl Provider {
    pub fn new(settings: ProviderSettings) -> Self {
        let outgoing = Outgoing::new(settings.issuer.url(), &settings.other_hosts, settings.private_network);
        Self { settings, outgoing, known: Known::default() }
    }

    /// Its name for itself; with the subject it names one person for ever.
    pub fn issuer(&self) -> &str {
        self.settings.issuer.as_str()
    }

    /// Begins, at a time in seconds of the Unix epoch.
    ///
    /// # Errors
    /// [`ProviderError::Unusable`] when it does not answer.
    pub fn begin(&self, now: i64) -> Result<Begun, ProviderError> {
        let client = self.client(now)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let code = CoreAuthenticationFlow::AuthorizationCode;
        let request = client.authorize_url(code, CsrfToken::new_random, Nonce::new_random);
        let scopes = ["email", "profile"].into_iter().chain(self.settings.scopes.iter().map(String::as_str));
        let request = request.add_scopes(scopes.map(|scope| Scope::new(scope.to_owned())));
        let (address, state, nonce) = request.set_pkce_challenge(challenge).url();
        let ceremony = Ceremony { nonce, verifier: verifier.into_secret() };
        Ok(Begun { address: address.into(), state: state.into_secret(), ceremony })
    }

    /// Who it vouches for. The caller has found the ceremony by the state, and has forgotten it already.
    ///
    /// # Errors
    /// [`ProviderError::Unusable`] when it does not answer, [`ProviderError::NotBelieved`] when a check fails.
    pub fn finish(&self, ceremony: Ceremony, answer: &Answer, now: i64) -> Result<Vouched, ProviderError> {
        let metadata = self.known.get(&self.settings, &self.outgoing, now)?;
        discovery::check_issuer(&metadata, answer.issuer.as_deref())?;
        let client = client::of(&self.settings, &metadata);
        let tokens = self.exchange(&client, answer, ceremony.verifier)?;
        let read = match token::read(&client, &self.settings, &tokens, &ceremony.nonce, now) {
            // It may have changed its keys since we asked for them.
            Err(ProviderError::NotBelieved(Doubt::Key)) if self.known.may_be_renewed(now) => {
                let metadata = self.known.renew(&self.settings, &self.outgoing, now)?;
                let client = client::of(&self.settings, &metadata);
                token::read(&client, &self.settings, &tokens, &ceremony.nonce, now)?
            }
            read => read?,
        };
        claims::complete(read, &client, &self.settings, &self.outgoing, &tokens)
    }

    fn client(&self, now: i64) -> Result<Client, ProviderError> {
        let metadata = self.known.get(&self.settings, &self.outgoing, now)?;
        Ok(client::of(&self.settings, &metadata))
    }

    /// Gives the code for tokens. A code serves once: the provider refuses it the second time.
    fn exchange(&self, client: &Client, answer: &Answer, verifier: String) -> Result<TokenAnswer, ProviderError> {
        let unusable = |what: String| ProviderError::Unusable(format!("its token endpoint: {what}"));
        let request = client.exchange_code(AuthorizationCode::new(answer.code.clone()));
        let request = request.map_err(|error| unusable(error.to_string()))?;
        let call = |request| self.outgoing.call(request);
        let answered = request.set_pkce_verifier(PkceCodeVerifier::new(verifier)).request(&call);
        answered.map_err(|error: RequestTokenError<CallError, _>| match error {
            RequestTokenError::ServerResponse(told) if *told.error() == CoreErrorResponseType::InvalidGrant => {
                ProviderError::NotBelieved(Doubt::Code)
            }
            RequestTokenError::ServerResponse(told) => unusable(format!("it refused us: {}", code_of(&told))),
            RequestTokenError::Request(error) => unusable(error.to_string()),
            RequestTokenError::Parse(..) => unusable("its answer could not be read".to_owned()),
            RequestTokenError::Other(what) => unusable(what),
        })
    }
}

/// The error's name alone: what it says beside may hold what we sent.
fn code_of<E: ErrorResponse + serde::Serialize>(told: &E) -> String {
    let value = serde_json::to_value(told).unwrap_or_default();
    value.get("error").and_then(|code| code.as_str()).unwrap_or("unknown").chars().take(60).collect()
}
