//! The public form: no account, no reasons, no name where none is wished.

use crate::house::{House, STAFF};

/// R8, R9, R25
#[tokio::test]
async fn anybody_can_tell_us_and_gets_a_reference() {
    let house = House::new().await;
    let mut somebody = house.visitor();
    let page = somebody.get("/tell-us/donnington").await;
    assert!(page.words().contains("What would you like us to do?"), "{}", page.words());
    let form = page.form().with("summary", "The hall was locked.").with("outcome_wanted", "Say when it opens");
    let told = somebody.post(&form.with("complainant_name", "Mary Jones")).await;
    assert_eq!(told.status, 201, "{}", told.words());
    assert!(told.words().contains("SF-2026-0001"), "{}", told.words());

    let mut staff = house.browser(STAFF).await;
    let case = staff.get("/cases/SF-2026-0001").await.words();
    for said in ["The hall was locked.", "Say when it opens", "Mary Jones", "The public form"] {
        assert!(case.contains(said), "{said}: {case}");
    }
}

/// R8, R29
#[tokio::test]
async fn nobody_has_to_give_a_name_and_nothing_typed_is_lost() {
    let house = House::new().await;
    let mut somebody = house.visitor();
    let form = somebody.get("/tell-us/donnington").await.form().with("outcome_wanted", "Open the hall");
    let refused = somebody.post(&form).await;
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("Tell us what went wrong."), "{}", refused.words());
    assert!(refused.text.contains("Open the hall"));
    let anonymous = form.with("summary", "It was locked.").with("brought_by", "anonymous");
    assert_eq!(somebody.post(&anonymous).await.status, 201);
    let mut staff = house.browser(STAFF).await;
    assert!(staff.get("/cases/SF-2026-0001").await.words().contains("Brought anonymously"));
}

#[tokio::test]
async fn what_is_sent_twice_is_logged_once() {
    let house = House::new().await;
    let mut somebody = house.visitor();
    let form = somebody.get("/tell-us/donnington").await.form().with("summary", "The hall was locked.");
    for reference in ["SF-2026-0001", "SF-2026-0001"] {
        let told = somebody.post(&form).await;
        assert_eq!(told.status, 201);
        assert!(told.words().contains(reference), "{}", told.words());
    }
    // The same words on another form, and other words on this one, are told for themselves.
    let again = somebody.get("/tell-us/donnington").await.form().with("summary", "The hall was locked.");
    assert!(somebody.post(&again).await.words().contains("SF-2026-0002"));
    let other = form.with("summary", "The hall was cold.");
    assert!(somebody.post(&other).await.words().contains("SF-2026-0003"));
}

#[tokio::test]
async fn a_flood_from_one_address_is_braked_and_other_organisations_are_not_there() {
    let house = House::new().await;
    let mut somebody = house.visitor();
    let form = somebody.get("/tell-us/donnington").await.form().with("summary", "Again");
    let told = |number: usize| form.clone().with("summary", &format!("Again, {number}"));
    let mut last = somebody.post(&told(0)).await.status;
    for number in 1..=10 {
        last = somebody.post(&told(number)).await.status;
    }
    assert_eq!(last, 429);
    assert_eq!(somebody.post(&told(0)).await.status, 201, "it was logged already, and is not counted again");
    assert_eq!(somebody.get("/tell-us/elsewhere").await.status, 404);
}
