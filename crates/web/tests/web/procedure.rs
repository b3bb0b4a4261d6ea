//! The pages about the procedure: reading it, its versions, adopting one, closures.

use std::collections::BTreeSet;

use redress_domain::procedure::shipped;

use crate::browser::{Browser, Page};
use crate::house::{House, STAFF, handed_over};

const ADMIN: &str = "ada@example.org";

fn donnington() -> &'static str {
    shipped::find("donnington-service-failure").unwrap().text
}

fn next_version() -> String {
    donnington().replacen("version = \"1.0\"", "version = \"1.1\"", 1).replacen(
        "early_target = 5",
        "early_target = 4",
        1,
    )
}

async fn administrator(house: &House) -> Browser {
    house.add("Ada Administrator", ADMIN, &["administrator"]).await;
    house.browser(ADMIN).await
}

/// Sends a text of one's own to be adopted.
async fn paste(browser: &mut Browser, source: &str) -> Page {
    let form = browser.get("/procedure/adoption").await.form();
    browser.post(&form.with("which", "own:").with("source", source)).await
}

/// R1, R3, R16, R73
#[tokio::test]
async fn anybody_who_sees_cases_reads_the_procedure_by_its_parts() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let page = staff.get("/procedure").await;
    let words = page.words();
    for said in [
        "Donnington Partnership",
        "A draft: no body has adopted it yet.",
        "What the trustee who takes it on does.",
        "9. Never supplied: the guidance on compensation",
        "it does not take up single cases of poor service",
        "10 working days; to be aimed at: 5 working days",
        "An appointment was missed, or we came late.",
    ] {
        assert!(words.contains(said), "{said}");
    }
    assert!(page.has("svg[role=img] title") && page.texts("nav ul a").contains(&"5. The trustee in charge".to_owned()));
    for step in page.texts("main ol ol li a") {
        assert!(step.starts_with("part "), "{step}");
    }
    let part = staff.get("/procedure/parts/5").await;
    assert_eq!(part.texts("h1"), ["Part 5: The trustee in charge"]);
    assert!(part.words().contains("Stage 1 - Immediate resolution: Agree an action plan"));
    assert_eq!(staff.get("/procedure/parts/77").await.status, 404);
}

#[tokio::test]
async fn every_shipped_procedure_can_be_adopted_and_read() {
    let house = House::new().await;
    let mut admin = administrator(&house).await;
    for file in shipped::all() {
        let form = admin.get("/procedure/adoption").await.form().with("which", &format!("shipped:{}", file.id));
        let page = admin.submit(&form).await;
        assert_eq!(page.status, 200, "{}", file.id);
        assert!(page.words().contains("A draft: no body has adopted it yet."), "{}", file.id);
        let parts: BTreeSet<String> = page.attributes("a[href^='/procedure/parts/']", "href").into_iter().collect();
        for href in parts {
            assert_eq!(admin.get(&href).await.status, 200, "{}: {href}", file.id);
        }
    }
    let versions = admin.get("/procedure/versions").await;
    assert_eq!(versions.texts("dt").len(), shipped::all().len());
}

/// R3
#[tokio::test]
async fn the_next_step_of_a_case_opens_its_part_in_the_version_of_the_case() {
    let house = House::new().await;
    let mut staff = house.browser(STAFF).await;
    let case = handed_over(&mut staff).await;
    let newer = next_version().replace("title = \"The trustee in charge\"", "title = \"Whoever is in charge\"");
    let newer = newer.replace("title = \"When it cannot be settled at the point of contact\"", "title = \"Later\"");
    house.app.adopt_procedure("donnington", "new.toml", &newer, None).await.unwrap();
    let mut staff = house.browser(STAFF).await;
    let page = staff.get(&case).await;
    let links = page.attributes("a[href^='/procedure/parts/']", "href");
    let part = staff.get(&links[0]).await;
    assert_eq!(part.texts("h1"), ["Part 4: When it cannot be settled at the point of contact"]);
    assert!(part.words().contains("version 1.0"));
    assert_eq!(staff.get("/procedure/parts/4").await.texts("h1"), ["Part 4: Later"]);
}

/// R73
#[tokio::test]
async fn an_administrator_adopts_a_text_and_sees_what_changed() {
    let house = House::new().await;
    let mut admin = administrator(&house).await;
    let form = admin.get("/procedure/adoption").await.form();
    let form = form.with("which", "own:").with("source", &next_version().replace('\n', "\r\n"));
    let page = admin.post(&form.clone().with("body", "The board")).await;
    assert_eq!(page.status, 422);
    assert!(page.words().contains("Enter who signed it"), "{}", page.words());
    let signed = form.with("body", "The board").with("signatory", "A. Clerk").with("date", "2026-03-01");
    let page = admin.submit(&signed).await;
    assert!(page.words().contains("Version 1.1. Adopted by The board on Sunday 1 March 2026, signed by A. Clerk"));

    let from_to = "from=donnington-service-failure@1.0&to=donnington-service-failure@1.1";
    let page = admin.get(&format!("/procedure/versions?{from_to}")).await;
    assert!(page.words().contains("donnington-service-failure 1.1 Adopted by The board"), "{}", page.words());
    assert_eq!(page.texts("dt .rd-mono"), ["clocks.plan.early_target", "version"]);
    assert_eq!(page.texts("del"), ["5", "1.0"]);
    assert_eq!(page.texts("ins"), ["4", "1.1"]);
    assert_eq!(admin.get("/procedure/versions?from=x@1&to=y@2").await.status, 404);

    // Chosen again without a word on adoption, it stays adopted.
    let form = admin.get("/procedure/adoption").await.form().with("which", "kept:donnington-service-failure@1.1");
    assert!(admin.submit(&form).await.words().contains("Adopted by The board"));
}

