//! Confidential cases on pages: the mark with who may see it, opening one in need, who read what.

use crate::drivers::{ADMIN, fill, refused};
use crate::house::{CHAIR, House, STAFF, TRUSTEE, handed_over};

const WHY: &str = "She fears for her safety";

/// A confidential case of Tom's, made so by Ada; its address.
async fn confidential(house: &House) -> String {
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut ada = house.browser(ADMIN).await;
    let page = fill(&mut ada, &format!("{case}/restriction"), &[("reason", WHY)]).await;
    assert!(page.words().contains("Confidential: who may see it"), "{}", page.words());
    case
}

#[tokio::test]
async fn a_confidential_case_says_so_and_who_may_see_it() {
    let house = House::full().await;
    let case = confidential(&house).await;
    let mut tom = house.browser(TRUSTEE).await;
    let page = tom.get(&case).await;
    assert!(page.has(".moj-badge--red[href='#confidential']"));
    for told in [WHY, "Ada Admin", "Tom Trustee", "Chair, Vice Chair"] {
        assert!(page.words().contains(told), "{told}: {}", page.words());
    }
    assert!(tom.get("/cases").await.words().contains("Confidential"));
    let mut staff = house.browser(STAFF).await;
    assert_eq!(staff.get(&case).await.status, 404);
    let page = refused(&mut tom, &format!("{case}/admissions"), &[]).await;
    assert!(page.words().contains("Choose who has to see it."));
    fill(&mut tom, &format!("{case}/admissions"), &[("who", "asha"), ("reason", "She visits her")]).await;
    assert_eq!(staff.get(&case).await.status, 200);
    fill(&mut tom, &format!("{case}/restriction-end"), &[("reason", "It is over")]).await;
    assert!(!staff.get(&case).await.has("#confidential"));
}

#[tokio::test]
async fn in_need_somebody_opens_it_and_those_who_watch_are_shown_it_until_one_has_looked() {
    let house = House::full().await;
    let case = confidential(&house).await;
    let reference = case.trim_start_matches("/cases/");
    let mut staff = house.browser(STAFF).await;
    assert!(staff.get("/cases").await.has("a[href='/open-in-need']"));
    let page = refused(&mut staff, "/open-in-need", &[("reference", reference)]).await;
    assert_eq!(page.status, 422);
    let missing = refused(&mut staff, "/open-in-need", &[("reference", "SF-2026-9999"), ("reason", "Now")]).await;
    assert_eq!(missing.status, 404);
    let need = [("reference", reference), ("reason", "She is at the door")];
    let page = fill(&mut staff, "/open-in-need", &need).await;
    assert!(page.words().contains("She is at the door") && page.text.contains("It is open to you now"));
    assert_eq!(staff.get("/openings").await.status, 404);
    let mut carol = house.browser(CHAIR).await;
    assert!(carol.get("/cases").await.words().contains("1 confidential case was opened in need"));
    let page = carol.get("/openings").await;
    assert!(page.words().contains("Asha Staff") && page.words().contains("New"), "{}", page.words());
    let form = page.attributes("td a[href]", "href").pop().unwrap();
    fill(&mut carol, &form, &[]).await;
    assert!(carol.get("/openings").await.words().contains("All of them have been looked at."));
    assert!(!carol.get("/cases").await.words().contains("opened in need"));
}

#[tokio::test]
async fn whoever_is_entitled_sees_who_read_what() {
    let house = House::full().await;
    let case = confidential(&house).await;
    let (mut tom, mut carol) = (house.browser(TRUSTEE).await, house.browser(CHAIR).await);
    tom.get(&case).await;
    tom.get("/cases?q=buffet").await;
    let page = carol.get(&case).await;
    assert!(page.words().contains("Who read this case") && page.words().contains("Tom Trustee"));
    assert!(!tom.get(&case).await.words().contains("Who read this case"));
    assert_eq!(tom.get("/read-trail").await.status, 404);
    let page = carol.get("/read-trail?by=tom&kind=search").await;
    assert!(page.words().contains("buffet"), "{}", page.words());
    let page = carol.get("/read-trail?from=nonsense").await;
    assert!(page.has(".govuk-error-summary"), "{}", page.words());
}
