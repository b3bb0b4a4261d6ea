//! Reports: the choice of a period, the tables, and the cases behind each figure.

use redress_app::Actor;
use redress_domain::statistics::Edition;

use crate::house::{House, STAFF, TRUSTEE, call, handed_over};

async fn quarter() -> House {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let closed = call(&mut staff)
        .await
        .with("now", "settled")
        .with("done", "Apologised.")
        .with("agreed_means", "phone")
        .with("answer", "no")
        .with("compensation", "none")
        .with("code", "delay");
    assert_eq!(staff.post(&closed).await.status, 303);
    handed_over(&mut staff).await;
    house
}

/// R83
#[tokio::test]
async fn every_figure_opens_the_cases_behind_it() {
    let house = quarter().await;
    let mut tom = house.browser(TRUSTEE).await;
    let page = tom.get("/reports/2025-26-Q4").await;
    assert_eq!(page.texts("h1"), ["Learning from service failures"]);
    assert_eq!(page.texts("table caption").len(), 3);
    let mut followed = 0;
    for href in page.attributes("table td a", "href") {
        let list = tom.get(&href).await;
        assert_eq!(list.status, 200, "{href}");
        let link = format!("table td a[href='{href}']");
        let shown: usize = page.texts(&link)[0].split(' ').next().unwrap().parse().unwrap_or(1);
        let is_days = page.texts(&link)[0].contains("days of those closed");
        if !is_days {
            assert_eq!(list.texts(".rd-case__reference").len(), shown, "{href}");
        }
        followed += 1;
    }
    assert!(followed > 30, "{followed}");
    let closed = tom.get("/reports/2025-26-Q4/cases?figure=outcome.resolved&row=S1").await;
    assert_eq!(closed.texts(".rd-case__reference"), ["SF-2026-0001"]);
    assert_eq!(closed.texts("h1"), ["Resolved: Stage 1 - Immediate resolution"]);
}

#[tokio::test]
async fn a_period_is_chosen_or_written() {
    let house = House::new().await;
    let mut tom = house.browser(TRUSTEE).await;
    let page = tom.get("/reports").await;
    assert!(page.texts(".govuk-body-l")[0].starts_with("Quarter 3 of 2025-26"), "the last complete quarter");
    assert_eq!(tom.get("/reports?period=2025-26-Q1").await.location(), "/reports/2025-26-Q1");
    assert_eq!(tom.get("/reports?period=2025-26-Q1&other=2017-07").await.location(), "/reports/2017-07");
    let wrong = tom.get("/reports?other=soon").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.has("#other-error"));
}

#[tokio::test]
async fn who_may_not_report_finds_no_reports() {
    let file = redress_domain::procedure::shipped::find("spso-customer-service").unwrap();
    let without = file.text.replacen(r#""handle", "resolve", "report"]"#, r#""handle", "resolve"]"#, 1);
    assert_ne!(without, file.text);
    let spso = House::under(file.file, &without).await;
    spso.add("Fay Frontline", "fay@example.org", &["staff"]).await;
    let mut fay = spso.browser("fay@example.org").await;
    assert!(!fay.get("/cases").await.texts("nav").join(" ").contains("Reports"));
    for path in ["/reports", "/reports/2025-26-Q4"] {
        assert_eq!(fay.get(path).await.status, 404, "{path}");
    }
    let house = House::new().await;
    let mut tom = house.browser(TRUSTEE).await;
    for path in [
        "/reports/soon",
        "/reports/2025-26-Q4/cases?figure=nonsense&row=S1",
        "/reports/2025-26-Q4/cases?figure=closed&row=S9",
    ] {
        assert_eq!(tom.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn the_document_stands_by_itself() {
    let house = quarter().await;
    let report = house.app.report(&Actor::operator("donnington"), "2025-26-Q4", Edition::Public).await.unwrap();
    let document = redress_web::report_document(&report);
    let html = scraper::Html::parse_document(&document);
    let find = |selector: &str| html.select(&scraper::Selector::parse(selector).unwrap()).count();
    assert_eq!((find("table"), find("h1"), find("link, script, img, a")), (3, 1, 0));
    assert!(document.contains("Donnington Partnership") && document.contains("Public edition"));
}
