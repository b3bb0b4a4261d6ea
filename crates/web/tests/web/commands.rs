//! The forms of a case: offered where open, refused with reasons, and filled again when the case has moved on.

use crate::browser::Browser;
use crate::house::{House, STAFF, TRUSTEE, call, handed_over};

async fn fill(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> crate::browser::Page {
    let form = browser.get(path).await.form();
    let form = fields.iter().fold(form, |form, (name, value)| form.with(name, value));
    browser.submit(&form).await
}

/// R5, R47, R49, R50, R57, R71
#[tokio::test]
async fn a_trustee_takes_a_case_from_contact_to_close() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;
    let mut tom = house.browser(TRUSTEE).await;
    let at = |last: &str| format!("{case}/{last}");

    let contact =
        [("means", "phone"), ("reached", "yes"), ("issue", "It was cold too."), ("remedy_wanted", "A refund")];
    let page = fill(&mut tom, &at("contacts"), &contact).await;
    assert!(page.words().contains("It was cold too."));
    assert_eq!(page.texts(".rd-next__title"), ["Agree an action plan"]);

    let plan = [
        ("steps.0.what", "Ring the caterer"),
        ("steps.0.due_on", "2026-03-05"),
        ("steps.1.what", "Repay the lunch"),
        ("steps.1.due_on", "2026-03-10"),
        ("agreement", "agreed"),
        ("agreed_means", "phone"),
    ];
    let page = fill(&mut tom, &at("plan"), &plan).await;
    assert!(page.texts(".rd-next__actions a")[0].contains("Ring the caterer"));
    for number in [1, 2] {
        fill(&mut tom, &at(&format!("actions/{number}/completion")), &[("note", "Done as agreed")]).await;
    }

    fill(&mut tom, &at("written-reply"), &[("answer", "no")]).await;
    fill(&mut tom, &at("compensation"), &[("compensation", "none")]).await;
    let decision = [
        ("outcome", "upheld"),
        ("code", "delay"),
        ("finding", "The caterer was told the wrong time."),
        ("agreement", "agreed"),
        ("agreed_means", "phone"),
    ];
    let page = fill(&mut tom, &at("decision"), &decision).await;
    assert_eq!(page.texts(".rd-next__title"), ["Close the service failure"]);
    let page = fill(&mut tom, &at("closure"), &[]).await;
    assert_eq!(page.texts(".moj-badge"), ["Closed"]);
    assert!(!page.has("#outside"), "the procedure is not exhausted before its last stage");

    let learning = [
        ("reason", "A wrong note"),
        ("root_cause", "Orders are taken by phone only"),
        ("learnt", "action"),
        ("preventive_action", "Confirm orders in writing"),
        ("preventive_due_on", "2026-04-01"),
        ("service_area", "Catering"),
    ];
    let page = fill(&mut tom, &at("learning"), &learning).await;
    assert_eq!(page.texts(".rd-next__title"), ["Nothing is left to do"]);

    let page = fill(&mut tom, &at("escalation"), &[("channel", "phone")]).await;
    assert!(page.texts(".rd-stages__stage")[1].contains("now"), "{:?}", page.texts(".rd-stages__stage"));
    let page = fill(&mut tom, &at("acknowledgement"), &[("means", "email")]).await;
    assert!(page.words().contains("Acknowledged the request by email"));
}

#[tokio::test]
async fn a_stale_form_says_who_did_what_and_goes_through_the_second_time() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;
    let mut tom = house.browser(TRUSTEE).await;
    let form = tom.get(&format!("{case}/promises")).await.form();
    let form = form.with("what", "Ring back").with("due_on", "2026-03-06");
    fill(&mut staff, &format!("{case}/notes"), &[("text", "She rang again.")]).await;

    let page = tom.post(&form).await;
    assert_eq!(page.status, 412);
    let meanwhile = page.texts(".govuk-notification-banner li");
    assert_eq!(meanwhile, ["Tuesday 3 March 2026, 10:00, Asha Staff: Added a note."]);
    assert_eq!(page.form().get("what"), Some("Ring back"), "nothing typed is lost");
    let page = tom.submit(&page.form()).await;
    assert!(page.words().contains("Ring back"));
}

