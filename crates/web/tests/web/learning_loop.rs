//! An improvement action through its pages, from a learning record to what came of it, on both engines.

use std::future::Future;

use redress_testkit::both_engines;
use redress_testkit::engines::TestDatabase;

use crate::browser::Page;
use crate::drivers::{fill, refused};
use crate::house::{House, STAFF, TRUSTEE};
use crate::learning::learnt;

/// Runs a test in a house on a database like this one.
fn in_house<F: Future<Output = House>>(database: &TestDatabase, test: impl FnOnce(House) -> F) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let house = runtime.block_on(House::on(TestDatabase::like(database)));
    // Its database is dropped where no runtime runs: PostgreSQL's client starts its own.
    drop(runtime.block_on(test(house)));
}

const START: [(&str, &str); 3] =
    [("title", "Order early"), ("expected", "fewer"), ("effect", "Fewer lunches that come late")];

/// Starts the first improvement action, as Tom, from what a case taught.
async fn started(house: &House) -> (String, Page) {
    let case = learnt(house).await;
    let mut tom = house.browser(TRUSTEE).await;
    let form = tom.get(&case).await.attributes("#improvements + dl a", "href").remove(0);
    let page = fill(&mut tom, &form, &START).await;
    (case, page)
}

both_engines! {
    /// R10, R71, R72
    fn a_learning_record_becomes_an_improvement_action_that_is_done_and_looked_at(db) {
        in_house(db, |house| async {
            let (case, page) = started(&house).await;
            let reference = case.rsplit('/').next().unwrap();
            let words = page.words();
            assert_eq!(page.texts("h1"), ["Order early"]);
            for told in ["Order by noon the day before", "Delay in Catering", "Tom Trustee", "Thursday 30 April 2026", reference] {
                assert!(words.contains(told), "{told}: {words}");
            }
            let mut tom = house.browser(TRUSTEE).await;
            assert!(tom.get(&case).await.texts("#improvements + dl").join(" ").contains("Improvement action 1"));
            let hub = tom.get("/learning").await;
            assert!(hub.texts("td").join("|").contains("Improvement action 1") && hub.words().contains("Order early"));
            let moved = [("due_on", "2026-05-29"), ("owner", "carol"), ("reason", "Tom is away")];
            let page = fill(&mut tom, "/learning/improvements/1/move", &moved).await;
            assert!(page.words().contains("Carol Chair, by Friday 29 May 2026: Tom is away"), "{}", page.words());
            house.set_clock("2026-06-02T10:00");
            let mut tom = house.browser(TRUSTEE).await;
            assert_eq!(tom.get("/learning/improvements").await.texts(".rd-chip--late").len(), 1);
            let page = fill(&mut tom, "/learning/improvements/1/done", &[("what", "A rota says who orders"), ("on", "2026-05-28")]).await;
            assert!(page.texts(".rd-chip").join("|").contains("No change yet"), "{}", page.words());
            assert!(page.has("figure svg") && page.has("table caption"));
            let page = fill(&mut tom, "/learning/improvements/1/view", &[("view", "Nobody has rung since")]).await;
            assert!(page.words().contains("Tom Trustee thinks of it: Nobody has rung since"), "{}", page.words());
            for (tab, count) in [("open", 0), ("done", 1), ("dropped", 0)] {
                let page = tom.get(&format!("/learning/improvements?show={tab}")).await;
                assert_eq!(page.texts(".rd-case").len(), count, "{tab}");
            }
            house
        });
    }

    fn what_was_typed_on_an_old_version_is_kept_and_can_be_sent_again(db) {
        in_house(db, |house| async {
            started(&house).await;
            let mut tom = house.browser(TRUSTEE).await;
            let old = tom.get("/learning/improvements/1/drop").await.form().with("reason", "It is not needed");
            let moved = [("due_on", "2026-05-29"), ("reason", "Later")];
            fill(&mut tom, "/learning/improvements/1/move", &moved).await;
            let page = tom.post(&old).await;
            assert_eq!(page.status, 412);
            assert!(page.words().contains("Somebody else has changed it meanwhile"), "{}", page.words());
            let again = page.form();
            assert_eq!(again.get("reason"), Some("It is not needed"));
            assert_eq!(tom.submit(&again).await.texts(".rd-chip"), ["dropped"]);
            assert_eq!(tom.get("/learning/improvements/1/move").await.status, 409);
            house
        });
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_at_its_field() {
    let house = House::new().await;
    let mut tom = house.browser(TRUSTEE).await;
    let path = "/learning/improvements/new";
    let page = refused(&mut tom, path, &[("owner", "")]).await;
    assert_eq!(page.status, 422);
    for field in ["title", "what", "owner", "due_on", "expected"] {
        assert!(page.has(&format!("#{field}-error")), "{field}: {}", page.words());
    }
    let wrong = [("what", "Order by noon"), ("due_on", "2026-03-01"), ("cases", "SF-2026-0009")];
    let page = refused(&mut tom, path, &[&START[..], &wrong[..]].concat()).await;
    assert!(page.has("#due_on-error") && page.has("#service_area-error"), "{}", page.words());
    assert!(page.texts("#cases-error").join("").contains("SF-2026-0009: There is no such case"), "{}", page.words());
    for path in ["/learning/improvements/7", "/learning/improvements/7/move", "/learning/improvements/x"] {
        assert_eq!(tom.get(path).await.status, 404, "{path}");
    }
}

/// R109
#[tokio::test]
async fn who_only_reads_finds_no_forms_and_is_refused() {
    let house = House::new().await;
    started(&house).await;
    let mut tom = house.browser(TRUSTEE).await;
    let mut staff = house.browser(STAFF).await;
    let token = staff.get("/cases/new").await.form();
    for path in
        ["/learning/improvements/new", "/learning/improvements/1/drop", "/learning/themes/new", "/learning/lessons/new"]
    {
        assert_eq!(tom.get(path).await.status, 200, "{path}");
        assert_eq!(staff.get(path).await.status, 403, "{path}");
        let form = tom.get(path).await.form().with("csrf", token.get("csrf").unwrap()).with("reason", "Mine");
        assert_eq!(staff.post(&form).await.status, 403, "{path}");
    }
    let mut read = vec!["/learning/improvements/1".to_owned(), "/learning/meeting".to_owned()];
    read.extend(["", "/improvements", "/themes", "/lessons"].map(|list| format!("/learning{list}")));
    for path in read {
        let page = staff.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.has("main form[method=post]"), "{path}");
        let forms = page.attributes("main a", "href").into_iter().filter(|href| {
            href.contains("/new") || ["/move", "/done", "/drop", "/text"].iter().any(|end| href.ends_with(end))
        });
        assert_eq!(forms.count(), 0, "{path}");
    }
}

/// R59
#[tokio::test]
async fn what_came_of_a_case_is_on_no_page_of_whom_it_is_about() {
    let house = House::full().await;
    let (case, _) = started(&house).await;
    let reference = case.rsplit('/').next().unwrap();
    let mut tom = house.browser(TRUSTEE).await;
    let theme = [("title", "Tom is slow"), ("cases", reference)];
    fill(&mut tom, "/learning/themes/new", &theme).await;
    let mut staff = house.browser(STAFF).await;
    fill(&mut staff, &format!("{case}/subjects"), &[("who", "tom")]).await;
    let mut tom = house.browser(TRUSTEE).await;
    for path in ["/learning", "/learning/improvements", "/learning/themes", "/learning/meeting"] {
        let (seen, hidden) = (staff.get(path).await.text, tom.get(path).await.text);
        assert!(seen.contains("Order early") || seen.contains("Tom is slow"), "{path}");
        for told in [reference, "Order early", "Tom is slow"] {
            assert!(!hidden.contains(told), "{path}: {told}");
        }
    }
    for list in ["improvements", "themes"] {
        assert_eq!(staff.get(&format!("/learning/{list}/1")).await.status, 200);
        let (hidden, missing) =
            (tom.get(&format!("/learning/{list}/1")).await, tom.get(&format!("/learning/{list}/9")).await);
        assert!(hidden.status == 404 && missing.status == 404, "{list}");
        assert_eq!(hidden.words(), missing.words(), "{list}");
    }
    assert_eq!(tom.get("/learning/improvements/1/correction").await.status, 404);
    let form = tom.get(&format!("/learning/improvements/new?case={reference}")).await.form();
    assert_eq!(form.get("what"), Some(""), "nothing of it is told");
    let form = form.with("title", "Again").with("what", "More").with("due_on", "2026-05-01");
    let form = form.with("expected", "fewer").with("effect", "Less").with("code", "delay");
    let page = tom.post(&form).await;
    assert!(page.texts("#cases-error").join("").contains("There is no such case"), "{}", page.words());
}

#[tokio::test]
async fn what_is_wrong_in_it_is_put_right_and_what_ended_is_opened_again() {
    let house = House::new().await;
    started(&house).await;
    let mut tom = house.browser(TRUSTEE).await;
    fill(&mut tom, "/learning/improvements/1/done", &[("what", "A rota"), ("on", "2026-03-03")]).await;
    let path = "/learning/improvements/1/correction";
    assert!(refused(&mut tom, path, &[]).await.has("#reason-error"));
    let page = refused(&mut tom, path, &[("done_on", "2026-02-01"), ("reason", "It was done before")]).await;
    assert!(page.has("#done_on-error"), "{}", page.words());
    let right = [
        ("title", "Order by noon"),
        ("code", "attitude"),
        ("started_on", "2026-01-05"),
        ("done_on", "2026-02-01"),
        ("reason", "It was done before"),
    ];
    let page = fill(&mut tom, path, &right).await;
    assert_eq!(page.texts("h1"), ["Order by noon"]);
    let words = page.words();
    for told in [
        "Tom Trustee put it right: It was done before",
        "Title: Order by noon. Before: Order early.",
        "Cause: Attitude. Before: Delay.",
        "Done on: Sunday 1 February 2026. Before: Tuesday 3 March 2026.",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    let page = fill(&mut tom, "/learning/improvements/1/reopening", &[("reason", "There is more to do")]).await;
    assert!(page.words().contains("Tom Trustee opened it again: There is more to do"), "{}", page.words());
    assert_eq!(tom.get("/learning/improvements/1/reopening").await.status, 409);
}
