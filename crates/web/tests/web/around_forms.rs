//! Forms around a case: time, the board, other cases, versions, its end, outside bodies.

use crate::drivers::{ADMIN, closed_not_agreed, fill, refused, typed};
use crate::house::{House, STAFF, TRUSTEE, call, handed_over};
use crate::trial::{trial, try_all, try_out};

#[tokio::test]
async fn cases_are_linked_joined_and_merged() {
    let house = House::full().await;
    let mut staff = house.browser(STAFF).await;
    let first = handed_over(&mut staff).await;
    let second = handed_over(&mut staff).await;
    let mut ada = house.browser(ADMIN).await;
    try_all(
        &mut ada,
        &second,
        &[
            trial("links", &[("to", "SF-2026-0001"), ("kind", "related")], "Linked it to SF-2026-0001"),
            trial(
                "joint",
                &[("body", "The council"), ("we_lead", "no")],
                "The council leads and gives the one answer.",
            ),
        ],
    )
    .await;
    let other = ada.get(&first).await;
    assert!(other.texts("#other-cases + ul a").contains(&"SF-2026-0002".to_owned()), "{}", other.words());
    let merged = [("into", "SF-2026-0001"), ("reason", "She rang twice")];
    try_out(&mut ada, &second, &trial("merge", &merged, "Merged into SF-2026-0001, where it goes on")).await;
    assert!(ada.get(&first).await.words().contains("Took in the duplicate SF-2026-0002"));
    let page = refused(&mut ada, &format!("{first}/links"), &[("to", "SF-2026-9999"), ("kind", "related")]).await;
    assert_eq!(page.status, 422);
    assert!(page.has("#to-error"));
}

#[tokio::test]
async fn what_is_taken_back_is_closed_and_may_be_opened_again() {
    let house = House::full().await;
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut ada = house.browser(ADMIN).await;
    try_out(&mut ada, &case, &trial("withdrawal", &[("means", "phone")], "The customer took it back by phone")).await;
    assert_eq!(ada.get(&case).await.texts(".moj-badge"), ["Closed"]);
    try_out(&mut ada, &case, &trial("reopening", &[("reason", "She changed her mind")], "Opened it again")).await;
    assert_eq!(ada.get(&case).await.texts(".moj-badge"), ["Open"]);
}

/// R56
#[tokio::test]
async fn the_board_discusses_it_without_those_who_review_it() {
    let house = House::full().await;
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut tom = house.browser(TRUSTEE).await;
    let referral = [("ground", "not-satisfied"), ("reason", "She wants an apology from the board")];
    try_out(&mut tom, &case, &trial("board-referral", &referral, "Took it to the board")).await;
    let page = tom.get(&format!("{case}/board-decision")).await;
    let barred = page.attributes("input[name=present][disabled]", "value");
    assert!(barred.contains(&"carol".to_owned()) && barred.contains(&"vera".to_owned()), "{barred:?}");
    assert!(!page.has("input[name=outcome]"), "it discusses, and decides nothing");
    let came_to = [("present", "bill"), ("conclusion", "The board says sorry.")];
    try_out(&mut tom, &case, &trial("board-decision", &came_to, "The board discussed it")).await;
}

/// R18
#[tokio::test]
async fn each_class_it_was_given_stands_with_its_day() {
    let house = House::full().await;
    let mut staff = house.browser(STAFF).await;
    let form = call(&mut staff).await.with("class", "first-request").with("now", "later");
    let case = staff.post(&form).await.location();
    house.set_clock("2026-03-05T09:00");
    let mut staff = house.browser(STAFF).await;
    let page = fill(&mut staff, &format!("{case}/triage"), &[("class", "failure")]).await;
    let about = page.texts("#about + .govuk-summary-list").join(" ");
    assert!(about.contains("First request, Tuesday 3 March 2026 Service failure, Thursday 5 March 2026"), "{about}");
}

/// R73
#[tokio::test]
async fn a_case_goes_over_to_another_version_by_a_command_alone() {
    let house = House::full().await;
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let file = redress_domain::procedure::shipped::find("donnington-service-failure").unwrap();
    let newer = file.text.replacen("version = \"1.0\"", "version = \"1.1\"", 1);
    house.app.adopt_procedure("donnington", file.file, &newer, None).await.unwrap();
    let mut ada = house.browser(ADMIN).await;
    assert!(ada.get(&case).await.words().contains("version 1.0"), "by itself it stays on its own");
    let change = [("version", "1.1"), ("reason", "The board asks for it")];
    let said = "Went over to version 1.1 of the procedure";
    try_out(&mut ada, &case, &trial("procedure-version", &change, said)).await;
}

