//! Settled on the spot, and cases that nobody can be asked about (R12, R17, R29, R30, R33-R35, R41).

use redress_domain::case::{Agreement, Command, WrittenReply};
use redress_domain::procedure::{Means, StepKind};

use crate::orders::*;
use crate::world::{World, codes, date};

/// R12
#[test]
fn a_case_is_logged_settled_and_closed_in_one_visit() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:50"));
    assert_eq!(world.next_step(), Some(StepKind::Triage));
    world.done("sam", triage("failure"));
    assert_eq!(world.next_step(), Some(StepKind::FirstContact));
    world
        .done("sam", settle(agreed("2026-03-02")))
        .done("sam", no_compensation())
        .done("sam", ask_reply(WrittenReply::No))
        .done("sam", decide("resolved", Some("delay"), None))
        .done("sam", close());

    let handling = world.handling();
    assert!(handling.settled_at_first_contact.is_some(), "it keeps its own column in the figures (R41)");
    assert_eq!(handling.closed_on, Some(date("2026-03-02")));
    assert_eq!(handling.decision.as_ref().unwrap().agreement, Some(agreed("2026-03-02")), "given once is enough");
    assert_eq!(world.verdict("resolve").unwrap().working_days(), Some(0));
    assert_eq!(world.next_step(), Some(StepKind::Learn));
}

/// R33, R35
#[test]
fn settling_needs_what_was_done_and_the_persons_confirmation() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:50")).done("sam", triage("failure"));
    let nothing_done = Command::SettleAtFirstContact { done: " \n ".to_owned(), agreement: agreed("2026-03-02") };
    assert_eq!(world.refused("sam", nothing_done), "done:required");
    assert_eq!(world.refused("sam", settle(not_agreed())), "agreement:not-confirmed");
    assert_eq!(world.refused("sam", settle(not_possible())), "agreement:not-anonymous");
    assert_eq!(world.refused("sam", settle(agreed("2026-03-01"))), "agreed_on:too-early");
    assert_eq!(world.refused("sam", settle(agreed("2026-03-03"))), "agreed_on:in-future");
}

/// R17
#[test]
fn nothing_is_settled_before_triage_or_after_hand_over() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:50"));
    assert_eq!(world.refused("sam", settle(agreed("2026-03-02"))), "not-triaged");
    world.done("sam", triage("failure")).done("sam", hand_over("tess"));
    assert_eq!(world.refused("sam", settle(agreed("2026-03-02"))), "already-handed-over");
}

#[test]
fn the_second_stage_has_no_first_contact() {
    let mut world = World::spso();
    let log =
        redress_domain::case::Log { route: redress_domain::procedure::Route::S2, ..complaint("2026-03-02T09:50") };
    world.logged(&log).done("sam", triage("complaint"));
    assert_eq!(world.refused("sam", settle(agreed("2026-03-02"))), "no-first-contact");
}

/// R46
#[test]
fn settling_by_telephone_stops_the_contact_clock_and_by_email_does_not() {
    for (means, stops) in [(Means::Phone, true), (Means::InPerson, true), (Means::Email, false)] {
        let mut world = World::donnington();
        world.logged(&complaint("2026-03-02T09:50")).done("sam", triage("failure"));
        world.done("sam", settle(Agreement::Agreed { means, on: date("2026-03-02") }));
        assert_eq!(world.verdict("contact-from-receipt").is_some(), stops, "{means:?}");
        assert!(world.handling().contacted);
        assert_eq!(world.next_step(), Some(StepKind::Decide));
    }
}

/// R29, R30, R35
#[test]
fn an_anonymous_case_is_worked_in_full_by_the_resolvers_own_statement() {
    let mut world = World::donnington();
    world.logged(&anonymous("2026-03-02T09:50")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    assert!(world.clock("contact-from-receipt").is_none(), "contact is not possible, so it is not timed");
    assert!(world.clock("contact-from-handover").is_none());
    assert!(world.clock("resolve").is_some(), "its time is");
    assert_eq!(world.next_step(), Some(StepKind::Plan));

    world.done("tess", plan(not_possible(), &["2026-03-04"])).done("tess", complete(1, "2026-03-02"));
    assert_eq!(
        world.refused("tess", decide("upheld", Some("delay"), Some(agreed("2026-03-02")))),
        "agreement:anonymous"
    );
    world.done("tess", decide("upheld", Some("delay"), Some(not_possible())));
    assert_eq!(world.refused("tess", close()), "closing-waits: compensation");
    world.done("tess", no_compensation()).done("tess", close());
    assert_eq!(world.next_step(), Some(StepKind::Learn), "learning is the same for all");
}

/// R30
#[test]
fn nobody_can_be_contacted_told_or_asked_in_an_anonymous_case() {
    let mut world = World::donnington();
    world.logged(&anonymous("2026-03-02T09:50")).done("sam", triage("failure"));
    assert_eq!(world.refused("sam", spoke("2026-03-02T09:55")), "anonymous");
    assert_eq!(world.refused("sam", ask_reply(WrittenReply::Yes)), "anonymous");
    let told = Command::HandOver { to: redress_domain::staff::UserId::new("tess"), customer_told: Some(Means::Phone) };
    assert_eq!(world.refused("sam", told), "customer_told:anonymous");
    world.done("sam", settle(not_possible())).done("sam", no_compensation());
    world.done("sam", decide("resolved", Some("delay"), None)).done("sam", close());
    assert_eq!(world.refused("sam", escalate_on("2026-03-02")), "anonymous", "nobody can ask for the next stage (R30)");
}

#[test]
fn an_anonymous_case_cannot_name_anybody() {
    let mut world = World::donnington();
    let mut log = anonymous("2026-03-02T09:50");
    log.complainant = Some(redress_domain::case::Party { name: "Ann".to_owned(), ..Default::default() });
    assert_eq!(codes(&world.log("sam", &log).unwrap_err()), "brought_by:contradiction");
}

#[test]
fn a_name_is_one_line() {
    let mut world = World::donnington();
    let mut log = complaint("2026-03-02T09:50");
    log.complainant = Some(redress_domain::case::Party { name: "Ann\r\nBcc: all".to_owned(), ..Default::default() });
    assert_eq!(codes(&world.log("sam", &log).unwrap_err()), "complainant_name:line-break");
}

/// R31
#[test]
fn every_wrong_field_of_a_new_case_is_told_at_once() {
    let mut world = World::donnington();
    let mut log = complaint("2026-03-02T09:50");
    log.summary = "  ".to_owned();
    log.natures = vec!["rudeness".to_owned()];
    log.received = redress_domain::case::Received::On(date("2026-03-03"));
    assert_eq!(codes(&world.log("sam", &log).unwrap_err()), "received_on:in-future summary:required natures:unknown");
}
