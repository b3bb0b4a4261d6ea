//! The work list: tabs, search, filters in the address, empty states, pages.

use crate::house::{House, STAFF, TRUSTEE, call, handed_over};

/// R2
#[tokio::test]
async fn an_empty_list_says_what_to_do_first() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    assert!(
        staff.get("/cases").await.texts(".rd-empty")[0]
            .contains("Log a service failure while somebody tells you of it")
    );
    for (tab, said) in [
        ("mine", "no open"),
        ("unassigned", "Everything has an owner"),
        ("due", "Nothing is due"),
        ("late", "Nothing is late"),
        ("closed", "closed yet"),
    ] {
        let page = staff.get(&format!("/cases?show={tab}")).await;
        assert!(page.texts(".rd-empty")[0].contains(said), "{tab}");
    }
}

#[tokio::test]
async fn each_tab_lists_its_own() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    handed_over(&mut staff).await;
    let form = call(&mut staff).await.with("summary", "Nobody answered the enquiry.").with("now", "later");
    staff.post(&form).await;
    let mut tom = house.browser(TRUSTEE).await;
    let mine = tom.get("/cases").await;
    assert_eq!(mine.texts(".moj-sub-navigation__link[aria-current=page]"), ["Mine"], "trustees begin with their own");
    assert_eq!(mine.texts(".rd-case__reference"), ["SF-2026-0001"]);
    assert_eq!(mine.texts(".rd-case__state"), ["Speak to the customer by tomorrow 10:00"]);
    assert!(mine.texts(".rd-case__facts")[0].contains("Tom Trustee · received Tuesday 3 March 2026"));
    assert_eq!(tom.get("/cases?show=unassigned").await.texts(".rd-case__reference"), ["SF-2026-0002"]);
    assert_eq!(tom.get("/cases?show=open").await.texts(".rd-case__reference").len(), 2);
    assert_eq!(tom.get("/cases?show=late").await.texts(".rd-case__reference").len(), 0);
    house.set_clock("2026-03-04T10:01");
    let mut tom = house.browser(TRUSTEE).await;
    let late = tom.get("/cases?show=late").await;
    assert_eq!(late.texts(".rd-case__reference").len(), 2);
    assert!(late.texts(".rd-chip--late")[0].starts_with("late by 1 minute"));
}

#[tokio::test]
async fn search_and_filters_stay_in_the_address() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    handed_over(&mut staff).await;
    let page = staff.get("/cases?show=open&q=buffet&sort=newest&received_from=2026-03-01").await;
    assert_eq!(page.texts(".rd-case__reference"), ["SF-2026-0001"]);
    assert_eq!(page.attributes("#q", "value"), ["buffet"]);
    let late = &page.attributes(".moj-sub-navigation__link", "href")[4];
    assert_eq!(late, "/cases?show=late&q=buffet&received_from=2026-03-01&sort=newest");
    assert!(staff.get("/cases?show=open&q=zebra").await.texts(".rd-empty")[0].contains("Nothing matches"));
    let wrong = staff.get("/cases?show=open&received_from=yesterday").await;
    assert!(wrong.has("#received_from-error"));
}

#[tokio::test]
async fn long_lists_have_pages() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let form = call(&mut staff).await.with("now", "later");
    for number in 0..51 {
        let answer = staff.post(&form.clone().with("form_token", &format!("t{number}"))).await;
        assert_eq!(answer.status, 303);
    }
    let first = staff.get("/cases?show=open&sort=newest").await;
    assert_eq!(first.texts(".rd-case").len(), 50);
    let next = first.attributes(".govuk-pagination__next a", "href").remove(0);
    let second = staff.get(&next).await;
    assert_eq!(second.texts(".rd-case__reference"), ["SF-2026-0001"]);
    assert!(!second.has(".govuk-pagination__next") && second.has(".govuk-pagination__prev"));
    assert_eq!(staff.get("/cases?show=open&after=nonsense").await.status, 422);
}
