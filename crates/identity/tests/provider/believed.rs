//! What is believed.

use redress_identity::provider::Provider;
use redress_testkit::elsewhere::{Provider as Server, Signer, base64url};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::world::{NOW, SECRET, challenge_of, claims, client_of, code, query, settings, there_and_back, unusable};

#[test]
fn somebody_the_provider_vouches_for_is_known_by_its_number_for_them() {
    for signer in [Signer::p256("one"), Signer::ed25519("two")] {
        let server = Server::with_key(signer);
        let vouched = there_and_back(&server, &client_of(&server), |_| {}).unwrap();
        assert_eq!(vouched.subject, "u-1");
        assert_eq!(vouched.verified_email.as_deref(), Some("ada@example.org"));
        assert_eq!(vouched.name.as_deref(), Some("Ada King"));
        assert_eq!(vouched.groups, ["handlers", "staff"]);
    }
}

#[test]
fn the_browser_takes_no_secret_along_and_the_code_is_bound_to_us() {
    let server = Server::start();
    let provider = client_of(&server);
    let begun = provider.begin(NOW).unwrap();
    let sent = query(&begun.address);
    assert_eq!(sent["response_type"], "code");
    assert_eq!(sent["client_id"], "redress");
    assert_eq!(sent["redirect_uri"], "http://localhost:8080/sign-in/elsewhere/back");
    assert_eq!(sent["state"], begun.state);
    assert_eq!(sent["code_challenge_method"], "S256");
    assert!(sent["scope"].split(' ').any(|scope| scope == "openid"));
    server.gives_token(&server.signer.sign(&claims(&server, &begun)));
    provider.finish(begun.ceremony, &code("good"), NOW).unwrap();
    let exchange = server.asked("POST /token").remove(0);
    let body = exchange.rsplit(' ').next().unwrap();
    let body = query(&format!("http://localhost/?{body}"));
    assert_eq!(challenge_of(&body["code_verifier"]), sent["code_challenge"]);
    // RFC 6749, section 2.3.1: each half is form-encoded before it goes into the header.
    let encoded: String = url::form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
    let basic = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, format!("redress:{encoded}"));
    assert!(exchange.contains(&format!("Basic {basic}")), "{exchange}");
    assert_ne!(provider.begin(NOW).unwrap().state, sent["state"]);
}

#[test]
fn what_the_token_leaves_out_is_asked_for() {
    let server = Server::start();
    let info =
        json!({"sub": "u-1", "email": "ada@example.org", "email_verified": true, "name": "Ada", "groups": "one"});
    server.answers("/me", 200, &info.to_string());
    let vouched = there_and_back(&server, &client_of(&server), |claims| {
        for left_out in ["email", "email_verified", "name", "groups"] {
            claims.as_object_mut().unwrap().remove(left_out);
        }
    });
    let vouched = vouched.unwrap();
    assert_eq!(vouched.verified_email.as_deref(), Some("ada@example.org"));
    assert_eq!(vouched.groups, ["one"]);
    assert!(server.asked("GET /me")[0].contains("Bearer access"));
}

#[test]
fn an_address_counts_only_when_it_is_verified() {
    let server = Server::start();
    for unverified in [json!(false), json!(null)] {
        let vouched = there_and_back(&server, &client_of(&server), |claims| claims["email_verified"] = unverified);
        assert_eq!(vouched.unwrap().verified_email, None);
    }
    let trusting = Provider::new(settings(&server).with_trusted_email(true));
    let vouched = there_and_back(&server, &trusting, |claims| claims["email_verified"] = json!(false));
    assert_eq!(vouched.unwrap().verified_email.as_deref(), Some("ada@example.org"));
}

#[test]
fn roles_may_stand_inside_another_claim() {
    let server = Server::start();
    let settings = settings(&server).with_roles_claim(Some("realm_access.roles".to_owned()), Vec::new());
    let provider = Provider::new(settings);
    let nested = json!({"roles": ["handler", 7, "panel"]});
    let vouched = there_and_back(&server, &provider, |claims| claims["realm_access"] = nested).unwrap();
    assert_eq!(vouched.groups, ["handler", "panel"]);
}

#[test]
fn a_new_key_is_asked_for_but_not_at_every_token() {
    let mut server = Server::start();
    let provider = client_of(&server);
    there_and_back(&server, &provider, |_| {}).unwrap();
    let keys_asked = |server: &Server| server.asked("GET /keys").len();
    assert_eq!(keys_asked(&server), 1);
    server.signer = Signer::p256("next");
    server.has_keys(&[server.signer.jwk()]);
    let begun = provider.begin(NOW + 60).unwrap();
    server.gives_token(&server.signer.sign(&claims(&server, &begun)));
    provider.finish(begun.ceremony, &code("good"), NOW + 60).unwrap();
    assert_eq!(keys_asked(&server), 2);
    server.signer = Signer::p256("made up");
    let begun = provider.begin(NOW + 61).unwrap();
    server.gives_token(&server.signer.sign(&claims(&server, &begun)));
    provider.finish(begun.ceremony, &code("good"), NOW + 61).unwrap_err();
    assert_eq!(keys_asked(&server), 2);
}

#[test]
fn clocks_may_differ_by_a_minute() {
    let server = Server::start();
    let provider = client_of(&server);
    there_and_back(&server, &provider, |claims| claims["exp"] = json!(NOW - 30)).unwrap();
    there_and_back(&server, &provider, |claims| claims["iat"] = json!(NOW + 30)).unwrap();
}

#[test]
fn the_access_token_is_the_one_the_id_token_was_given_with() {
    let server = Server::start();
    let half = |token: &str| {
        let digest = Sha256::digest(token);
        base64url(&digest[..16])
    };
    there_and_back(&server, &client_of(&server), |claims| claims["at_hash"] = json!(half("access"))).unwrap();
    there_and_back(&server, &client_of(&server), |claims| claims["at_hash"] = json!(half("other"))).unwrap_err();
}

#[test]
fn a_provider_that_is_down_is_told_apart_from_one_that_lies() {
    let server = Server::start();
    let provider = client_of(&server);
    let begun = provider.begin(NOW).unwrap();
    server.answers("/token", 503, "{}");
    assert!(unusable(provider.finish(begun.ceremony, &code("good"), NOW)).contains("token endpoint"));
}