#[tokio::test]
async fn a_command_sent_twice_is_carried_out_once() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;
    let form = staff.get(&format!("{case}/notes")).await.form().with("text", "Once");
    assert_eq!(staff.post(&form).await.status, 303);
    assert_eq!(staff.post(&form).await.status, 303);
    let page = staff.get(&case).await;
    assert_eq!(page.texts(".moj-timeline__title").iter().filter(|title| *title == "Added a note").count(), 1);
}

#[tokio::test]
async fn closing_too_early_says_what_it_waits_for() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;
    let mut tom = house.browser(TRUSTEE).await;
    let form = tom.get(&format!("{case}/closure")).await.form();
    let page = tom.post(&form).await;
    assert_eq!(page.status, 409);
    assert!(page.texts(".govuk-error-summary li")[0].contains("a decision with its outcome"), "{}", page.words());
}

#[tokio::test]
async fn the_rules_errors_stand_beside_their_fields() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;
    let mut tom = house.browser(TRUSTEE).await;
    let form = tom.get(&format!("{case}/plan")).await.form();
    let late = form
        .with("steps.0.what", "Too late")
        .with("steps.0.due_on", "2026-12-01")
        .with("agreement", "agreed")
        .with("agreed_means", "phone");
    let page = tom.post(&late).await;
    assert_eq!(page.status, 422);
    assert!(page.has("[id='steps.0.due_on-error']"), "{}", page.words());
    let more = tom.post(&late.with("another", "yes")).await;
    assert_eq!(more.status, 200);
    assert!(more.has("[id='steps.3.what']") && !more.has(".govuk-error-summary"));
    assert_eq!(more.form().get("steps.0.what"), Some("Too late"));
}

#[tokio::test]
async fn what_is_not_offered_has_no_form() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;
    let page = staff.get(&case).await;
    assert!(!page.attributes("main a", "href").iter().any(|href| href.ends_with("/decision")), "it is for the owner");
    assert_eq!(staff.get(&format!("{case}/decision")).await.status, 409);
    assert_eq!(staff.get(&format!("{case}/no-such-thing")).await.status, 404);
    assert_eq!(staff.get(&format!("{case}/actions/9/completion")).await.status, 404);
}

#[tokio::test]
async fn every_form_that_is_offered_opens() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let form = call(&mut staff).await.with("now", "later");
    let answer = staff.post(&form).await;
    let untriaged = answer.location();
    let owned = handed_over(&mut staff).await;
    let mut tom = house.browser(TRUSTEE).await;
    for case in [untriaged, owned] {
        for browser in [&mut staff, &mut tom] {
            let page = browser.get(&case).await;
            let forms = page.attributes("nav[aria-labelledby=can-do] a", "href");
            assert!(!forms.is_empty());
            for form in forms {
                let page = browser.get(&form).await;
                assert_eq!(page.status, 200, "{form}");
                assert!(page.form().get("version").is_some(), "{form}");
            }
        }
    }
}

#[tokio::test]
async fn a_case_that_is_not_there_and_an_address_that_is_none_look_alike() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    for path in ["/cases/SF-2026-9999", "/cases/..%2F..%2Fetc", "/nothing"] {
        let page = staff.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert_eq!(page.texts("h1"), ["Page not found"]);
    }
}

/// R13, R45
#[tokio::test]
async fn clocks_show_their_working() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;
    house.set_clock("2026-03-05T09:00");
    let mut tom = house.browser(TRUSTEE).await;
    let page = tom.get(&case).await;
    assert_eq!(page.texts(".rd-next__when .rd-chip"), ["late by 23 hours"]);
    let working = page.texts(".rd-clock").join("|");
    for said in [
        "10 working days; the first working day after the start counts as day 1.",
        "24 hours, which pass by day and night.",
        "Due Tuesday 17 March 2026",
        "8 working days left",
    ] {
        assert!(working.contains(said), "{said} in {working}");
    }
    let days = page.texts(".rd-days__day .govuk-visually-hidden");
    assert_eq!(days[0], "Tuesday 3 March 2026: the start, not counted");
    assert_eq!(days[2], "Thursday 5 March 2026: today, counted as day 2");
    assert_eq!(days[4], "Saturday 7 March 2026: not counted: Saturday");
}
