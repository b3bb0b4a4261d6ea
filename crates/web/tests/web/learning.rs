//! The list of learning records.

use crate::house::{House, STAFF, TRUSTEE, call};

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
    let mut tom = house.browser(TRUSTEE).await;
    let page = tom.get("/learning").await;
    assert_eq!(page.texts("td").join("|"), "Catering|B|Nothing was to be learnt from it.");
}
