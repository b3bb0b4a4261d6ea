//! Logging a case on one page: settled and closed at once, handed over, refused and filled again.

use crate::house::{House, STAFF, call, handed_over};

/// R12, R38, R70
#[tokio::test]
async fn a_call_is_logged_put_right_and_closed_in_one_submission() {
    let house = House::new().await;
    let mut browser = house.browser(STAFF).await;
    let form = call(&mut browser).await;
    assert_eq!(
        (form.get("received_on"), form.get("received_on_time")),
        (Some("2026-03-03"), Some("10:00")),
        "prefilled with now"
    );
    let form = form
        .with("now", "settled")
        .with("done", "Apologised, and the caterer brings the lunch at once.")
        .with("agreed_means", "phone")
        .with("answer", "no")
        .with("compensation", "amount")
        .with("amount", "12.50")
        .with("basis", "Price of the lunch")
        .with("approver", "asha")
        .with("code", "delay");
    let page = browser.submit(&form).await;
    assert_eq!(page.texts(".moj-alert"), ["It is logged, put right and closed."]);
    let words = page.words();
    for said in [
        "SF-2026-0001",
        "Closed",
        "Mary Jones",
        "£12.50",
        "Delay",
        "Put right at first contact",
        "Complete the learning record",
    ] {
        assert!(words.contains(said), "{said} in {words}");
    }
    assert!(browser.get("/cases/SF-2026-0001").await.texts(".moj-alert").is_empty(), "it is said once");
}

/// R40
#[tokio::test]
async fn a_written_reply_that_is_wanted_keeps_it_open() {
    let house = House::new().await;
    let mut browser = house.browser(STAFF).await;
    let form = call(&mut browser)
        .await
        .with("now", "settled")
        .with("done", "Apologised.")
        .with("agreed_means", "phone")
        .with("answer", "yes")
        .with("compensation", "none")
        .with("code", "delay");
    let page = browser.submit(&form).await;
    assert!(page.texts(".moj-alert")[0].contains("written reply"));
    assert_eq!(page.texts(".rd-next__title"), ["Reply in writing, if it is wanted"]);
    assert!(page.texts(".rd-waiting li")[0].contains("the written reply, which is still to be sent"));
}

/// R31, R33
#[tokio::test]
async fn a_refused_form_comes_back_filled_with_every_error() {
    let house = House::new().await;
    let mut browser = house.browser(STAFF).await;
    let form = call(&mut browser)
        .await
        .without("channel")
        .with("complainant_name", "")
        .with("summary", "<script>alert(1)</script> & \"more\"")
        .with("received_on", "2026-02-30")
        .with("now", "settled")
        .with("compensation", "amount")
        .with("amount", "a lot");
    let page = browser.post(&form).await;
    assert_eq!(page.status, 422);
    assert!(page.texts("title")[0].starts_with("Error: "));
    let summary = page.texts(".govuk-error-summary li").join("|");
    for said in [
        "is not a day that exists",
        "Choose how it reached you",
        "what was done",
        "amount in pounds",
        "exactly one decision code",
    ] {
        assert!(summary.contains(said), "{said} in {summary}");
    }
    let linked = page.attributes(".govuk-error-summary a", "href");
    for field in ["#received_on", "#channel", "#done", "#amount", "#approver", "#answer", "#code"] {
        assert!(linked.iter().any(|href| href == field), "{field} in {linked:?}");
    }
    assert!(page.has("#amount-error") && page.has("#channel-error"), "beside the fields too");
    let kept = page.form();
    assert_eq!(kept.get("summary"), Some("<script>alert(1)</script> & \"more\""));
    assert_eq!(
        (kept.get("received_on"), kept.get("amount"), kept.get("now")),
        (Some("2026-02-30"), Some("a lot"), Some("settled"))
    );
    assert_eq!(browser.get("/cases?show=open").await.texts(".rd-case").len(), 0, "nothing was logged");
}

#[tokio::test]
async fn what_somebody_typed_is_never_markup() {
    let house = House::new().await;
    let mut browser = house.browser(STAFF).await;
    let attack = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    let form = call(&mut browser).await.with("summary", attack).with("complainant_name", attack).with("now", "later");
    let page = browser.submit(&form).await;
    assert!(!page.text.contains("<script>alert") && !page.text.contains("<img"), "escaped on the case page");
    assert!(page.words().contains(attack), "and shown to the letter");
    let list = browser.get("/cases?show=open").await;
    assert!(!list.text.contains("<img"), "escaped in the list");
}

