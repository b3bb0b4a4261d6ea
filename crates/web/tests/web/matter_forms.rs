//! Forms about the matter: promises, questions, points, the guided decision, compensation, the reply.

use crate::drivers::{fill, refused, typed};
use crate::house::{House, STAFF, TRUSTEE, handed_over};
use crate::trial::{trial, try_all};

/// R37, R52
#[tokio::test]
async fn promises_are_moved_and_questions_chased_until_they_are_answered() {
    let house = House::full().await;
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut staff = house.browser(STAFF).await;
    let appointment = [("what", "Look at the hall"), ("due_on", "2026-03-04"), ("appointment", "yes")];
    try_all(
        &mut staff,
        &case,
        &[
            trial("promises", &appointment, "Made an appointment"),
            trial("actions/1/move", &[("due_on", "2026-03-05"), ("reason", "She is away")], "moved once"),
            trial(
                "information",
                &[("of", "outside"), ("of_outside", "The caterer"), ("question", "When was it ordered?")],
                "Asked The caterer (from outside) for information",
            ),
        ],
    )
    .await;
    house.set_clock("2026-03-06T09:00");
    let mut staff = house.browser(STAFF).await;
    let page = staff.get(&case).await;
    let question = page.texts("#questions + .rd-cases").join(" ");
    assert!(question.contains("late by 1 working day"), "{question}");
    try_all(
        &mut staff,
        &case,
        &[
            trial("actions/2/chase", &[("due_on", "2026-03-09")], "chased once"),
            trial("actions/2/answer", &[("answer", "On the day before.")], "On the day before."),
            trial("actions/1/completion", &[("on", "2026-03-05")], "It took place on Thursday 5 March 2026"),
        ],
    )
    .await;
    assert_eq!(staff.get(&format!("{case}/actions/1/answer")).await.status, 404, "a promise is no question");
    assert_eq!(staff.get(&format!("{case}/actions/2/completion")).await.status, 404, "a question is answered");
}

#[tokio::test]
async fn each_point_gets_its_finding_and_the_outcome_follows_or_has_a_reason() {
    let house = House::full().await;
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut tom = house.browser(TRUSTEE).await;
    let late = [("what", "It came late"), ("nature", "not-as-promised"), ("related", "yes")];
    let cold = [("what", "It was cold"), ("related", "yes")];
    let upheld = [("outcome", "upheld"), ("finding", "An hour late"), ("remedies", "apology")];
    let none = [("outcome", "not-upheld"), ("finding", "It was meant to be cold")];
    try_all(
        &mut tom,
        &case,
        &[
            trial("points", &late, "Added point 1"),
            trial("points", &cold, "Added point 2"),
            trial("points/1/decision", &upheld, "An hour late"),
            trial("points/2/decision", &none, "Decided on point 2: Not upheld"),
        ],
    )
    .await;
    assert_eq!(tom.get(&format!("{case}/points/3/decision")).await.status, 404);
    let decision = [("outcome", "upheld"), ("code", "delay"), ("finding", "Late")];
    let page = refused(&mut tom, &format!("{case}/decision"), &decision).await;
    assert!(page.has("#outcome_reason-error"), "{}", page.words());
    assert!(page.words().contains("it follows that it is: Partly upheld."));
    let page = tom.submit(&page.form().with("outcome_reason", "Cold lunch was a slip of hers.")).await;
    assert!(page.words().contains("Why not what follows from the points"), "{}", page.words());
}

/// R75, R76, R78
#[tokio::test]
async fn the_guided_decision_keeps_what_was_weighed_and_the_evidence() {
    let house = House::full().await;
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut tom = house.browser(TRUSTEE).await;
    fill(&mut tom, &format!("{case}/contacts"), &[("means", "phone"), ("reached", "yes"), ("issue", "Cold as well")])
        .await;
    let form = tom.get(&format!("{case}/decision")).await.form();
    assert_eq!(form.get("facts"), Some("Cold as well"), "as it was clarified");
    let more = tom.post(&form.with("another", "yes")).await;
    assert!(more.has("[id='evidence.1.kind']"));
    let half = more.form().with("outcome", "not-upheld").with("evidence.0.kind", "policy");
    let page = tom.post(&half).await;
    assert_eq!(page.status, 422);
    assert!(page.has("[id='evidence.0.reference-error']"), "{}", page.words());
    let form = typed(
        page.form(),
        &[
            ("evidence.0.reference", "Catering policy, section 3"),
            ("quickly_deliverable", "no"),
            ("options", "Half the price"),
            ("reasonableness", "circumstances"),
            ("reasonableness", "other-customers"),
            ("code", "perception"),
            ("agreement", "not-agreed"),
            ("not_agreed_reasons", "She disagrees."),
        ],
    );
    let page = tom.submit(&form).await;
    let section = page.words();
    for said in
        ["Catering policy, section 3", "Half the price", "What is reasonable in the circumstances; Other customers"]
    {
        assert!(section.contains(said), "{said} in {section}");
    }
    let again = tom.get(&format!("{case}/decision")).await.form();
    assert_eq!(again.get("evidence.0.reference"), Some("Catering policy, section 3"), "decided again, it stands there");
}

/// R38
#[tokio::test]
async fn compensation_is_offered_answered_and_paid_in_order() {
    let house = House::full().await;
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut tom = house.browser(TRUSTEE).await;
    let amount =
        [("compensation", "amount"), ("amount", "12.50"), ("basis", "Price of the lunch"), ("approver", "tom")];
    fill(&mut tom, &format!("{case}/compensation"), &amount).await;
    let offered = tom.get(&format!("{case}/payments")).await;
    assert_eq!(offered.attributes("input[name=step]", "value"), ["offered"], "only what can come next");
    try_all(
        &mut tom,
        &case,
        &[
            trial("payments", &[("step", "offered")], "Offered the compensation"),
            trial("payments", &[("step", "accepted")], "The compensation was accepted"),
            trial("payments", &[("step", "paid")], "Paid Tuesday 3 March 2026"),
        ],
    )
    .await;
}

/// R40, R77
#[tokio::test]
async fn a_written_reply_says_all_that_it_has_to_say() {
    let house = House::full().await;
    let case = handed_over(&mut house.browser(STAFF).await).await;
    let mut tom = house.browser(TRUSTEE).await;
    let at = |last: &str| format!("{case}/{last}");
    fill(&mut tom, &at("contacts"), &[("means", "phone"), ("reached", "yes")]).await;
    fill(&mut tom, &at("written-reply"), &[("answer", "yes")]).await;
    let decision = [("outcome", "upheld"), ("code", "delay"), ("finding", "Late"), ("agreement", "agreed")];
    let decision: Vec<_> = decision.into_iter().chain([("agreed_means", "phone")]).collect();
    fill(&mut tom, &at("decision"), &decision).await;
    let page = tom.get(&at("reply")).await;
    let asked = page.attributes("input[name=contents]", "value");
    assert_eq!(asked, ["admission", "explanation", "what-will-be-done", "next-stage"], "of an upheld one at stage 1");
    let page = refused(&mut tom, &at("reply"), &[("means", "letter"), ("contents", "admission")]).await;
    assert!(page.has("#contents-error"), "{}", page.words());
    let all = asked.iter().skip(1).fold(page.form(), |form, id| form.and("contents", id));
    let page = tom.submit(&all).await;
    assert!(page.words().contains("What we got wrong; How it came about"), "{}", page.words());
}
