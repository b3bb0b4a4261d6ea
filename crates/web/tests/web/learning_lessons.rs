//! Lessons: told so that nobody can be recognised, shared, read by everybody, withdrawn.

use crate::drivers::{fill, refused};
use crate::house::{House, STAFF, TRUSTEE};
use crate::learning::learnt;

/// R110
#[tokio::test]
async fn a_lesson_is_mended_where_it_tells_who_somebody_is_then_shared_and_withdrawn() {
    let house = House::new().await;
    let case = learnt(&house).await;
    let reference = case.rsplit('/').next().unwrap();
    let mut tom = house.browser(TRUSTEE).await;
    let lesson = [("title", "Order early"), ("happened", "Mary waited for an hour"), ("changed", "We order by noon")];
    let page = refused(&mut tom, "/learning/lessons/new", &lesson).await;
    assert!(page.has("#cases-error"), "{}", page.words());
    let from = [&lesson[..], &[("cases", reference)]].concat();
    let page = fill(&mut tom, "/learning/lessons/new", &from).await;
    assert!(page.texts(".rd-chip").join("").contains("draft"), "{}", page.words());
    let sharing = "/learning/lessons/1/sharing";
    assert!(refused(&mut tom, sharing, &[]).await.has("#audience-error"));
    let page = refused(&mut tom, sharing, &[("audience", "public")]).await;
    assert!(page.status == 422 && page.has("#happened-error") && !page.has("#changed-error"), "{}", page.words());
    let mended = page.form().with("happened", "Somebody waited for an hour");
    tom.submit(&mended).await;
    let page = fill(&mut tom, sharing, &[("audience", "public")]).await;
    assert!(page.texts(".rd-chip").join("").contains("shared with everybody"), "{}", page.words());
    assert_eq!(tom.get("/learning/lessons/1/text").await.status, 409);
    assert_eq!(page.attributes("a[href='/lessons/donnington']", "href").len(), 1);
    let mut anybody = house.visitor();
    assert!(anybody.get("/published/donnington").await.has("a[href='/lessons/donnington']"));
    assert!(anybody.get("/lessons/donnington").await.has("a[href='/published/donnington']"));
    let page = anybody.get("/lessons/donnington").await;
    assert_eq!(page.texts("h2"), ["Order early"]);
    assert!(page.words().contains("Somebody waited") && !page.text.contains(reference));
    assert!(house.browser(STAFF).await.get("/learning/lessons/1").await.words().contains("We order by noon"));
    fill(&mut tom, "/learning/lessons/1/withdrawal", &[("reason", "It is out of date")]).await;
    assert!(anybody.get("/lessons/donnington").await.words().contains("Nothing is published yet"));
    assert_eq!(anybody.get("/lessons/nowhere").await.status, 404);
}
