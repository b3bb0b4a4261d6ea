//! The board: what it discusses, what it decides, and who is out of the item (R56, R59, R65).

use redress_domain::case::{BoardGround, Command, RecordBoard};
use redress_domain::procedure::StepKind;

use crate::orders::*;
use crate::second_stage::*;
use crate::world::{World, date};

fn discuss(present: &[&str]) -> Command {
    Command::RecordBoard(discussed(present))
}

fn names(names: &[&str]) -> std::collections::BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// R56
#[test]
fn the_board_discusses_stage_1_without_chair_and_vice_chair() {
    let mut world = closed(World::donnington(), "not-upheld");
    world.done("tess", refer(BoardGround::NotSatisfied));
    assert_eq!(recused(&world), names(&["carol", "tess", "victor"]));
    for who in ["carol", "victor", "tess"] {
        assert_eq!(world.refused("theo", discuss(&["theo", who])), "present:recused", "{who}");
    }
    assert_eq!(world.refused("theo", board_decided(&["theo"], "upheld")), "outcome:only-discussed");
    world.done("theo", discuss(&["theo"]));
    assert_eq!(world.refused("theo", discuss(&["theo"])), "nothing-before-board");
}

/// R56, R57
#[test]
fn an_appeal_never_waits_for_the_board() {
    let mut world = closed(World::donnington(), "not-upheld");
    world.done("tess", refer(BoardGround::NotSatisfied)).done("sam", escalate_on("2026-03-02"));
    assert_eq!(world.clock("panel").unwrap().due.date(), date("2026-03-16"), "10 working days from the request");
    world.done("sam", acknowledge("2026-03-02T10:00")).done("sam", hand_over("carol"));
    world.done("carol", accept_review()).done("carol", convene());
    world.done("theo", discuss(&["theo"]));
    assert!(world.case().handlings[0].board[0].decision.is_some(), "it is kept with the stage it was about");
    assert!(world.handling().board.is_empty());
}

/// R56
#[test]
fn stage_1_goes_on_while_the_board_discusses_it() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world.done("tess", refer(BoardGround::NotSatisfied)).done("tess", spoke("2026-03-02T10:00"));
    world.done("tess", decide("upheld", Some("delay"), Some(not_agreed())));
}

/// R65
#[test]
fn what_goes_against_a_policy_is_for_the_board_without_whoever_acted_or_sits() {
    let mut world = convened(World::donnington());
    world.done("carol", spoke("2026-03-02T10:00")).done("carol", refer(BoardGround::Policy));
    assert_eq!(recused(&world), names(&["carol", "tess", "victor"]));
    assert_eq!(world.next_step(), Some(StepKind::Board));
    assert_eq!(world.refused("carol", decide("upheld", Some("delay"), None)), "before-board");
    assert_eq!(world.refused("carol", refer(BoardGround::Budget)), "before-board");
    assert_eq!(world.refused("theo", discuss(&["theo"])), "outcome:required further_action:required");
    assert_eq!(world.refused("theo", board_decided(&[], "upheld")), "present:required");
    assert_eq!(world.refused("theo", board_decided(&["sam"], "upheld")), "present:not-on-board");
    assert_eq!(world.refused("theo", board_decided(&["theo", "tess"], "upheld")), "present:recused");
    assert_eq!(world.refused("theo", board_decided(&["theo"], "withdrawn")), "outcome:no-finding");
    let late = RecordBoard { on: date("2026-03-03"), ..discussed(&["theo"]) };
    let late = RecordBoard { outcome: Some("upheld".to_owned()), further_action: Some(true), ..late };
    assert_eq!(world.refused("theo", Command::RecordBoard(late)), "on:in-future");
    world.done("theo", board_decided(&["theo"], "upheld"));
    world.done("carol", decide("upheld", Some("delay"), None));
}

/// R65
#[test]
fn the_boards_decision_stands_above_the_panels() {
    let mut world = convened(World::donnington());
    world.done("carol", sits("carol", "upheld", "2026-03-02"));
    world.done("victor", sits("victor", "upheld", "2026-03-02"));
    world.done("carol", refer(BoardGround::Budget)).done("theo", board_decided(&["theo"], "not-upheld"));
    assert_eq!(world.refused("carol", decide("upheld", Some("delay"), None)), "against-verdict");
    world.done("carol", decide("not-upheld", Some("delay"), None));
}

#[test]
fn a_deputy_who_sits_is_out_of_the_item_too_and_somebody_has_to_be_left() {
    let mut world = accepted(World::donnington());
    world.done("carol", seats(&[("carol", None), ("theo", Some("vice-chair"))]));
    assert_eq!(world.refused("carol", refer(BoardGround::Policy)), "nobody-on-board");
}

#[test]
fn only_what_the_stage_lists_goes_there_and_a_tie_only_when_there_is_one() {
    let mut world = convened(World::donnington());
    assert_eq!(world.refused("carol", refer(BoardGround::NotSatisfied)), "ground:not-allowed");
    assert_eq!(world.refused("carol", refer(BoardGround::Tie)), "not-tied");
    let reasonless = Command::ReferToBoard { ground: BoardGround::Policy, reason: String::new() };
    assert_eq!(world.refused("carol", reasonless), "reason:required");
    let mut world = appealed(World::donnington());
    assert_eq!(world.refused("carol", refer(BoardGround::Policy)), "filter-pending");
    let mut world = World::spso();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("complaint"));
    assert_eq!(world.refused("tess", refer(BoardGround::NotSatisfied)), "no-board");
}