/// R2, R73
#[tokio::test]
async fn a_procedure_is_adopted_in_the_organisations_own_words() {
    let house = House::new().await;
    let mut admin = administrator(&house).await;
    assert!(admin.get("/procedure").await.words().contains("“service failure” for what is handled"));
    let form = admin.get("/procedure/adoption").await.form().with("which", "shipped:donnington-service-failure");
    let long = "x".repeat(301);
    let page = admin.post(&form.clone().with("person", "resident").with("case", &long)).await;
    assert_eq!(page.status, 422);
    assert!(page.words().contains("at most 300 characters. Shorten it"), "{}", page.words());
    assert_eq!(page.attributes("#person, #case", "value"), ["resident".to_owned(), long], "what was typed is kept");
    assert_eq!(page.attributes(".govuk-error-summary a", "href"), ["#case"]);

    let worded = form.with("person", "<b>\"resident\"</b>").with("case", "complaint").with("cases", "complaints");
    let signed = worded.with("body", "The board").with("signatory", "A. Clerk").with("date", "2026-03-01");
    let page = admin.submit(&signed).await;
    let version = "1.0-_b__resident___b_.complaint.complaints";
    for said in [
        format!("Version {version}. Adopted by The board on Sunday 1 March 2026").as_str(),
        "Its words: “<b>\"resident\"</b>” for the one who complains, “complaint” for what is handled, “complaints” for",
    ] {
        assert!(page.words().contains(said), "{said}: {}", page.words());
    }
    assert_eq!(house.browser(STAFF).await.get("/cases/new").await.texts("h1"), ["Log a complaint"]);

    // Its adoption was of these words: other ones are a draft, the same are not.
    let kept = format!("kept:donnington-service-failure@{version}");
    let again = admin.get("/procedure/adoption").await.form().with("which", &kept);
    let other = admin.submit(&again.clone().with("person", "tenant")).await;
    assert!(other.words().contains("Version 1.0-tenant.complaint.complaints. A draft"), "{}", other.words());
    assert!(admin.submit(&again.with("cases", "complaints")).await.words().contains("Adopted by The board"));
}

#[tokio::test]
async fn a_text_with_errors_is_shown_with_their_places_and_nothing_is_installed() {
    let house = House::new().await;
    let mut admin = administrator(&house).await;
    let broken = next_version().replace("owner_roles = [\"trustee\"]", "owner_roles = [\"nobody\"]");
    for (source, said) in [
        (broken.as_str(), "procedure.toml:"),
        ("no toml at all", "This is not TOML"),
        ("", "Paste the text of the procedure file."),
    ] {
        let page = paste(&mut admin, source).await;
        assert_eq!(page.status, 422, "{source:.20}");
        assert!(page.words().contains(said), "{said}: {}", page.words());
        assert!(
            page.texts("textarea")[0].contains(source.lines().next().unwrap_or_default()),
            "what was typed is kept"
        );
    }
    let other = donnington().replacen("Service failure procedure", "Another title", 1);
    assert_eq!(paste(&mut admin, &other).await.status, 409, "a version never changes");
    assert_eq!(admin.get("/procedure/versions").await.texts("dt"), ["donnington-service-failure 1.0"]);
}

#[tokio::test]
async fn closures_are_listed_and_added_once_each() {
    let house = House::new().await;
    let mut admin = administrator(&house).await;
    let form = admin.get("/procedure/closures").await.form().with("date", "2026-08-03").with("label", "Feast week");
    let page = admin.submit(&form).await;
    assert_eq!((page.texts("dt"), page.texts("dd")), (vec!["Monday 3 August 2026".into()], vec!["Feast week".into()]));
    let again = admin.post(&form).await;
    assert_eq!(again.status, 409);
    assert!(again.words().contains("A closure on 2026-08-03 is there already."), "{}", again.words());
    let beyond = admin.post(&form.with("date", "2099-01-01")).await;
    assert_eq!(beyond.status, 422);
    assert!(beyond.words().contains("vouches for"), "{}", beyond.words());
}

#[tokio::test]
async fn only_administrators_find_the_pages_that_change_something() {
    let house = House::new().await;
    let mut admin = administrator(&house).await;
    let mut staff = house.browser(STAFF).await;
    for path in ["/procedure/adoption", "/procedure/closures"] {
        assert_eq!(staff.get(path).await.status, 404, "{path}");
        assert!(!staff.get("/procedure").await.attributes("a", "href").contains(&path.to_owned()));
        let form = admin.get(path).await.form();
        assert_eq!(admin.post(&form.clone().with("csrf", "forged")).await.status, 403, "{path}");
        let theirs = staff.get("/procedure").await.attributes("input[name=csrf]", "value").remove(0);
        assert_eq!(staff.post(&form.with("csrf", &theirs)).await.status, 404, "{path}");
    }
    let mut stranger = house.visitor();
    assert!(stranger.get("/procedure").await.location().starts_with("/sign-in"));
}