/// R16, R63, R105
#[tokio::test]
async fn the_outside_body_stands_there_once_the_procedure_is_finished_and_not_before() {
    let house = House::full().await;
    let case = crate::panel::exhausted(&house).await;
    let mut staff = house.browser(STAFF).await;
    let page = staff.get(&case).await;
    let outside = page.texts("#outside + .govuk-summary-list").join(" ");
    assert!(outside.contains("www.fundraisingregulator.org.uk"), "{outside}");
    assert!(outside.contains("It is to be asked within 2 months of our reply."), "{outside}");
    assert!(!staff.get(&format!("{case}/letters")).await.has("input[name=letter][disabled]"));
    try_all(
        &mut staff,
        &case,
        &[
            trial("letters", &[("letter", "final")], "The decision of the Review Panel"),
            trial("outside-referral", &[("body", "charity-commission")], "The customer turned to Charity Commission"),
            trial("outside-decision", &[("upheld", "no")], "The outside body did not uphold it"),
        ],
    )
    .await;
    let earlier = closed_not_agreed(&house).await;
    let page = staff.get(&format!("{earlier}/letters")).await;
    assert_eq!(page.attributes("input[name=letter][disabled]", "value"), ["final"]);
    assert!(page.words().contains("it waits until the last stage is closed"));
}

/// R10
#[tokio::test]
async fn the_same_again_in_the_same_service_area_is_marked() {
    let house = House::full().await;
    let mut staff = house.browser(STAFF).await;
    let mut cases = Vec::new();
    for _ in 0..2 {
        let form = call(&mut staff).await;
        let form = typed(
            form,
            &[
                ("service_area", "Catering"),
                ("now", "settled"),
                ("done", "Said sorry."),
                ("agreed_means", "phone"),
                ("answer", "no"),
                ("compensation", "none"),
                ("code", "delay"),
            ],
        );
        let case = staff.post(&form).await.location();
        let learnt =
            [("reason", "Late"), ("root_cause", "No list"), ("learnt", "nothing"), ("service_area", "Catering")];
        fill(&mut staff, &format!("{case}/learning"), &learnt).await;
        cases.push(case);
    }
    let page = staff.get(&cases[1]).await;
    assert!(page.words().contains("The same happened before: SF-2026-0001."), "{}", page.words());
    assert!(page.texts("#other-cases + ul a").contains(&"SF-2026-0001".to_owned()));
}

#[tokio::test]
async fn a_time_limit_is_extended_paused_and_resumed_where_the_procedure_lets_it() {
    let file = redress_domain::procedure::shipped::find("donnington-service-failure").unwrap();
    let rules = "timescale = true\nextension = { max = 10, approver_role = \"trustee\", tell_customer = true, \
        give_outside_contact = true, reasons = [{ id = \"complex\", label = \"It is complex\" }] }\n\
        pause = { max = 20, reasons = [{ id = \"person\", label = \"We wait for the person\" }] }";
    let house = House::under(file.file, &file.text.replacen("timescale = true", rules, 1)).await;
    for (name, email, role) in [("Asha Staff", STAFF, "staff"), ("Tom Trustee", TRUSTEE, "trustee")] {
        house.add(name, email, &[role]).await;
    }
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut tom = house.browser(TRUSTEE).await;
    let extension = [
        ("to", "2026-03-20"),
        ("ground", "complex"),
        ("reason", "Three people to ask"),
        ("approver", "tom"),
        ("told", "phone"),
        ("outside_contact_given", "yes"),
    ];
    let untold: Vec<_> = extension.into_iter().filter(|(name, _)| *name != "told").collect();
    let page = refused(&mut tom, &format!("{case}/extension"), &untold).await;
    assert!(page.has("#told-error"), "{}", page.words());
    try_all(
        &mut tom,
        &case,
        &[
            trial("extension", &extension, "Extended the time limit to Friday 20 March 2026"),
            trial("pause", &[("reason", "person")], "paused since Tuesday 3 March 2026"),
        ],
    )
    .await;
    assert!(tom.get(&case).await.has(".rd-clock--paused .rd-chip--paused"));
    let page = tom.get(&format!("{case}/resumption")).await;
    assert!(page.words().contains("It has been paused since Tuesday 3 March 2026."));
    try_out(&mut tom, &case, &trial("resumption", &[("on", "2026-03-03")], "Resumed the time limit")).await;
}
