//! The first run.

use redress_web::WebSettings;

use crate::house::{House, PASSWORD};

fn new_home() -> House {
    House::empty(WebSettings { demo_hint: None, setup_token: Some("a-long-secret".to_owned()) })
}

#[tokio::test]
async fn the_one_time_address_makes_the_house_and_then_is_gone() {
    let house = new_home();
    let mut browser = house.visitor();
    assert_eq!(browser.get("/setup/a-wrong-guess").await.status, 404);
    let form = browser
        .get("/setup/a-long-secret")
        .await
        .form()
        .with("name", "Donnington Partnership")
        .with("id", "donnington")
        .with("procedure", "donnington-service-failure")
        .with("person", "Ada Min")
        .with("email", "ada@example.org")
        .with("password", PASSWORD);
    let refused = browser.post(&form.clone().with("id", "Not an id").with("password", "short")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.has("#password-error"));
    let page = browser.submit(&form).await;
    assert!(page.texts(".moj-alert")[0].contains("is set up"));
    assert_eq!(browser.get("/setup/a-long-secret").await.status, 404);
    assert_eq!(browser.post(&form).await.status, 404);
    let mut ada = house.browser("ada@example.org").await;
    assert!(ada.get("/cases").await.texts("header")[0].contains("Donnington Partnership"));
}

#[tokio::test]
async fn the_one_time_address_serves_for_a_day() {
    let house = new_home();
    house.set_clock("2026-03-04T09:59");
    assert_eq!(house.visitor().get("/setup/a-long-secret").await.status, 200);
    house.set_clock("2026-03-04T10:00");
    assert_eq!(house.visitor().get("/setup/a-long-secret").await.status, 404);
}

#[tokio::test]
async fn a_first_try_that_failed_half_way_is_taken_up() {
    let house = new_home();
    let mut browser = house.visitor();
    let form = browser
        .get("/setup/a-long-secret")
        .await
        .form()
        .with("name", "Donnington Partnership")
        .with("id", "donnington")
        .with("procedure", "spso-customer-service")
        .with("person", "Ada Min")
        .with("email", "not an address")
        .with("password", PASSWORD);
    let refused = browser.post(&form).await;
    assert!(refused.has("#email-error"), "{}", refused.words());
    browser.submit(&refused.form().with("email", "ada@example.org").with("password", PASSWORD)).await;
}

#[tokio::test]
async fn without_a_token_there_is_no_such_address() {
    let house = House::empty(WebSettings::default());
    for path in ["/setup/", "/setup/x", "/setup/%20"] {
        assert_eq!(house.visitor().get(path).await.status, 404, "{path}");
    }
}
