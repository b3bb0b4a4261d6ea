//! Forms about people: what is known of the person, limits, staff, interests.

use crate::drivers::{Fields, OTHER_TRUSTEE, fill, typed};
use crate::house::{CHAIR, House, STAFF, TRUSTEE, call, handed_over};
use crate::trial::{trial, try_all, try_out};

/// R7, R26, R46
#[tokio::test]
async fn what_is_known_of_the_person_is_recorded_and_shown_at_every_contact() {
    let house = House::full().await;
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut staff = house.browser(STAFF).await;
    try_all(
        &mut staff,
        &case,
        &[
            trial(
                "representative",
                &[("representative_name", "Rita Jones"), ("representative_relation", "Daughter")],
                "tell them nothing of the case until consent is recorded",
            ),
            trial("consent", &[("given", "yes"), ("means", "phone")], "The customer consented by phone"),
            trial("safety-note", &[("text", "A dog in the yard")], "A dog in the yard"),
            trial("updates", &[("means", "email"), ("text", "We wait for the caterer.")], "Told the customer by email"),
            trial("apologies", &[("means", "phone"), ("words", "We are sorry.")], "We are sorry."),
            trial("letters", &[("letter", "who-has-it")], "Made a letter: Who is looking after it"),
            trial(
                "behaviour-warnings",
                &[("what", "Shouted at the receptionist"), ("means", "phone")],
                "Warned the customer by phone about behaviour",
            ),
        ],
    )
    .await;
    fill(&mut staff, &format!("{case}/adjustments"), &[("adjustments", "large-print"), ("note", "Ring after six")])
        .await;
    let page = staff.get(&format!("{case}/contacts")).await;
    let notices = page.texts(".rd-notice").join("|");
    for said in ["Large print", "Ring after six", "A dog in the yard"] {
        assert!(notices.contains(said), "{said} in {notices}");
    }
    assert_eq!(page.form().get("safety"), Some("A dog in the yard"));
    assert!(staff.get(&case).await.has(".rd-notices"), "and on the page of the case");
}

#[tokio::test]
async fn a_limit_on_contact_is_set_shown_and_lifted_by_those_who_decide_on_it() {
    let house = House::full().await;
    house.add("Mina Manager", "mina@example.org", &["administrator", "chair"]).await;
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut mina = house.browser("mina@example.org").await;
    let warning: Fields<'_> = &[("what", "Forty calls in a day"), ("means", "letter")];
    fill(&mut mina, &format!("{case}/behaviour-warnings"), warning).await;
    let limit = [
        ("limits", "one-contact"),
        ("reasons", "Nobody else can be reached."),
        ("until", "2026-09-01"),
        ("review_on", "2026-06-01"),
        ("adjustments_considered", "yes"),
    ];
    try_out(&mut mina, &case, &trial("contact-limits", &limit, "Contact is limited")).await;
    let page = mina.get(&case).await;
    assert!(page.texts(".rd-notice")[0].contains("One named person to speak to"), "{:?}", page.texts(".rd-notice"));
    let lifted = [("result", "lift"), ("reasons", "It is calm now.")];
    try_out(&mut mina, &case, &trial("contact-limit-review", &lifted, "Lifted the limit on contact")).await;
    assert!(!mina.get(&case).await.has(".rd-notice"));
}

/// R79
#[tokio::test]
async fn what_follows_for_staff_stands_in_a_part_that_front_line_staff_do_not_see() {
    let house = House::full().await;
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut tom = house.browser(TRUSTEE).await;
    let matter = [("kind", "training-need"), ("about", "asha"), ("text", "Show her the booking book")];
    try_out(&mut tom, &case, &trial("staff-matters", &matter, "Show her the booking book")).await;
    assert!(tom.get(&case).await.has(".rd-restricted #staff-matters"));
    let mut staff = house.browser(STAFF).await;
    let page = staff.get(&case).await;
    assert!(!page.text.contains("booking book") && !page.text.contains("staff-matters"), "{}", page.words());
    assert_eq!(staff.get(&format!("{case}/staff-matters")).await.status, 409);
}

#[tokio::test]
async fn whoever_has_an_interest_steps_back_and_another_takes_it_on() {
    let house = House::full().await;
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut tom = house.browser(TRUSTEE).await;
    let interest = [("what", "She is my sister")];
    try_out(&mut tom, &case, &trial("interests", &interest, "declared an interest and stepped back")).await;
    let mut staff = house.browser(STAFF).await;
    let page = staff.get(&format!("{case}/handover")).await;
    assert_eq!(page.attributes("input[name=to]:not([disabled])", "value"), ["bill"]);
    assert!(page.words().contains("They have declared an interest in it"), "{}", page.words());
    let mut bill = house.browser(OTHER_TRUSTEE).await;
    assert_eq!(bill.get(&case).await.status, 200);
    let mut carol = house.browser(CHAIR).await;
    assert_eq!(carol.get(&case).await.status, 200);
}

#[tokio::test]
async fn logging_asks_whom_it_is_about_when_it_happened_and_what_the_person_needs() {
    let house = House::full().await;
    let mut staff = house.browser(STAFF).await;
    let form = typed(
        call(&mut staff).await,
        &[
            ("happened_on", "2026-02-27"),
            ("needs", "yes"),
            ("adjustments", "interpreter"),
            ("adjustments", "more-time"),
            ("about_staff", "yes"),
            ("subjects", "bill"),
            ("now", "later"),
        ],
    );
    let page = staff.submit(&form).await;
    let words = page.words();
    for said in ["Interpreter; More time", "Whom it is about Bill Trustee", "When it happened Friday 27 February 2026"]
    {
        assert!(words.contains(said), "{said} in {words}");
    }
}
