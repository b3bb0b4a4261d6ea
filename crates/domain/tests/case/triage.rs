//! What a case is, said first and said again: conversion keeps the date, contradictions do not close (R17, R18, R55).

use redress_domain::case::{Command, Due, WrittenReply};
use redress_domain::procedure::StepKind;

use crate::orders::*;
use crate::world::{World, date};

fn classed(class: &str) -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage(class));
    world
}

/// R17
#[test]
fn nothing_but_a_note_comes_before_it() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00"));
    for command in [
        settle(agreed("2026-03-02")),
        hand_over("tess"),
        spoke("2026-03-02T10:00"),
        promise(Due::On(date("2026-03-04"))),
        plan(agreed("2026-03-02"), &["2026-03-03"]),
        ask_reply(WrittenReply::No),
        no_compensation(),
        decide("withdrawn", Some("delay"), None),
        decide("reclassified", Some("query"), None),
        close(),
        extend("2026-03-18"),
    ] {
        assert_eq!(world.refused("adam", command), "not-triaged");
    }
    world.done("sam", Command::AddNote { text: "They rang again.".to_owned() });
    assert_eq!(world.refused("sam", triage("grumble")), "class:unknown");
}

/// R17, R18
#[test]
fn a_first_request_becomes_a_failure_with_the_date_it_came() {
    let mut world = classed("first-request");
    assert!(!world.case().counts_as_failure());
    assert_eq!(world.refused("sam", hand_over("tess")), "not-a-failure");
    world.on("2026-03-10T10:00").done("sam", triage("failure"));
    assert!(world.case().counts_as_failure());
    assert_eq!(world.case().received_on, date("2026-03-02"));
    assert_eq!(world.clock("resolve").unwrap().due, Due::On(date("2026-03-16")));
    let said = world.history.iter().filter(|recorded| recorded.event.fact.kind() == "triaged").count();
    assert_eq!(said, 2, "both classes and both days stand in the history");
}

/// R55
#[test]
fn what_is_no_failure_is_closed_as_reclassified() {
    let mut world = classed("query");
    assert_eq!(world.next_step(), Some(StepKind::Decide));
    assert_eq!(world.refused("sam", close()), "closing-waits: decision");
    assert_eq!(world.refused("sam", decide("upheld", Some("delay"), None)), "not-a-failure");
    world.done("sam", decide("reclassified", Some("query"), None));
    assert_eq!(world.next_step(), Some(StepKind::Close));
    world.done("sam", close());
    assert_eq!((world.next_step(), world.case().learning.is_none()), (None, true));
}

/// R55
#[test]
fn a_failure_can_turn_out_to_be_none_without_any_of_the_rest() {
    let mut world = classed("failure");
    world
        .done("sam", hand_over("tess"))
        .done("tess", decide("reclassified", Some("comment"), None))
        .done("tess", close());
    assert!(world.case().running_clocks().is_empty());
}

#[test]
fn what_somebody_works_on_as_a_failure_leaves_the_figures_by_a_decision_alone() {
    let mut world = classed("failure");
    world.done("sam", hand_over("tess")).done("tess", spoke("2026-03-02T10:00")).done("tess", no_compensation());
    world
        .done("tess", ask_reply(WrittenReply::No))
        .done("tess", decide("upheld", Some("delay"), Some(agreed("2026-03-02"))));
    assert_eq!(world.refused("sam", triage("comment")), "in-work");
    assert_eq!(world.next_step(), Some(StepKind::Close));
    world.done("tess", decide("reclassified", Some("comment"), None)).done("tess", close());
}
