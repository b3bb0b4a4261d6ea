//! What the first conversation leaves in the record, and what guides it.

use crate::drivers::fill;
use crate::house::{House, STAFF, TRUSTEE, call, handed_over};

/// R20, R74
#[tokio::test]
async fn who_listens_sees_the_pointers_and_none_of_them_holds_anything_up() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let page = staff.get("/cases/new").await;
    let pointers = page.texts(".rd-checklist li");
    assert!(pointers.iter().any(|pointer| pointer.starts_with("Stay calm")), "{pointers:?}");
    assert!(!page.has(".rd-checklist input"), "a checklist to read, not boxes to tick");
    let form = call(&mut staff).await.with("now", "later");
    let logged = staff.submit(&form).await;
    assert!(logged.words().contains("SF-2026-0001"));
    let guidance = staff.get("/procedure/parts/appendix-1").await.words();
    assert!(guidance.contains("face to face if possible, otherwise by telephone"), "{guidance}");
}

/// R6, R11
#[tokio::test]
async fn either_test_and_several_natures_are_recorded_and_neither_is_a_reason_to_refuse() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    for (test, said) in [
        ("agreed-standard", "An agreed standard was not met"),
        ("expectation", "What the person could expect was not met"),
    ] {
        let form = call(&mut staff).await.with("failed_test", test).with("natures", "done-poorly");
        let page = staff.submit(&form.and("natures", "not-as-promised").with("now", "later")).await;
        let words = page.words();
        for said in [said, "Done poorly", "Not done as promised"] {
            assert!(words.contains(said), "{said}: {words}");
        }
    }
}

/// R23, R43
#[tokio::test]
async fn telling_the_person_who_has_it_is_in_the_history() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;
    let words = staff.get(&case).await.words();
    assert!(words.contains("Handed over to Tom Trustee"), "{words}");
    assert!(words.contains("The customer was told by phone who has it."), "{words}");
}

/// R22, R33, R34, R41
#[tokio::test]
async fn the_three_examples_of_the_procedure_are_put_right_at_once_as_service_issues() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    for (summary, done) in [
        ("The buffet lunch did not arrive in time", "Brought it, with an apology"),
        ("Asked how to become a trustee and heard nothing", "Explained it and posted the form"),
        ("Raised an issue at a meeting and had no news of it", "Told her what became of it"),
    ] {
        let form = call(&mut staff).await.with("summary", summary).with("now", "settled").with("done", done);
        let form = form.with("agreed_means", "phone").with("answer", "no").with("compensation", "none");
        let words = staff.submit(&form.with("code", "communication")).await.words();
        for said in [done, "The customer agreed by phone", "Closed"] {
            assert!(words.contains(said), "{said}: {words}");
        }
    }
    let closed = staff.get("/cases?show=closed").await;
    let facts = closed.texts(".rd-case__facts");
    assert_eq!(facts.iter().filter(|line| line.contains("Service issue")).count(), 3, "{facts:?}");
    let counted = staff.get("/reports/2026-03/cases?figure=first-contact").await;
    assert_eq!(counted.texts(".rd-case__reference").len(), 3);
}

/// R48
#[tokio::test]
async fn what_is_settled_in_the_conversation_needs_no_plan() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;
    let mut tom = house.browser(TRUSTEE).await;
    fill(&mut tom, &format!("{case}/contacts"), &[("means", "phone"), ("reached", "yes"), ("note", "All settled")])
        .await;
    fill(
        &mut tom,
        &format!("{case}/decision"),
        &[("outcome", "resolved"), ("code", "delay"), ("agreement", "agreed"), ("agreed_means", "phone")],
    )
    .await;
    fill(&mut tom, &format!("{case}/compensation"), &[("compensation", "none")]).await;
    fill(&mut tom, &format!("{case}/written-reply"), &[("answer", "no")]).await;
    let closed = fill(&mut tom, &format!("{case}/closure"), &[]).await;
    let words = closed.words();
    assert!(words.contains("It is closed."), "{words}");
    assert!(!words.contains("Agreed an action plan"), "{words}");
}

/// R32
#[tokio::test]
async fn the_record_is_for_those_with_a_role_and_its_letters_print_with_it() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;
    let mut nobody = house.visitor();
    assert_eq!(nobody.get(&case).await.location().split('?').next(), Some("/sign-in"));
    let page = fill(&mut staff, &format!("{case}/letters"), &[("letter", "who-has-it"), ("to", "complainant")]).await;
    let links = page.attributes("main a", "href");
    let letter = links.iter().find(|href| href.contains("/letters/who-has-it")).expect("the case links its letters");
    let printed = staff.get(letter).await.words();
    for said in ["Donnington Partnership", "Mary Jones", "SF-2026-0001", "Tom Trustee"] {
        assert!(printed.contains(said), "{said}: {printed}");
    }
    assert_eq!(nobody.get(letter).await.location().split('?').next(), Some("/sign-in"));
}
