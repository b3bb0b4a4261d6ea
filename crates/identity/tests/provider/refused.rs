//! What is not believed, each with the one thing that is wrong (OpenID Connect Core 3.1.3.7; RFC 9700).

use redress_identity::provider::{Answer, Doubt, Provider, ProviderError, ProviderSettings};
use redress_testkit::elsewhere::{Provider as Server, Signer, unsigned, with_secret};
use serde_json::{Value, json};

use crate::world::{NOW, SECRET, claims, client_of, code, doubt, settings, there_and_back, unusable};

#[test]
fn each_claim_that_is_wrong_is_noticed() {
    let server = Server::start();
    let wrong: [(&str, Value, Doubt); 11] = [
        ("iss", json!("https://other.example.org"), Doubt::Issuer),
        ("iss", json!(format!("{}/", server.issuer)), Doubt::Issuer),
        ("aud", json!("other-client"), Doubt::Audience),
        ("aud", json!(["redress", "other-client"]), Doubt::Audience),
        ("azp", json!("other-client"), Doubt::Audience),
        ("exp", json!(NOW - 61), Doubt::Time),
        ("iat", json!(NOW - 601), Doubt::Time),
        ("iat", json!(NOW + 61), Doubt::Time),
        ("nonce", json!("of another sign-in"), Doubt::Nonce),
        ("nonce", json!(null), Doubt::Nonce),
        ("at_hash", json!("AAAAAAAAAAAAAAAAAAAAAA"), Doubt::Token),
    ];
    for (claim, value, expected) in wrong {
        let told = format!("{claim} {value}");
        let result = there_and_back(&server, &client_of(&server), |claims| claims[claim] = value);
        assert_eq!(doubt(result), expected, "{told}");
    }
}

#[test]
fn a_token_that_the_provider_did_not_sign_is_noticed() {
    let server = Server::start();
    let stranger = Signer::p256("one");
    let unknown = Signer::p256("two");
    type Make<'a> = Box<dyn Fn(&Value) -> String + 'a>;
    let tokens: [(Make<'_>, Doubt); 5] = [
        (Box::new(unsigned), Doubt::Algorithm),
        (Box::new(|claims| with_secret(claims, SECRET)), Doubt::Algorithm),
        (Box::new(|claims| stranger.sign(claims)), Doubt::Signature),
        (Box::new(|claims| unknown.sign(claims)), Doubt::Key),
        (
            Box::new(|claims| {
                let signed = server.signer.sign(claims);
                let mut other = claims.clone();
                other["sub"] = json!("u-2");
                let other = server.signer.sign(&other);
                let [mut ours, theirs] = [&signed, &other].map(|token| token.split('.').collect::<Vec<_>>());
                ours[1] = theirs[1];
                ours.join(".")
            }),
            Doubt::Signature,
        ),
    ];
    for (number, (make, expected)) in tokens.into_iter().enumerate() {
        let provider = client_of(&server);
        let begun = provider.begin(NOW).unwrap();
        server.gives_token(&make(&claims(&server, &begun)));
        assert_eq!(doubt(provider.finish(begun.ceremony, &code("good"), NOW)), expected, "token {number}");
    }
}

#[test]
fn a_code_that_was_used_is_told_apart_from_a_provider_that_is_down() {
    let server = Server::start();
    let provider = client_of(&server);
    server.answers("/token", 400, r#"{"error": "invalid_grant", "error_description": "used already"}"#);
    assert_eq!(doubt(provider.finish(provider.begin(NOW).unwrap().ceremony, &code("used"), NOW)), Doubt::Code);
    server.answers("/token", 401, r#"{"error": "invalid_client"}"#);
    let told = unusable(provider.finish(provider.begin(NOW).unwrap().ceremony, &code("good"), NOW));
    assert!(told.contains("invalid_client") && !told.contains("good"), "{told}");
}

#[test]
fn an_answer_of_another_provider_is_not_taken_to_this_one() {
    let server = Server::start();
    let provider = client_of(&server);
    let from = |issuer: &str| Answer { code: "good".to_owned(), issuer: Some(issuer.to_owned()) };
    let begun = provider.begin(NOW).unwrap();
    assert_eq!(doubt(provider.finish(begun.ceremony, &from("https://evil.example.org"), NOW)), Doubt::Issuer);
    assert_eq!(server.asked("POST /token").len(), 0, "the code went to a provider that it is not of");
    server.says(&json!({"authorization_response_iss_parameter_supported": true}));
    let provider = client_of(&server);
    assert_eq!(doubt(provider.finish(provider.begin(NOW).unwrap().ceremony, &code("good"), NOW)), Doubt::Issuer);
}

#[test]
fn what_is_said_about_somebody_else_is_not_taken() {
    let server = Server::start();
    server.answers("/me", 200, &json!({"sub": "u-2", "email": "bob@example.org", "email_verified": true}).to_string());
    let result = there_and_back(&server, &client_of(&server), |claims| {
        claims.as_object_mut().unwrap().remove("email");
    });
    assert_eq!(doubt(result), Doubt::Subject);
}

#[test]
fn an_address_verified_elsewhere_does_not_verify_that_of_the_token() {
    let server = Server::start();
    let info = json!({"sub": "u-1", "email": "bob@example.org", "email_verified": true, "name": "Ada"});
    server.answers("/me", 200, &info.to_string());
    let vouched = there_and_back(&server, &client_of(&server), |claims| {
        claims["email"] = json!("victim@example.org");
        claims["email_verified"] = json!(false);
        claims.as_object_mut().unwrap().remove("name");
    });
    assert_eq!(vouched.unwrap().verified_email, None);
}

#[test]
fn a_provider_that_names_itself_otherwise_or_leads_elsewhere_is_not_used() {
    let server = Server::start();
    let told = |server: &Server| match client_of(server).begin(NOW) {
        Err(ProviderError::Unusable(what)) => what,
        other => panic!("used: {other:?}"),
    };
    server.says(&json!({"issuer": "https://other.example.org"}));
    assert!(told(&server).contains("issuer"), "{}", told(&server));
    server.says(&json!({"jwks_uri": "http://169.254.169.254/keys"}));
    assert!(told(&server).contains("169.254.169.254"));
    server.says(&json!({"authorization_endpoint": "http://example.org/authorize"}));
    assert!(told(&server).contains("TLS"));
    server.answers("/.well-known/openid-configuration", 302, &format!("{}/keys", server.issuer));
    assert!(told(&server).contains("302"));
    server.answers("/.well-known/openid-configuration", 200, &" ".repeat(600 * 1024));
    assert!(told(&server).contains("bytes"));
}

#[test]
fn nothing_listens_is_said_so_and_settings_that_cannot_work_are_refused() {
    let address = "https://complaints.example.org".parse().unwrap();
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nobody = ProviderSettings::new(&format!("http://{closed}"), "redress", &address, "/back").unwrap();
    assert!(matches!(Provider::new(nobody).begin(NOW), Err(ProviderError::Unusable(_))));
    for issuer in ["", "id.example.org", "http://id.example.org", "https://id.example.org/?a=b", "ftp://id.example.org"]
    {
        assert!(ProviderSettings::new(issuer, "redress", &address, "/back").is_err(), "{issuer}");
    }
    assert!(!format!("{:?}", settings(&Server::start())).contains(SECRET));
}
