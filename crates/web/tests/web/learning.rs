//! The learning records, and the people who asked what changes.

use crate::drivers::{closed_not_agreed, fill, typed};
use crate::house::{House, STAFF, TRUSTEE, call};

/// Settles a case and completes its learning record with something that will prevent it; the address of the case's page.
pub async fn learnt(house: &House) -> String {
    let mut staff = house.browser(STAFF).await;
    let settled = [
        ("now", "settled"),
        ("done", "Apologised."),
        ("agreed_means", "phone"),
        ("answer", "no"),
        ("compensation", "none"),
        ("code", "delay"),
    ];
    let form = typed(call(&mut staff).await, &settled);
    let case = staff.post(&form).await.location();
    let record = [
        ("reason", "The caterer was told late"),
        ("root_cause", "Nobody owns the order"),
        ("learnt", "action"),
        ("preventive_action", "Order by noon the day before"),
        ("preventive_owner", "tom"),
        ("preventive_due_on", "2026-04-30"),
        ("service_area", "Catering"),
    ];
    fill(&mut staff, &format!("{case}/learning"), &record).await;
    case
}

/// R70, R71, R72
#[tokio::test]
async fn what_is_outstanding_leads_to_its_form_and_then_stands_completed() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    assert!(staff.get("/learning").await.words().contains("No learning record waits"));
    let form = call(&mut staff)
        .await
        .with("now", "settled")
        .with("done", "Apologised.")
        .with("agreed_means", "phone")
        .with("answer", "no")
        .with("compensation", "none")
        .with("code", "delay");
    staff.post(&form).await;
    house.set_clock("2026-03-20T09:00");
    let mut staff = house.browser(STAFF).await;
    let page = staff.get("/learning").await;
    assert_eq!(page.texts(".rd-chip--late"), ["late by 3 working days"]);
    let href = page.attributes(".rd-case a", "href").remove(0);
    let form = staff.get(&href).await.form();
    let form =
        form.with("reason", "A").with("root_cause", "B").with("learnt", "nothing").with("service_area", "Catering");
    staff.submit(&form).await;
    for path in ["/learning", "/learning/records"] {
        let page = staff.get(path).await;
        assert_eq!(page.texts("td").join("|"), "Catering|B|Nothing was to be learnt from it.|", "{path}");
    }
    let mut tom = house.browser(TRUSTEE).await;
    assert!(tom.get("/learning").await.texts("td").join("|").contains("Start an improvement action"));
}

#[tokio::test]
async fn who_asked_what_changes_is_listed_until_they_are_told() {
    let house = House::full().await;
    let case = closed_not_agreed(&house).await;
    let reference = case.rsplit('/').next().unwrap();
    let mut tom = house.browser(TRUSTEE).await;
    assert!(tom.get("/learning/people-to-tell").await.words().contains("Nobody waits"));
    fill(&mut tom, &format!("{case}/change-news"), &[("wants", "yes")]).await;
    let started = [
        ("title", "Order early"),
        ("what", "Order by noon"),
        ("code", "delay"),
        ("due_on", "2026-03-10"),
        ("expected", "fewer"),
        ("effect", "Lunches on time"),
        ("cases", reference),
    ];
    fill(&mut tom, "/learning/improvements/new", &started).await;
    let done = [("what", "We order by noon"), ("on", "2026-03-03")];
    fill(&mut tom, "/learning/improvements/1/done", &done).await;
    assert!(tom.get("/learning").await.words().contains("People to tell (1)"));
    let page = tom.get("/learning/people-to-tell").await;
    assert_eq!(page.texts("tbody th"), [reference]);
    assert!(page.texts("td").join("|").contains("Improvement action 1"), "{}", page.words());
    assert!(page.texts("td").join("|").contains("Mary Jones"), "{}", page.words());
    let form = page.attributes("td a[href*=changes-told]", "href").remove(0);
    assert_eq!(tom.get(&form).await.form().get("improvement"), Some("1"));
    let told = [("what", "We order by noon now."), ("means", "phone"), ("on", "2026-03-03")];
    fill(&mut tom, &form, &told).await;
    assert!(tom.get("/learning/people-to-tell").await.words().contains("Nobody waits"));
}
