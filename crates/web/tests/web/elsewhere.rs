//! Signing in with the organisation's own account and with passkeys, page by page.

use redress_app::{Elsewhere, Passkeys, Provider, ProviderSettings, Roles, SINGLE_SIGN_ON_BACK, SingleSignOn};
use redress_testkit::elsewhere::{Device, Provider as Server};
use serde_json::json;

use crate::browser::{Browser, Page};
use crate::house::{CHAIR, House, PASSWORD, STAFF};

const ADDRESS: &str = "https://complaints.example.org";

async fn house(server: &Server) -> House {
    let address = ADDRESS.parse().unwrap();
    let settings = ProviderSettings::new(&server.issuer, "redress", &address, SINGLE_SIGN_ON_BACK).unwrap();
    let provider = SingleSignOn {
        name: "Donnington account".to_owned(),
        organisation_id: "donnington".to_owned(),
        provider: Provider::new(settings),
        roles: Roles::Here,
    };
    House::new().await.with_elsewhere(Elsewhere {
        passkeys: Passkeys::at(&address),
        address: Some(address),
        provider: Some(provider),
    })
}

/// Leaves for the provider, which will vouch for `email`; the query to come back with.
async fn leave(house: &House, server: &Server, browser: &mut Browser, email: &str) -> String {
    let href = browser.get("/sign-in?next=/people").await.attributes("a[href*='elsewhere']", "href").remove(0);
    let sent = browser.get(&href).await.location();
    let parameter = |name: &str| sent.split(&format!("{name}=")).nth(1).unwrap().split('&').next().unwrap().to_owned();
    let now = house.app.now().as_micros() / 1_000_000;
    server.gives_token(&server.signer.sign(&json!({
        "iss": server.issuer, "aud": "redress", "sub": email, "exp": now + 60, "iat": now, "nonce": parameter("nonce"),
        "email": email, "email_verified": true, "name": "Somebody",
    })));
    format!("?code=good&state={}", parameter("state"))
}

async fn back(browser: &mut Browser, query: &str) -> Page {
    browser.get(&format!("{SINGLE_SIGN_ON_BACK}{query}")).await
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_comes_back_to_the_page_they_wanted_with_a_session_of_their_own() {
    let server = Server::start();
    let house = house(&server).await;
    let mut browser = house.browser(CHAIR).await;
    let before = browser.get("/account/sessions").await.status;
    assert_eq!(before, 200);
    let query = leave(&house, &server, &mut browser, STAFF).await;
    assert_eq!(back(&mut browser, &query).await.location(), "/people");
    assert!(browser.get("/people").await.texts("header").join(" ").contains("Asha Staff"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_not_let_in_is_told_the_same_whatever_it_was() {
    let server = Server::start();
    let house = house(&server).await;
    let mut told = Vec::new();
    let mut browser = house.visitor();
    let query = leave(&house, &server, &mut browser, "nobody@example.org").await;
    told.push(back(&mut browser, &query).await);
    let query = leave(&house, &server, &mut browser, STAFF).await;
    // In another browser than the one that was sent.
    told.push(back(&mut house.visitor(), &query).await);
    told.push(back(&mut browser, &query.replace("state=", "state=x")).await);
    for made_up in ["", "?error=access_denied", "?code=good", "?code=good&state=a&state=b"] {
        told.push(back(&mut browser, made_up).await);
    }
    for page in told {
        assert_eq!(page.status, 403);
        assert_eq!(page.texts("h1"), ["You are not signed in"]);
        assert!(page.words().contains("ask whoever keeps the accounts here"), "{}", page.words());
    }
    assert_eq!(browser.get("/cases").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_provider_that_is_down_is_said_to_be_and_what_is_not_set_up_is_not_offered() {
    let server = Server::start();
    server.answers("/.well-known/openid-configuration", 500, "");
    let page = house(&server).await.visitor().get("/sign-in/elsewhere").await;
    assert_eq!(page.status, 503);
    assert!(page.words().contains("cannot be reached"), "{}", page.words());
    let plain = House::new().await;
    let mut browser = plain.visitor();
    assert!(!browser.get("/sign-in").await.words().contains("passkey"));
    for path in ["/sign-in/elsewhere", "/sign-in/elsewhere/back?code=a&state=b", "/sign-in/passkey"] {
        let status = browser.get(path).await.status;
        assert!(status == 404 || status == 403, "{path}: {status}");
    }
    let page = plain.browser(STAFF).await.get("/account/passkeys").await;
    assert!(page.words().contains("has to set the address"), "{}", page.words());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_added_with_the_password_and_opens_the_door_until_it_is_removed() {
    let server = Server::start();
    let house = house(&server).await;
    let mut phone = Device::new(ADDRESS, "complaints.example.org");
    let mut browser = house.browser(STAFF).await;
    for (password, status) in [("wrong horse", 422), (PASSWORD, 303)] {
        let page = browser.get("/account/passkeys").await;
        let options = page.attributes("form[data-passkey]", "data-passkey-options").remove(0);
        let form = page.form_to("/account/passkeys").with("name", "My <b>phone</b>").with("password", password);
        let answer = browser.post(&form.with("answer", &phone.create(&options))).await;
        assert_eq!(answer.status, status, "{}", answer.words());
    }
    let page = browser.get("/account/passkeys").await;
    assert_eq!(page.texts("main th[scope=row]"), ["My <b>phone</b>"]);

    let mut other = house.visitor();
    assert_eq!(sign_in(&mut other, &mut phone).await.location(), "/people");
    let removal = browser.get("/account/passkeys").await.form_to("/account/passkeys/1/removal");
    assert_eq!(browser.post(&removal).await.status, 303);
    assert_eq!(other.get("/people").await.status, 303, "a lost device is shut out at once");
    let refused = sign_in(&mut other, &mut phone).await;
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("does not sign you in here"), "{}", refused.words());
    assert_eq!(browser.post(&removal).await.status, 403, "the form is of the session before");
}

async fn sign_in(browser: &mut Browser, phone: &mut Device) -> Page {
    let page = browser.get("/sign-in/passkey?next=/people").await;
    let options = page.attributes("form[data-passkey]", "data-passkey-options").remove(0);
    let form = page.form_to("/sign-in/passkey").with("answer", &phone.get(&options));
    browser.post(&form).await
}
