//! Reading the ID token: whose it is, for whom, when, in answer to what, and signed by whom (OpenID Connect Core 3.1.3.7).

use chrono::{DateTime, Utc};
use openidconnect::core::CoreJwsSigningAlgorithm;
use openidconnect::{AccessTokenHash, Nonce, OAuth2TokenResponse, SignatureVerificationError, TokenResponse};

use super::claims::IdClaims;
use super::client::{Client, TokenAnswer};
use super::{Doubt, ProviderError, ProviderSettings};

/// How far the provider's clock may be from ours, in seconds.
const SKEW: i64 = 60;
/// How long ago a token may have been made, in seconds: it was made for this very moment.
const AGE: i64 = 600;

/// Signatures with a key of the provider's own. `none` is not among them, nor are those with a shared secret.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The claims of the ID token, once every check has passed.
pub(super) fn read(
    client: &Client,
    settings: &ProviderSettings,
    tokens: &TokenAnswer,
    nonce: &Nonce,
    now: i64,
) -> Result<IdClaims, ProviderError> {
    let token = tokens.id_token().ok_or(Doubt::Token)?;
    let borne = move || instant(now.saturating_sub(SKEW));
    let verifier = client.id_token_verifier().set_allowed_algs(ALGORITHMS).set_time_fn(borne);
    let verifier = verifier.set_issue_time_verifier_fn(move |at| made_lately(at, now));
    let claims = token.claims(&verifier, nonce).map_err(Doubt::from)?;
    if claims.authorized_party().is_some_and(|party| **party != *settings.client_id) {
        return Err(Doubt::Audience.into());
    }
    if let Some(expected) = claims.access_token_hash() {
        let (algorithm, key) = token
            .signing_alg()
            .and_then(|algorithm| Ok((algorithm, token.signing_key(&verifier)?)))
            .map_err(|error: SignatureVerificationError| Doubt::from(error))?;
        let found = AccessTokenHash::from_token(tokens.access_token(), algorithm, key).map_err(|_| Doubt::Token)?;
        if found != *expected {
            return Err(Doubt::Token.into());
        }
    }
    Ok(claims.clone())
}

fn made_lately(at: DateTime<Utc>, now: i64) -> Result<(), String> {
    let ago = now.saturating_sub(at.timestamp());
    if (-SKEW..=AGE).contains(&ago) { Ok(()) } else { Err("it was not made for this moment".to_owned()) }
}

fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::<Utc>::MAX_UTC)
}
