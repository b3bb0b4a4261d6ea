//! Reports: the choice of a period, the figures and the cases behind each, writing, approving and publishing, what everybody reads.

use crate::browser::Browser;
use crate::house::{CHAIR, House, STAFF, TRUSTEE, call, handed_over};

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
async fn every_figure_opens_the_cases_behind_it_and_says_how_it_is_counted() {
    let house = quarter().await;
    let mut tom = house.browser(TRUSTEE).await;
    let page = tom.get("/reports/2025-26-Q4").await;
    assert_eq!(page.texts("h1"), ["Learning from service failures"]);
    let mut followed = 0;
    for href in page.attributes("table td a", "href") {
        let list = tom.get(&href).await;
        assert_eq!(list.status, 200, "{href}");
        let link = format!("table td a[href='{href}']");
        let shown: usize = page.texts(&link)[0].parse().unwrap();
        assert_eq!(list.texts(".rd-case__reference").len(), shown, "{href}");
        assert!(!list.texts("main p.govuk-body")[0].is_empty(), "{href}: its rule");
        followed += 1;
    }
    assert!(followed > 30, "{followed}");
    let closed = tom.get("/reports/2025-26-Q4/cases?figure=outcome.resolved&row=S1").await;
    assert_eq!(closed.texts(".rd-case__reference"), ["SF-2026-0001"]);
    let by_phone = tom.get("/reports/2025-26-Q4/cases?figure=closed&row=total&part=channel:phone").await;
    assert_eq!(by_phone.texts(".rd-case__reference"), ["SF-2026-0001"]);
}

/// R84
#[tokio::test]
async fn a_period_is_chosen_or_written_and_what_was_missed_is_told() {
    let house = quarter().await;
    let mut tom = house.browser(TRUSTEE).await;
    assert!(tom.get("/reports").await.texts("main").join(" ").contains("not over yet"));
    house.set_clock("2026-08-03T10:00");
    let mut tom = house.browser(TRUSTEE).await;
    assert!(tom.get("/reports").await.texts("main").join(" ").contains("to be written"));
    assert_eq!(tom.get("/reports?period=2025-26-Q1").await.location(), "/reports/2025-26-Q1");
    assert_eq!(tom.get("/reports?period=2025-26-Q1&other=2017-07").await.location(), "/reports/2017-07");
    let wrong = tom.get("/reports?other=soon").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.has("#other-error"));
    let to_come = tom.get("/reports/2025-26-Q4?known_on=2027-01-01").await;
    assert!(to_come.status == 422 && to_come.has("#known_on-error"));
    assert_eq!(tom.get("/reports/2025-26-Q4?known_on=2026-03-02").await.texts(".rd-stat__number")[0], "0");
}

/// R81, R84, R109, R110
#[tokio::test]
async fn a_report_is_written_approved_by_somebody_else_published_and_read_by_everybody() {
    let house = quarter().await;
    house.set_clock("2026-04-07T10:00");
    let draft = "/reports/2025-26-Q4/draft";
    let mut tom = house.browser(TRUSTEE).await;
    let page = tom.get(draft).await;
    assert!(page.texts(".rd-notice")[0].contains("Name its author"));
    let form = page.form_to("/reports/2025-26-Q4/draft");
    let written = form.with("author.name", "Tom Trustee").with("author.post", "Trustee");
    let answer = tom.post(&written.with("texts.next-steps", "The board reads it in May.")).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    let asked = tom.get(draft).await.form_to("/reports/2025-26-Q4/approval-request");
    assert_eq!(tom.post(&asked).await.status, 303);
    assert!(!tom.get(draft).await.has("form[action$='/approval']"), "nobody approves who may not");

    let mut carol = house.browser(CHAIR).await;
    for edition in ["", "?edition=public"] {
        let preview = carol.get(&format!("/reports/2025-26-Q4/preview{edition}")).await;
        assert_eq!(preview.status, 200);
        assert!(preview.texts("main").join(" ").contains("The board reads it in May."));
    }
    let approve = carol.get(draft).await.form_to("/reports/2025-26-Q4/approval");
    assert_eq!(carol.post(&approve).await.status, 303);
    let publish = carol.get(draft).await.form_to("/reports/2025-26-Q4/publication");
    assert_eq!(carol.post(&publish).await.status, 303);
    assert!(carol.post(&publish).await.status.is_client_error(), "a second press publishes nothing");

    let mut anybody = house.visitor();
    let list = anybody.get("/published/donnington").await;
    assert_eq!(list.attributes("main h2 a", "href"), ["/published/donnington/2025-26-Q4"]);
    assert_eq!(list.attributes("main li a", "href"), ["/published/donnington/2025-26-Q4?version=1"]);
    let public = anybody.get("/published/donnington/2025-26-Q4").await;
    let words = public.texts("main").join(" ");
    assert!(words.contains("The board reads it in May.") && !words.contains("SF-2026-0001"), "{words}");
    for (format, kind) in [("pdf", "application/pdf"), ("csv", "text/csv; charset=utf-8"), ("json", "application/json")]
    {
        let file = anybody.get(&format!("/published/donnington/2025-26-Q4?format={format}")).await;
        assert_eq!(file.status, 200);
        assert_eq!(file.headers["content-type"].to_str().unwrap(), kind);
    }
    assert_eq!(anybody.get("/published/donnington/2025-26-Q3").await.status, 404);
    assert_eq!(anybody.get("/published/nobody").await.status, 404);

    let correct = carol.get(draft).await.form_to("/reports/2025-26-Q4/correction");
    let silent = carol.post(&correct).await;
    assert_eq!(silent.status, 422);
    assert_eq!(carol.post(&correct.with("reason", "A case was recorded late.")).await.status, 303);
    assert!(tom.get(draft).await.texts("h1")[0].contains("Version 2"));
}

