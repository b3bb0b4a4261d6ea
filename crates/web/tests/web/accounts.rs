//! Keeping accounts, links, the second step, sessions: as people meet them on the pages.

use redress_testkit::authenticator::code;

use crate::browser::{Browser, Form, Page};
use crate::house::{House, PASSWORD, STAFF};

const ADMIN: &str = "ada@example.org";
const NEW: &str = "marble otter lantern";

async fn kept() -> (House, Browser) {
    let house = House::new().await;
    house.add("Ada Min", ADMIN, &["administrator"]).await;
    let browser = house.browser(ADMIN).await;
    (house, browser)
}

/// The path of the link a page shows.
fn link_on(page: &Page) -> String {
    let text = page.texts("#link").remove(0);
    text[text.find("/link/").unwrap()..].to_owned()
}

fn key_on(page: &Page) -> String {
    page.texts("main strong.rd-mono").remove(0)
}

async fn sign_in(browser: &mut Browser, email: &str, password: &str) -> Page {
    let form = browser.get("/sign-in?next=/people").await.form().with("email", email).with("password", password);
    browser.post(&form).await
}

#[tokio::test]
async fn whoever_is_invited_chooses_a_password_once() {
    let (house, mut ada) = kept().await;
    let form = ada.get("/invitation").await.form();
    let refused = ada.post(&form.clone().with("email", "new@example.org")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.has("#name-error") && refused.has("#role-error"));
    let made = ada.post(&form.with("name", "Nell New").with("email", "new@example.org").with("role", "staff")).await;
    assert_eq!(made.status, 201);
    let link = link_on(&made);
    let mut nell = house.visitor();
    let page = nell.get(&link).await;
    assert_eq!(page.form().get("email"), Some("new@example.org"));
    let common = nell.post(&page.form().with("password", "password1")).await;
    assert_eq!(common.status, 422);
    assert!(common.has("#password-error") && common.form().get("password") == Some(""));
    let done = nell.submit(&page.form().with("password", NEW)).await;
    assert_eq!(done.texts(".moj-alert"), ["Your password is kept. Sign in with it."]);
    assert_eq!(sign_in(&mut nell, "new@example.org", NEW).await.location(), "/people");
    // Used and never made look alike.
    let (used, never) = (nell.get(&link).await, nell.get("/link/00").await);
    assert_eq!((used.status.as_u16(), never.status.as_u16()), (404, 404));
    assert_eq!(used.text, never.text);
    assert_eq!(nell.post(&page.form().with("password", NEW)).await.text, never.text);
}

#[tokio::test]
async fn accounts_are_there_for_administrators_alone() {
    let (house, mut ada) = kept().await;
    let page = ada.get("/accounts").await;
    assert!(page.words().contains("Asha Staff") && page.words().contains("Has a password"));
    let mut asha = house.browser(STAFF).await;
    for path in ["/accounts", "/accounts/tom", "/accounts/nobody", "/invitation", "/second-factor"] {
        assert_eq!(asha.get(path).await.status, 404, "{path}");
    }
    let csrf = asha.get("/account/password").await.form();
    for path in ["roles", "link", "end", "sign-out", "reopening", "second-factor/removal"] {
        let form = csrf.clone().emptied().to(&format!("/accounts/tom/{path}"));
        assert_eq!(asha.post(&form.with("role", "staff")).await.status, 404, "{path}");
    }
    assert!(!asha.get("/people").await.has("a[href='/accounts']"));
    assert!(ada.get("/people").await.has("a[href='/accounts']"));
}

#[tokio::test]
async fn roles_change_and_accounts_end_and_open_again() {
    let (house, mut ada) = kept().await;
    let mut asha = house.browser(STAFF).await;
    let form = ada.get("/accounts/asha").await.form_to("/accounts/asha/roles");
    assert_eq!(form.get("role"), Some("staff"));
    ada.submit(&form.with("role", "trustee")).await;
    assert_eq!(asha.get("/cases").await.status, 303, "signed out");
    let form = ada.get("/accounts/asha").await.form_to("/accounts/asha/end");
    let page = ada.submit(&form).await;
    assert!(page.words().contains("Ended") && page.has("form[action='/accounts/asha/reopening']"));
    assert_eq!(sign_in(&mut asha, STAFF, PASSWORD).await.status, 422);
    assert!(!ada.get("/people").await.words().contains("Asha Staff"));
    ada.submit(&page.form_to("/accounts/asha/reopening").with("role", "staff")).await;
    let form = ada.get("/accounts/ada").await.form_to("/accounts/ada/end");
    let last = ada.post(&form).await;
    assert_eq!(last.status, 422);
    assert!(last.words().contains("last administrator"));
}

#[tokio::test]
async fn whoever_keeps_the_accounts_signs_somebody_out_everywhere() {
    let (house, mut ada) = kept().await;
    let mut asha = house.browser(STAFF).await;
    assert_eq!(asha.get("/cases").await.status, 200);
    let form = ada.get("/accounts/asha").await.form_to("/accounts/asha/sign-out");
    let page = ada.submit(&form).await;
    assert!(page.words().contains("signed out everywhere"), "{}", page.words());
    assert_eq!(asha.get("/cases").await.status, 303);
    let own = ada.get("/accounts/ada").await.form_to("/accounts/ada/sign-out");
    assert_eq!(ada.post(&own).await.location(), "/sign-in");
    assert_eq!(ada.get("/accounts").await.status, 303);
}

