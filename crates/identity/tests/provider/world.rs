//! Going to the provider and back.

use std::collections::HashMap;

use redress_identity::provider::{Answer, Begun, Doubt, Provider, ProviderError, ProviderSettings, Vouched};
use redress_testkit::elsewhere::{Provider as Server, base64url};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The time of every test, in seconds of the Unix epoch.
pub const NOW: i64 = 1_800_000_000;
pub const SECRET: &str = "a secret with spaces & signs: %";

pub fn settings(server: &Server) -> ProviderSettings {
    let address = "http://localhost:8080".parse().unwrap();
    let settings = ProviderSettings::new(&server.issuer, "redress", &address, "/sign-in/elsewhere/back").unwrap();
    settings.with_secret(Some(SECRET.to_owned())).with_roles_claim(Some("groups".to_owned()), Vec::new())
}

pub fn client_of(server: &Server) -> Provider {
    Provider::new(settings(server))
}

/// Claims that everything is right with.
pub fn claims(server: &Server, begun: &Begun) -> Value {
    json!({
        "iss": server.issuer, "aud": "redress", "sub": "u-1", "exp": NOW + 300, "iat": NOW,
        "nonce": query(&begun.address)["nonce"],
        "email": "Ada@Example.org", "email_verified": true, "name": "Ada King", "groups": ["handlers", "staff"],
    })
}

/// Goes there and back with claims changed by `change`.
pub fn there_and_back(
    server: &Server,
    provider: &Provider,
    change: impl FnOnce(&mut Value),
) -> Result<Vouched, ProviderError> {
    let begun = provider.begin(NOW).unwrap();
    let mut claims = claims(server, &begun);
    change(&mut claims);
    server.gives_token(&server.signer.sign(&claims));
    provider.finish(begun.ceremony, &code("good"), NOW)
}

pub fn code(code: &str) -> Answer {
    Answer { code: code.to_owned(), issuer: None }
}

pub fn doubt(result: Result<Vouched, ProviderError>) -> Doubt {
    match result {
        Err(ProviderError::NotBelieved(doubt)) => doubt,
        other => panic!("believed, or not asked: {other:?}"),
    }
}

pub fn unusable(result: Result<Vouched, ProviderError>) -> String {
    match result {
        Err(ProviderError::Unusable(what)) => what,
        other => panic!("usable: {other:?}"),
    }
}

pub fn query(address: &str) -> HashMap<String, String> {
    url::Url::parse(address).unwrap().query_pairs().into_owned().collect()
}

pub fn challenge_of(verifier: &str) -> String {
    base64url(Sha256::digest(verifier))
}
