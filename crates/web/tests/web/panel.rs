//! The journey of a review: filter, panel, tie, board, plan, the end of the procedure.

use crate::drivers::{OTHER_TRUSTEE, VICE, fill, member_decides, panel_sits, refused, typed, under_review};
use crate::house::{CHAIR, House, STAFF, TRUSTEE};

/// Decided alike by both members, with nothing more to do, told to the person and closed.
pub async fn exhausted(house: &House) -> String {
    let case = panel_sits(house).await;
    member_decides(house, CHAIR, &case, "not-upheld", "no").await;
    let page = member_decides(house, VICE, &case, "not-upheld", "no").await;
    assert!(page.words().contains("It comes to: Not upheld; nothing more is to be done"), "{}", page.words());
    let mut carol = house.browser(CHAIR).await;
    let at = |last: &str| format!("{case}/{last}");
    let decision = [
        ("outcome", "not-upheld"),
        ("code", "delay"),
        ("no_evidence_reason", "It was said by phone"),
        ("finding", "No"),
    ];
    fill(&mut carol, &at("decision"), &decision).await;
    fill(&mut carol, &at("compensation"), &[("compensation", "none")]).await;
    fill(&mut carol, &at("written-reply"), &[("answer", "no")]).await;
    fill(&mut carol, &at("confirmation"), &[("means", "phone")]).await;
    let page = fill(&mut carol, &at("closure"), &[]).await;
    assert!(page.has("#outside"), "{}", page.words());
    case
}

/// R61
#[tokio::test]
async fn the_filter_says_with_reasons_whether_a_review_goes_ahead() {
    let house = House::full().await;
    let case = under_review(&house).await;
    let mut carol = house.browser(CHAIR).await;
    let page = carol.get(&case).await;
    assert_eq!(page.texts(".rd-next__title"), ["Is a review of value to the customer or the charity?"]);
    let path = format!("{case}/filter-decision");
    let page = refused(&mut carol, &path, &[("accept", "yes"), ("reason", "Why not")]).await;
    assert!(page.has("#tests-error"), "{}", page.words());
    let page = fill(&mut carol, &path, &[("accept", "no"), ("reason", "All of it was done.")]).await;
    assert!(page.words().contains("Declined the review"), "{}", page.words());
    assert!(!page.attributes("nav a", "href").iter().any(|href| href.ends_with("/panel")), "nobody is convened");
}

/// R42, R59, R60
#[tokio::test]
async fn the_panels_seats_offer_who_may_sit_and_say_why_others_may_not() {
    let house = House::full().await;
    let case = under_review(&house).await;
    let mut carol = house.browser(CHAIR).await;
    let accepted = [("tests", "value-to-charity"), ("accept", "yes"), ("reason", "Others may be hit as well.")];
    fill(&mut carol, &format!("{case}/filter-decision"), &accepted).await;
    let page = carol.get(&format!("{case}/panel")).await;
    let form = page.form();
    assert_eq!((form.get("seats.0.member"), form.get("seats.1.member")), (Some("carol"), Some("vera")), "prefilled");
    let offered = page.texts("select[name='seats.1.member'] option");
    assert_eq!(offered, ["Nobody", "Vera Vice", "Bill Trustee (stands in)"]);
    let reasons = page.texts(".rd-reasons").join(" ");
    assert!(reasons.contains("They have acted on it at 'Stage 1 - Immediate resolution'"), "{reasons}");
    let refused = carol.post(&form.clone().with("seats.1.member", "tom")).await;
    assert_eq!(refused.status, 409, "{}", refused.words());
    assert!(refused.words().contains("nobody reviews what they handled"), "{}", refused.words());
    let page = carol.submit(&form.with("seats.1.member", "bill")).await;
    assert!(page.words().contains("Bill Trustee, for the Vice Chair"), "{}", page.words());
}

/// R59, R62
#[tokio::test]
async fn each_member_decides_by_themselves_and_answers_both_questions() {
    let house = House::full().await;
    let case = panel_sits(&house).await;
    let mut vera = house.browser(VICE).await;
    let path = format!("{case}/panel-decisions");
    let form = vera.get(&path).await.form();
    assert!(form.get("member").is_none(), "her own seat, which needs no question");
    let page = vera.post(&typed(form, &[("outcome", "upheld"), ("further_action", "yes"), ("reasons", "So")])).await;
    assert!(page.has("[id='answers.action-taken-error']") && page.has("[id='answers.reasonably-done-error']"));
    let page = member_decides(&house, VICE, &case, "upheld", "yes").await;
    assert!(page.words().contains("It waits for 1 decision"), "{}", page.words());
    assert!(page.words().contains("Was the agreed action taken? Yes"), "{}", page.words());
    let mut bill = house.browser(OTHER_TRUSTEE).await;
    assert_eq!(bill.get(&path).await.status, 409, "who does not sit has nothing to record");
}

/// R59, R65
#[tokio::test]
async fn a_divided_panel_goes_to_the_board_without_the_two_of_them() {
    let house = House::full().await;
    let case = panel_sits(&house).await;
    member_decides(&house, CHAIR, &case, "upheld", "yes").await;
    let page = member_decides(&house, VICE, &case, "not-upheld", "no").await;
    assert!(page.words().contains("The members are divided: it is for the board"), "{}", page.words());
    let mut carol = house.browser(CHAIR).await;
    let referral = [("ground", "tie"), ("reason", "They do not agree on fault.")];
    fill(&mut carol, &format!("{case}/board-referral"), &referral).await;
    let page = carol.get(&format!("{case}/board-decision")).await;
    let barred = page.attributes("input[name=present][disabled]", "value");
    for out in ["carol", "vera", "tom"] {
        assert!(barred.contains(&out.to_owned()), "{out} is out of the item: {barred:?}");
    }
    let came_to = [
        ("present", "bill"),
        ("conclusion", "The lunch was late, and nobody said sorry."),
        ("outcome", "upheld"),
        ("further_action", "yes"),
    ];
    let page = fill(&mut carol, &format!("{case}/board-decision"), &came_to).await;
    assert!(page.words().contains("It comes to: Upheld; more is to be done"), "{}", page.words());
}

/// R15, R67
#[tokio::test]
async fn the_review_ends_with_the_decision_told_and_the_outside_bodies_named() {
    let house = House::full().await;
    let case = exhausted(&house).await;
    let mut tom = house.browser(TRUSTEE).await;
    let words = tom.get(&case).await.words();
    assert!(words.contains("The procedure is finished: where to turn now"), "{words}");
    assert!(words.contains("The customer was told the decision by phone"), "{words}");
    let mut staff = house.browser(STAFF).await;
    assert_eq!(staff.get(&format!("{case}/escalation")).await.status, 409, "nothing comes after the last stage");
}
