//! Whom a case is about finds no trace of it, on its page and on every form.

use crate::drivers::{ADMIN, fill, typed};
use crate::house::{House, STAFF, TRUSTEE, call, handed_over};

/// R59
#[tokio::test]
async fn the_subject_of_a_case_finds_neither_its_page_nor_its_forms() {
    let house = House::full().await;
    let mut staff = house.browser(STAFF).await;
    let form = typed(call(&mut staff).await, &[("about_staff", "yes"), ("subjects", "tom"), ("now", "later")]);
    let case = staff.post(&form).await.location();
    assert!(staff.get(&case).await.words().contains("Whom it is about Tom Trustee"));
    let handover = staff.get(&format!("{case}/handover")).await;
    assert!(handover.attributes("input[name=to][disabled]", "value").contains(&"tom".to_owned()));
    let mut tom = house.browser(TRUSTEE).await;
    for last in ["", "/notes", "/interests", "/letters", "/contacts", "/actions/1/move", "/points/1/decision"] {
        let page = tom.get(&format!("{case}{last}")).await;
        assert_eq!(page.status, 404, "{last}");
        assert_eq!(page.texts("h1"), ["Page not found"], "{last}");
    }
    let note = staff.get(&format!("{case}/notes")).await.form().with("text", "Read me");
    let foreign = tom.get("/cases/new").await.form();
    let sent = note.with("csrf", foreign.get("csrf").unwrap());
    assert_eq!(tom.post(&sent).await.status, 404, "nor does a form sent by hand find it");
    assert!(!tom.get("/cases?show=open").await.text.contains("buffet lunch"));
}

/// R59
#[tokio::test]
async fn named_later_they_lose_it_and_cleared_they_see_it_again() {
    let house = House::full().await;
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut tom = house.browser(TRUSTEE).await;
    let page = fill(&mut tom, &format!("{case}/subjects"), &[("who", "tom"), ("note", "It is about me")]).await;
    assert_eq!(page.status, 200, "whoever names themselves ends on the work list");
    assert_eq!(tom.get(&case).await.status, 404);
    let mut ada = house.browser(ADMIN).await;
    let page = ada.get(&case).await;
    assert!(page.words().contains("Nobody owns it yet"), "{}", page.words());
    let cleared = [("who", "tom"), ("reason", "It was the caterer")];
    let page = fill(&mut ada, &format!("{case}/subject-clearances"), &cleared).await;
    assert!(page.words().contains("It is not about Tom Trustee after all"));
    assert_eq!(tom.get(&case).await.status, 200);
}