#[tokio::test]
async fn sent_twice_it_is_logged_once() {
    let house = House::new().await;
    let mut browser = house.browser(STAFF).await;
    let form = call(&mut browser).await.with("now", "later");
    let (first, second) = (browser.post(&form).await, browser.post(&form).await);
    assert_eq!(first.location(), second.location());
    let other = browser.post(&form.clone().with("summary", "Something else")).await;
    assert_eq!(other.status, 422);
    assert!(other.words().contains("sent this form before"), "{}", other.words());
    assert_eq!(browser.post(&other.form()).await.status, 303, "and meant so, it goes through");
    assert_eq!(browser.get("/cases?show=open").await.texts(".rd-case").len(), 2);
}

#[tokio::test]
async fn a_form_without_the_sessions_token_is_refused() {
    let house = House::new().await;
    let mut browser = house.browser(STAFF).await;
    let form = call(&mut browser).await.with("now", "later");
    for forged in [form.clone().without("csrf"), form.clone().with("csrf", "0000")] {
        let page = browser.post(&forged).await;
        assert_eq!(page.status, 403);
        assert!(page.words().contains("Nothing was done"));
    }
    assert_eq!(browser.get("/cases?show=open").await.texts(".rd-case").len(), 0);
}

/// R42
#[tokio::test]
async fn only_those_who_may_own_it_can_be_chosen_and_others_say_why_not() {
    let house = House::new().await;
    let mut browser = house.browser(STAFF).await;
    let page = browser.get("/cases/new").await;
    assert_eq!(page.attributes("input[name=to]:not([disabled])", "value"), ["tom"]);
    assert_eq!(page.attributes("input[name=to][disabled]", "value"), ["asha", "carol"]);
    let hints = page.texts(".govuk-radios__hint").join("|");
    assert!(hints.contains("The procedure keeps the Chair out of 'Stage 1 - Immediate resolution'"), "{hints}");
    let form = call(&mut browser).await.with("now", "handover").with("to", "carol");
    let refused = browser.post(&form).await;
    assert_eq!(refused.status, 409);
    assert!(refused.texts(".govuk-error-summary li")[0].contains("Carol Chair cannot be given this"));
}

/// R28, R45
#[tokio::test]
async fn handed_over_it_waits_for_contact() {
    let house = House::new().await;
    let mut browser = house.browser(STAFF).await;
    let path = handed_over(&mut browser).await;
    let page = browser.get(&path).await;
    assert_eq!(page.texts(".rd-next__title"), ["Speak to the customer"]);
    assert_eq!(page.texts(".rd-next__when")[0], "by tomorrow 10:00 Wednesday 4 March 2026, 10:00");
    assert!(page.texts(".moj-timeline__title").iter().any(|title| title == "Handed over to Tom Trustee"));
}

/// R29, R30
#[tokio::test]
async fn an_anonymous_report_is_settled_by_a_statement() {
    let house = House::new().await;
    let mut browser = house.browser(STAFF).await;
    let form = call(&mut browser)
        .await
        .with("brought_by", "anonymous")
        .with("complainant_name", "")
        .with("complainant_phone", "")
        .with("now", "settled")
        .with("done", "Mended the door.")
        .with("agreement_statement", "The door closes again.")
        .with("compensation", "none")
        .with("code", "quality");
    let page = browser.submit(&form).await;
    assert_eq!(page.texts(".moj-alert"), ["It is logged, put right and closed."]);
    assert!(page.words().contains("could not be asked: The door closes again."));
}

#[tokio::test]
async fn where_the_procedure_allows_it_a_case_begins_at_the_second_stage() {
    let house = House::with("spso-customer-service").await;
    house.add("Ina Investigator", "ina@example.org", &["investigator"]).await;
    let mut browser = house.browser("ina@example.org").await;
    let form = browser
        .get("/cases/new")
        .await
        .form()
        .with("channel", "letter")
        .with("complainant_name", "Mary Jones")
        .with("summary", "A long and complex matter.")
        .with("class", "complaint")
        .with("route", "S2")
        .with("now", "later");
    let page = browser.submit(&form).await;
    assert_eq!(page.texts(".rd-next__title"), ["Acknowledge the complaint"]);
    let donnington = House::new().await;
    assert!(!donnington.browser(STAFF).await.get("/cases/new").await.has("input[name=route]"));
}
