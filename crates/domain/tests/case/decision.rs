//! Outcome and code, compensation, and the written reply (R38-R40, R54, R55).

use redress_domain::case::{Command, Compensation, Considered, Decide, WrittenReply};
use redress_domain::procedure::StepKind;
use redress_domain::staff::UserId;

use crate::orders::*;
use crate::world::World;

fn owned() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    world.done("sam", hand_over("tess")).done("tess", spoke("2026-03-02T10:00"));
    world
}

/// R55: comment and query alone are no failures; every other code goes with any outcome
#[test]
fn no_failure_codes_and_reclassifying_go_together_and_with_nothing_else() {
    let mut world = owned();
    let codes: Vec<String> = world.procedure.codes.iter().map(|code| code.id.clone()).collect();
    let outcomes: Vec<String> = world.procedure.outcomes.iter().map(|outcome| outcome.id.clone()).collect();
    for code in &codes {
        for outcome in &outcomes {
            let no_failure = code == "comment" || code == "query";
            let fits = no_failure == (outcome == "reclassified");
            let given = world.give("tess", &decide(outcome, Some(code), Some(agreed("2026-03-02"))));
            assert_eq!(given.is_ok(), fits, "{outcome} with {code}: {given:?}");
        }
    }
}

/// R54
#[test]
fn an_outcome_is_needed_and_a_code_is_one_of_the_list() {
    let mut world = owned();
    assert_eq!(world.refused("tess", decide("", Some("rudeness"), None)), "outcome:unknown code:unknown");
    world.done("tess", decide("not-upheld", None, Some(agreed("2026-03-02"))));
    assert!(world.refused("tess", close()).ends_with(" code"), "without a code it does not close");
}

#[test]
fn upheld_says_what_went_wrong_and_resolved_means_that_the_person_agrees() {
    let mut world = owned();
    let without_finding = |outcome: &str| {
        Command::Decide(Decide {
            outcome: outcome.to_owned(),
            code: Some("delay".to_owned()),
            finding: None,
            explanation: None,
            action_taken: None,
            agreement: Some(agreed("2026-03-02")),
            considered: Considered::default(),
            remedies: Vec::new(),
            outcome_reason: None,
        })
    };
    assert_eq!(world.refused("tess", without_finding("upheld")), "finding:required");
    assert_eq!(world.refused("tess", without_finding("partly-upheld")), "finding:required");
    assert_eq!(world.refused("tess", decide("resolved", Some("delay"), Some(not_agreed()))), "outcome:contradiction");
    world.done("tess", without_finding("not-upheld"));
}

#[test]
fn the_last_decision_before_closing_stands() {
    let mut world = owned();
    world.done("tess", decide("upheld", Some("delay"), Some(agreed("2026-03-02"))));
    world.done("tess", decide("not-upheld", Some("perception"), Some(not_agreed())));
    assert_eq!(world.handling().decision.as_ref().unwrap().outcome, "not-upheld");
}

/// R17
#[test]
fn a_decision_waits_for_triage_and_for_an_owner() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00"));
    assert_eq!(world.refused("sam", decide("upheld", Some("delay"), None)), "not-triaged");
    assert_eq!(
        world.refused("sam", decide("reclassified", Some("query"), None)),
        "not-triaged",
        "nothing comes before it (R17)"
    );
    world.done("sam", triage("failure"));
    assert_eq!(world.refused("sam", decide("upheld", Some("delay"), None)), "no-owner");
}

/// R38
#[test]
fn compensation_is_none_or_an_amount_with_basis_and_approver() {
    let mut world = owned();
    let amount = |pence, basis: &str, approver: &str| Command::DecideCompensation {
        decision: Compensation::Amount { pence, basis: basis.to_owned(), approver: UserId::new(approver) },
    };
    assert_eq!(world.refused("tess", amount(0, " ", "nobody")), "amount:out-of-range basis:required approver:unknown");
    assert_eq!(world.refused("tess", amount(1_000_000_001, "Scheme", "theo")), "amount:out-of-range");
    world.done("tess", amount(2_500, "Price of the lunch", "theo"));
    world.done("tess", no_compensation());
    assert_eq!(world.handling().compensation, Some(Compensation::None));
}

/// R40
#[test]
fn a_wanted_reply_is_sent_before_closing_and_after_the_decision() {
    let mut world = owned();
    assert_eq!(world.refused("tess", reply("2026-03-02")), "no-reply-wanted");
    world.done("tess", ask_reply(WrittenReply::Yes)).done("tess", no_compensation());
    assert_eq!(world.refused("tess", reply("2026-03-02")), "no-decision");
    world.done("tess", decide("upheld", Some("delay"), Some(agreed("2026-03-02"))));
    assert_eq!(world.refused("tess", close()), "closing-waits: written-reply-sent");
    assert_eq!(world.next_step(), Some(StepKind::Reply));
    assert_eq!(world.refused("tess", reply("2026-03-03")), "on:in-future");
    world.done("tess", reply("2026-03-02")).done("tess", close());
}

/// R39
#[test]
fn who_wants_no_reply_or_cannot_be_asked_holds_up_nothing() {
    for answer in [WrittenReply::No, WrittenReply::CouldNotAsk] {
        let mut world = owned();
        world
            .done("tess", ask_reply(WrittenReply::Yes))
            .done("tess", ask_reply(answer))
            .done("tess", no_compensation());
        world.done("tess", decide("upheld", Some("delay"), Some(agreed("2026-03-02")))).done("tess", close());
    }
}
