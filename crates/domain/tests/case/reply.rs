//! The decision told: by word of mouth, and in a written reply that says all it has to (R26, R40, R67, R77, R78).

use redress_domain::case::{Command, Party, Recipient, RecordConsent, RecordReply, Representative, WrittenReply};
use redress_domain::procedure::Means;
use redress_domain::register::BroughtBy;

use crate::orders::*;
use crate::world::{World, date};

fn decided(mut world: World, outcome: &str) -> World {
    world.done("sam", triage("failure")).done("sam", hand_over("tess")).done("tess", spoke("2026-03-02T10:00"));
    world.done("tess", ask_reply(WrittenReply::Yes));
    world.done("tess", decide(outcome, Some("delay"), Some(agreed("2026-03-02"))));
    world
}

fn logged() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00"));
    world
}

fn saying(contents: &[&str]) -> Command {
    reply_saying("2026-03-02", contents.iter().map(|id| (*id).to_owned()).collect())
}

/// What the refusal of a reply names as missing.
fn missing(world: &mut World, contents: &[&str]) -> String {
    world.give("tess", &saying(contents)).expect_err("something is missing").to_string()
}

/// R77
#[test]
fn where_fault_was_found_a_reply_admits_explains_and_says_what_will_be_done() {
    for outcome in ["upheld", "partly-upheld"] {
        let mut world = decided(logged(), outcome);
        let told = missing(&mut world, &["next-stage"]);
        assert!(told.ends_with("What we got wrong; How it came about; What we will do to put it right."), "{told}");
        assert_eq!(world.refused("tess", saying(&["admission", "next-stage"])), "contents:required");
        world.done("tess", saying(&["admission", "explanation", "what-will-be-done", "next-stage"]));
    }
}

/// R78
#[test]
fn where_none_was_found_a_reply_says_what_that_rests_on() {
    let mut world = decided(logged(), "not-upheld");
    assert!(missing(&mut world, &["next-stage"]).contains("What the decision rests on"));
    world.done("tess", saying(&["evidence", "next-stage"]));
}

#[test]
fn before_the_last_stage_a_reply_says_how_to_ask_for_the_next() {
    let mut world = decided(logged(), "resolved");
    assert_eq!(world.refused("tess", saying(&["poem"])), "contents:unknown");
    assert!(missing(&mut world, &[]).ends_with("Missing: How to ask for a review."));
    world.done("tess", saying(&["next-stage"]));
}

/// R67
#[test]
fn a_decision_is_confirmed_to_the_person_between_its_day_and_today() {
    let mut world = logged();
    assert_eq!(world.refused("sam", confirm("2026-03-02")), "not-triaged");
    world.done("sam", triage("failure"));
    assert_eq!(world.refused("sam", confirm("2026-03-02")), "no-decision");
    let mut world = decided(logged(), "upheld");
    world.on("2026-03-05T10:00");
    assert_eq!(world.refused("tess", confirm("2026-03-01")), "on:too-early");
    assert_eq!(world.refused("tess", confirm("2026-03-06")), "on:in-future");
    world.done("tess", confirm("2026-03-04"));
    assert!(world.handling().confirmed);
    world.done("tess", decide("not-upheld", Some("delay"), Some(agreed("2026-03-02"))));
    assert!(!world.handling().confirmed, "another decision is told anew");
}

/// R67
#[test]
fn a_procedure_may_want_every_reply_in_writing() {
    let mut world = World::changed(&[("written = \"on-request\"", "written = \"always\"")]);
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world.done("tess", decide("upheld", Some("delay"), Some(agreed("2026-03-02")))).done("tess", reply("2026-03-02"));
}

/// R30
#[test]
fn nobody_can_be_told_in_an_anonymous_case() {
    let mut world = World::donnington();
    world.logged(&anonymous("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world.done("tess", decide("upheld", Some("delay"), Some(not_possible())));
    assert_eq!(world.refused("tess", reply("2026-03-02")), "anonymous");
    assert_eq!(world.refused("tess", confirm("2026-03-02")), "anonymous");
}

/// Of Rose, for her mother, with words for an authority.
fn represented() -> World {
    let mut log = complaint("2026-03-02T09:00");
    log.brought_by = BroughtBy::Representative;
    log.representative = Some(Representative {
        party: Party { name: "Rose".to_owned(), ..Party::default() },
        relation: "Daughter".to_owned(),
        authority: Some("She says so.".to_owned()),
    });
    let mut world = World::donnington();
    world.logged(&log);
    world
}

fn to_representative() -> Command {
    match reply("2026-03-02") {
        Command::RecordReply(reply) => Command::RecordReply(RecordReply { to: Recipient::Representative, ..reply }),
        other => panic!("{other:?}"),
    }
}

fn consent(given: bool, on: &str, expires_on: Option<&str>) -> Command {
    let (on, expires_on) = (date(on), expires_on.map(date));
    Command::RecordConsent(RecordConsent { given, means: Means::Phone, on, expires_on, note: None })
}

/// R26
#[test]
fn a_representative_is_told_only_while_the_person_consents_and_logging_never_waits_for_it() {
    let mut world = decided(represented(), "upheld");
    assert_eq!(world.refused("tess", to_representative()), "no-consent", "words alone do not do");
    world.done("sam", consent(true, "2026-02-20", Some("2026-03-01")));
    assert_eq!(world.refused("tess", to_representative()), "no-consent", "it has run out");
    world.done("sam", consent(true, "2026-03-02", None)).done("sam", consent(false, "2026-03-02", None));
    assert_eq!(world.refused("tess", to_representative()), "no-consent", "it was taken back");
    world.done("sam", consent(true, "2026-03-02", None)).done("tess", to_representative());
}

/// R26
#[test]
fn where_nobody_acts_for_the_person_there_is_none_to_write_to() {
    let mut world = decided(logged(), "upheld");
    assert_eq!(world.refused("tess", to_representative()), "no-representative");
}