/// Publishes what the draft says: Tom asks, Carol approves and publishes.
async fn publish(tom: &mut Browser, carol: &mut Browser, text: &str) {
    let draft = "/reports/2025-26-Q4/draft";
    let form = tom.get(draft).await.form_to("/reports/2025-26-Q4/draft");
    let form = form.with("author.name", "Tom Trustee").with("author.post", "Trustee");
    let written = tom.post(&form.with("texts.next-steps", text)).await;
    assert_eq!(written.status, 303, "{}", written.words());
    let asked = tom.get(draft).await.form_to("/reports/2025-26-Q4/approval-request");
    assert_eq!(tom.post(&asked).await.status, 303);
    for step in ["approval", "publication"] {
        let form = carol.get(draft).await.form_to(&format!("/reports/2025-26-Q4/{step}"));
        assert_eq!(carol.post(&form).await.status, 303, "{step}");
    }
}

/// R84, R110
#[tokio::test]
async fn an_old_version_says_so_and_one_that_is_withheld_says_why() {
    let house = quarter().await;
    house.set_clock("2026-04-07T10:00");
    let (mut tom, mut carol) = (house.browser(TRUSTEE).await, house.browser(CHAIR).await);
    publish(&mut tom, &mut carol, "The board reads it in May.").await;
    let correct = carol.get("/reports/2025-26-Q4/draft").await.form_to("/reports/2025-26-Q4/correction");
    assert_eq!(carol.post(&correct.with("reason", "The board reads it in June.")).await.status, 303);
    publish(&mut tom, &mut carol, "The board reads it in June.").await;

    let mut anybody = house.visitor();
    let list = anybody.get("/published/donnington").await;
    assert_eq!(list.texts("main li").len(), 2);
    let [old, new] = [1, 2].map(|version| format!("/published/donnington/2025-26-Q4?version={version}"));
    assert!(anybody.get(&old).await.texts(".rd-notice")[0].contains("superseded by version 2"));
    assert!(!anybody.get(&new).await.has(".rd-notice"));
    let files = [anybody.get(&format!("{old}&format=csv")).await, anybody.get(&format!("{new}&format=csv")).await];
    assert_eq!(files.map(|file| file.text.contains("issue,,,superseded_by,2")), [true, false]);
    assert!(tom.get("/reports/2025-26-Q4?version=1").await.texts(".rd-notice")[0].contains("superseded by version 2"));
    assert!(
        !anybody.get(&new).await.texts("main").join(" ").contains("in May"),
        "what was taken out is not printed again"
    );

    let withhold = "/reports/2025-26-Q4/versions/1/withholding";
    assert_eq!(tom.get(withhold).await.status, 404);
    let form = carol.get(withhold).await.form();
    assert_eq!(carol.post(&form).await.status, 422);
    assert_eq!(carol.post(&form.with("reason", "It told too much.")).await.status, 303);
    let gone = anybody.get(&old).await;
    assert_eq!(gone.status, 410);
    assert!(gone.texts("main").join(" ").contains("It told too much."));
    let json = anybody.get(&format!("{old}&format=json")).await;
    assert_eq!(json.status, 410);
    assert_eq!(json.headers["content-type"].to_str().unwrap(), "application/problem+json");
    assert_eq!(anybody.get(&new).await.status, 200);
    assert_eq!(carol.get(withhold).await.status, 404, "it is withheld once");
}

/// R99, R102: a case that is upheld no more between showing and sending loses nobody's words, and gives them to no other case
#[tokio::test]
async fn words_of_a_case_that_is_upheld_no_more_are_refused_and_kept() {
    let house = quarter().await;
    house.set_clock("2026-04-07T10:00");
    let mut tom = house.browser(TRUSTEE).await;
    let form = tom.get("/reports/2025-26-Q4/draft").await.form_to("/reports/2025-26-Q4/draft");
    let field = |name: &str| format!("narratives.S1.SF-2026-0777.{name}");
    let sent = form.with(&field("tell"), "release").with(&field("finding"), "The gate was shut.");
    let refused = tom.post(&sent).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.texts(".govuk-error-summary").join(" ").contains("SF-2026-0777 is no longer among the upheld cases")
    );
    assert!(refused.texts("textarea").iter().any(|text| text.contains("The gate was shut.")));
    let let_go = refused.form_to("/reports/2025-26-Q4/draft").with(&field("tell"), "drop");
    assert_eq!(tom.post(&let_go).await.status, 303);
}

/// R110
#[tokio::test]
async fn an_edition_that_there_is_not_is_not_taken_for_the_internal_one() {
    let house = quarter().await;
    let mut tom = house.browser(TRUSTEE).await;
    for path in ["/reports/2025-26-Q4?edition=zz", "/reports/2025-26-Q4/file?edition=zz&format=csv"] {
        assert_eq!(tom.get(path).await.status, 404, "{path}");
    }
}

/// R95
#[tokio::test]
async fn figures_published_elsewhere_stand_beside_ours() {
    let house = quarter().await;
    let mut tom = house.browser(TRUSTEE).await;
    let path = "/reports/2025-26-Q4/published-elsewhere";
    let form = tom.get(path).await.form();
    assert_eq!(tom.post(&form.with("figures", "one,two")).await.status, 422);
    let form = tom.get(path).await.form();
    let figures = "table,row,measure,value\nvolumes,S1,received,2\nvolumes,S1,closed,7\n";
    assert_eq!(tom.post(&form.with("figures", figures)).await.status, 303);
    let kept = tom.get(path).await;
    assert_eq!(kept.texts("tbody tr").len(), 1);
    assert!(kept.texts("tbody tr")[0].contains('7'), "{:?}", kept.texts("tbody tr"));
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
