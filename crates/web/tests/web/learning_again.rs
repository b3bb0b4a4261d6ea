//! What comes again, the themes that are named, whether an improvement action worked, and the meeting that looks at all of it.

use redress_app::Actor;
use redress_domain::procedure::{Channel, Route};
use redress_domain::register::{BroughtBy, PlacedCase, RegisterCase, RegisterClosure, RegisterHandling};
use redress_domain::time::{Date, parse_date, plus_months};

use crate::drivers::fill;
use crate::house::{House, STAFF, TRUSTEE};

fn upheld(received_on: Date, line: u64) -> PlacedCase {
    let closed = RegisterClosure { on: received_on, outcome: "upheld".to_owned(), code: Some("delay".to_owned()) };
    let handling = RegisterHandling {
        route: Route::S1,
        received_on,
        closed: Some(closed),
        extended_to: None,
        finding: None,
        explanation: None,
        action_taken: None,
        learning: None,
        handled_by: Vec::new(),
    };
    let case = RegisterCase {
        reference: format!("OLD-{line:05}"),
        received_on,
        channel: Channel::Phone,
        brought_by: BroughtBy::Complainant,
        service_area: Some("Catering".to_owned()),
        summary: None,
        outcome_wanted: None,
        handlings: vec![handling],
        external: None,
    };
    PlacedCase { line, case }
}

/// Upheld delays in catering, month by month from January 2025 on.
async fn import(house: &House, counts: &[u32]) {
    let first = parse_date("2025-01-10").unwrap();
    let days = (0..).zip(counts).flat_map(|(month, count)| (0..*count).map(move |_| plus_months(first, month)));
    let cases = (1..).zip(days).map(|(line, on)| upheld(on, line)).collect();
    house.app.import_register(&Actor::operator("donnington"), cases, false).await.unwrap();
}

/// R10, R101
#[tokio::test]
async fn what_comes_again_is_found_and_whether_what_is_done_helps_is_shown() {
    let house = House::new().await;
    let mut tom = house.browser(TRUSTEE).await;
    assert!(tom.get("/learning/themes").await.words().contains("No cause came up twice"));
    import(&house, &[8, 9, 10, 11, 8, 9, 10, 11, 8, 9, 10, 11, 8, 9]).await;
    let page = tom.get("/learning").await;
    let words = page.words();
    assert!(words.contains("Delay in Catering") && words.contains("nothing is done about it yet"), "{words}");
    assert!(page.texts(".rd-case a").contains(&"OLD-00131".to_owned()), "the latest cases are named: {words}");
    let start = page.attributes("a[href*='cause=delay']", "href").remove(0);
    let named = tom.get(&start).await.form();
    assert_eq!(named.get("cases").unwrap().lines().next(), Some("OLD-00131"));
    let fields = [
        ("title", "Order early"),
        ("what", "Order by noon"),
        ("due_on", "2026-03-20"),
        ("expected", "fewer"),
        ("effect", "Fewer late lunches"),
    ];
    fill(&mut tom, &start, &fields).await;
    let words = tom.get("/learning/themes").await.words();
    assert!(words.contains("Covered by Improvement action 1"), "{words}");
    fill(&mut tom, "/learning/improvements/1/done", &[("what", "We do"), ("on", "2026-03-03")]).await;
    house.set_clock("2027-02-02T10:00");
    let mut tom = house.browser(TRUSTEE).await;
    let page = tom.get("/learning/improvements/1").await;
    assert_eq!(page.texts(".rd-chip"), ["done", "Worked"], "{}", page.words());
    assert_eq!(page.texts("figure svg > title").len(), 1);
    assert!(!page.texts("figcaption")[0].starts_with("Worked"), "the verdict is said once");
    assert!(page.words().contains("It counts the cases that you may see."));
    assert_eq!(page.texts("tbody tr").len(), 24, "14 months before, 10 after");
    assert!(tom.get("/learning").await.texts(".rd-chip").contains(&"Worked".to_owned()));
    let page = tom.get("/learning/meeting?since=2026-03-01").await;
    assert!(page.has("figure svg") && page.words().contains("New is what came since Sunday 1 March 2026"));
    let later = tom.get("/learning/meeting?since=2026-12-01").await;
    assert!(later.words().contains("Done since: did it work? None was done."), "{}", later.words());
    let wrong = tom.get("/learning/meeting?since=soon").await;
    assert!(wrong.status == 422 && wrong.has("#since-error"));
}

#[tokio::test]
async fn a_theme_is_named_changed_and_acted_upon() {
    let house = House::new().await;
    import(&house, &[1, 1]).await;
    let mut tom = house.browser(TRUSTEE).await;
    let named = [("title", "Lunch"), ("note", "Rung about in the morning"), ("cases", "OLD-00001\nOLD-00002")];
    let page = fill(&mut tom, "/learning/themes/new?cause=delay&area=Catering", &named).await;
    assert!(page.words().contains("Delay in Catering") && page.words().contains("OLD-00002"), "{}", page.words());
    let form = tom.get("/learning/themes/1/text").await.form();
    assert_eq!(form.get("cases"), Some("OLD-00001\nOLD-00002"));
    fill(&mut tom, "/learning/themes/1/text", &[("title", "Late lunches")]).await;
    assert_eq!(tom.post(&form.with("title", "Old")).await.status, 412);
    let form = tom.get("/learning/improvements/new?theme=1").await.form();
    assert_eq!(
        (form.get("title"), form.get("code"), form.get("theme")),
        (Some("Late lunches"), Some("delay"), Some("1"))
    );
    let rest = form.with("what", "Order by noon").with("due_on", "2026-03-20").with("expected", "not-measurable");
    tom.submit(&rest.with("not_measurable", "Few ring")).await;
    let page = house.browser(STAFF).await.get("/learning/themes/1").await;
    assert_eq!(page.texts("h1"), ["Late lunches"]);
    assert!(page.texts(".rd-case a").contains(&"Late lunches".to_owned()), "{}", page.words());
    let [first, beyond] = [tom.get("/learning/themes").await, tom.get("/learning/themes?after=100").await];
    assert!(first.words().contains("Delay in Catering") && !first.has(".govuk-pagination"), "{}", first.words());
    assert!(beyond.words().contains("No others came up again") && beyond.words().contains("No others were named"));
    assert!(beyond.texts(".govuk-pagination a").contains(&"Back to the beginning".to_owned()), "{}", beyond.words());
}