#[tokio::test]
async fn the_second_step_is_set_up_asked_and_taken_off() {
    let (house, mut ada) = kept().await;
    let form = ada.get("/second-factor").await.form().with("role", "staff");
    ada.submit(&form).await;
    assert_eq!(ada.get("/second-factor").await.form().get("role"), Some("staff"));
    let mut asha = house.visitor();
    let step = sign_in(&mut asha, STAFF, PASSWORD).await.location();
    assert_eq!(step, "/sign-in/authenticator?next=%2Fpeople");
    assert_eq!(asha.get("/cases").await.status, 303, "nothing is open yet");
    let page = asha.get(&step).await;
    assert!(page.has("svg[role=img][aria-label]"));
    let key = key_on(&page);
    let wrong = asha.post(&page.form().with("code", "000000")).await;
    assert_eq!((wrong.status.as_u16(), key_on(&wrong)), (422, key.clone()));
    let codes = asha.post(&wrong.form().with("code", &code(&key, house.app.now()))).await;
    let recovery = codes.texts("#recovery-codes li");
    assert_eq!(recovery.len(), 10);
    assert_eq!(asha.get("/cases").await.status, 200);

    house.set_clock("2026-03-03T10:01");
    let mut other = house.visitor();
    let step = sign_in(&mut other, STAFF, PASSWORD).await.location();
    assert_eq!(step, "/sign-in/code?next=%2Fpeople");
    let form = other.get(&step).await.form();
    for method in ["GET", "POST"] {
        let setting_up = Form::sent_to("/sign-in/authenticator", &[("csrf", form.get("csrf").unwrap())]);
        let answer = match method {
            "GET" => other.get("/sign-in/authenticator").await,
            _ => other.post(&setting_up).await,
        };
        assert_eq!(answer.location(), "/sign-in/code", "a password alone replaces no authenticator");
    }
    assert_eq!(other.post(&form.clone().with("code", "123456")).await.status, 422);
    assert_eq!(other.post(&form.clone().with("csrf", "0").with("code", &recovery[0])).await.status, 403);
    let typed = code(&key, house.app.now());
    assert_eq!(other.post(&form.clone().with("code", &typed)).await.location(), "/people");
    assert_eq!(other.post(&form.with("code", &typed)).await.location(), "/sign-in");
    assert!(other.get("/account").await.words().contains("10 recovery codes left"));

    let form = ada.get("/accounts/asha").await.form_to("/accounts/asha/second-factor/removal");
    ada.submit(&form).await;
    assert_eq!(other.get("/cases").await.status, 303, "signed out");
    assert!(sign_in(&mut other, STAFF, PASSWORD).await.location().starts_with("/sign-in/authenticator"));
}

#[tokio::test]
async fn an_authenticator_is_set_up_with_the_password_at_hand() {
    let (house, _) = kept().await;
    let mut asha = house.browser(STAFF).await;
    let page = asha.get("/account/second-factor").await;
    let key = key_on(&page);
    let typed = code(&key, house.app.now());
    let wrong = asha.post(&page.form().with("code", &typed).with("password", "wrong horse")).await;
    assert!(wrong.has("#password-error"));
    let codes = asha.post(&page.form().with("code", &typed).with("password", PASSWORD)).await;
    assert_eq!(codes.texts("#recovery-codes li").len(), 10);
    let csrf = codes.attributes("header input[name=csrf]", "value").remove(0);
    assert_eq!(asha.get("/account").await.attributes("header input[name=csrf]", "value"), [csrf]);
}

#[tokio::test]
async fn sessions_are_seen_and_ended() {
    let (house, _) = kept().await;
    let (mut here, mut there) = (house.browser(STAFF).await, house.browser(STAFF).await);
    let page = here.get("/account/sessions").await;
    assert_eq!(page.texts("tbody tr").len(), 2);
    assert!(page.words().contains("This one"));
    let page = here.submit(&page.form_to("/account/sessions/end")).await;
    assert_eq!(page.texts("tbody tr").len(), 1);
    assert_eq!(there.get("/cases").await.status, 303);
    let mut there = house.browser(STAFF).await;
    let form = here.get("/account/sessions").await.form_to("/account/sessions/end-others");
    here.submit(&form).await;
    assert_eq!(there.get("/cases").await.status, 303);
    assert_eq!(here.get("/cases").await.status, 200);
}

#[tokio::test]
async fn a_changed_password_keeps_this_browser_and_no_other() {
    let (house, _) = kept().await;
    let (mut here, mut there) = (house.browser(STAFF).await, house.browser(STAFF).await);
    let form = here.get("/account/password").await.form().with("password", NEW);
    assert!(here.post(&form.clone().with("old_password", "wrong horse")).await.has("#old_password-error"));
    assert!(
        here.post(&form.clone().with("old_password", PASSWORD).with("password", "AshaStaff"))
            .await
            .has("#password-error")
    );
    here.submit(&form.with("old_password", PASSWORD)).await;
    assert_eq!(here.get("/cases").await.status, 200);
    assert_eq!(there.get("/cases").await.status, 303);
    assert_eq!(sign_in(&mut there, STAFF, PASSWORD).await.status, 422);
    assert_eq!(sign_in(&mut there, STAFF, NEW).await.status, 303);
}

#[tokio::test]
async fn nothing_tells_who_has_an_account() {
    let (house, _) = kept().await;
    let (mut one, mut two) = (house.visitor(), house.visitor());
    for _ in 0..12 {
        let known = sign_in(&mut one, STAFF, "wrong horse").await;
        let unknown = sign_in(&mut two, "none@example.org", "wrong horse").await;
        assert_eq!(known.status, unknown.status);
        assert_eq!(known.text.replace(STAFF, ""), unknown.text.replace("none@example.org", ""));
    }
}
