//! Signing in, being sent back, signing out.

use redress_web::{DemoUser, WebSettings};

use crate::house::{House, STAFF};

#[tokio::test]
async fn whoever_is_not_signed_in_is_sent_to_sign_in_and_back() {
    let house = House::new().await;
    let mut browser = house.visitor();
    let sent = browser.get("/cases?show=late&q=a%20b").await;
    assert_eq!(sent.status, 303);
    let form = browser.get(&sent.location()).await.form().with("email", STAFF).with("password", crate::house::PASSWORD);
    assert_eq!(browser.post(&form).await.location(), "/cases?show=late&q=a%20b");
}

#[tokio::test]
async fn a_wrong_password_says_no_more_than_that() {
    let house = House::new().await;
    let mut browser = house.visitor();
    for email in [STAFF, "nobody@example.org"] {
        let form = browser.get("/sign-in").await.form().with("email", email).with("password", "wrong horse");
        let page = browser.post(&form).await;
        assert_eq!(page.status, 422);
        assert_eq!(page.texts(".govuk-error-summary li"), ["The email address or the password is wrong."]);
        assert!(page.texts("title")[0].starts_with("Error: Sign in"));
        assert_eq!(page.form().get("email"), Some(email));
        assert_eq!(page.form().get("password"), Some(""), "a password is never sent back");
    }
    assert_eq!(browser.get("/cases").await.status, 303);
}

#[tokio::test]
async fn too_many_tries_wait() {
    let house = House::new().await;
    let mut browser = house.visitor();
    let form = browser.get("/sign-in").await.form().with("email", STAFF).with("password", "wrong horse");
    let mut last = browser.post(&form).await;
    for _ in 0..10 {
        last = browser.post(&form).await;
    }
    assert_eq!(last.status, 429);
    assert!(last.words().contains("Too many wrong tries. Try again in"), "{}", last.words());
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let house = House::new().await;
    let mut browser = house.browser(STAFF).await;
    let page = browser.get("/cases").await;
    assert!(page.texts("header").join(" ").contains("Asha Staff"));
    let csrf = page.attributes("header input[name=csrf]", "value").remove(0);
    let form = browser.get("/cases/new").await.form().with("csrf", &csrf).to("/sign-out");
    let page = browser.submit(&form).await;
    assert_eq!(page.texts(".moj-alert"), ["You are signed out."]);
    assert_eq!(browser.get("/cases").await.status, 303);
}

#[tokio::test]
async fn the_demonstration_says_who_one_can_be() {
    let person = DemoUser {
        organisation: "Donnington".to_owned(),
        name: "Tom <b>".to_owned(),
        role: "Trustee".to_owned(),
        email: "tom+1@example.org".to_owned(),
        password: "secret".to_owned(),
    };
    let house = House::empty(WebSettings { demo_hint: Some(vec![person]), setup_token: None });
    let mut browser = house.visitor();
    let page = browser.get("/sign-in").await;
    assert_eq!(page.texts("td").join("|"), "Trustee|Donnington|tom+1@example.org|secret");
    let href = page.attributes("td a", "href").remove(0);
    assert_eq!(browser.get(&href).await.form().get("email"), Some("tom+1@example.org"));
    assert!(!page.text.contains("Tom <b>"), "names are escaped");
}
