//! The filter: whether a review goes ahead, and what a decline ends in (R15, R61, R63).

use redress_domain::case::Command;
use redress_domain::procedure::StepKind;

use crate::orders::*;
use crate::second_stage::*;
use crate::world::World;

fn filter(accept: bool, tests: &[&str], reason: &str) -> Command {
    let tests = tests.iter().map(|test| (*test).to_owned()).collect();
    Command::DecideFilter { accept, tests, reason: reason.to_owned() }
}

/// R61
#[test]
fn a_review_goes_ahead_where_it_is_of_value_to_somebody_and_for_a_reason() {
    let mut world = appealed(World::donnington());
    assert_eq!(world.next_step(), Some(StepKind::Filter));
    assert_eq!(world.refused("carol", filter(true, &[], "Why not?")), "tests:required");
    assert_eq!(world.refused("carol", filter(true, &["value-to-us"], "Why not?")), "tests:unknown");
    assert_eq!(world.refused("carol", filter(true, &["value-to-charity"], " ")), "reason:required");
    assert_eq!(world.refused("carol", filter(false, &["value-to-charity"], "No.")), "tests:contradiction");
    world.done("carol", filter(true, &["value-to-charity"], "It may happen again."));
    assert!(world.handling().filter.as_ref().unwrap().accept);
    assert!(world.history.last().unwrap().by.user().is_some_and(|by| by.as_str() == "carol"), "who decided is kept");
    assert_eq!(world.next_step(), Some(StepKind::Contact));
}

/// R60, R61
#[test]
fn only_the_filters_roles_say_so_and_nobody_who_handled_stage_1() {
    let mut world = appealed(World::donnington());
    for (who, why) in [("sam", "lacks-role"), ("adam", "lacks-role"), ("tess", "lacks-role acted-before")] {
        assert_eq!(world.refused(who, accept_review()), format!("not-eligible: {why}"), "{who}");
    }
    world.done("victor", accept_review());
}

/// R61
#[test]
fn nothing_is_decided_before_the_filter() {
    let mut world = appealed(World::donnington());
    for command in [decide("not-upheld", Some("delay"), None), convene(), sits("carol", "upheld", "2026-03-02")] {
        assert_eq!(world.refused("carol", command), "filter-pending");
    }
    assert!(world.refused("carol", close()).contains("filter"));
}

/// R15, R61, R63
#[test]
fn a_declined_review_needs_no_panel_and_exhausts_the_procedure() {
    let mut world = appealed(World::donnington());
    world.done("carol", decline());
    assert_eq!(world.refused("carol", convene()), "review-declined");
    assert_eq!(world.refused("carol", decide("upheld", Some("delay"), None)), "review-declined");
    ready_to_close(&mut world);
    world.done("carol", decide("not-upheld", Some("delay"), None));
    assert_eq!(world.next_step(), Some(StepKind::Confirm));
    world.done("carol", confirm("2026-03-02"));
    assert!(!world.case().exhausted);
    world.done("carol", close());
    assert!(world.case().exhausted);
    assert_eq!(world.refused("sam", escalate_on("2026-03-02")), "no-next-stage");
}

/// R61
#[test]
fn a_decline_lets_what_stage_1_decided_stand() {
    let mut world = closed(World::donnington(), "partly-upheld");
    world.done("sam", escalate_on("2026-03-02")).done("sam", hand_over("carol")).done("carol", decline());
    assert_eq!(world.refused("carol", decide("upheld", Some("delay"), None)), "review-declined");
    world.done("carol", decide("partly-upheld", Some("delay"), None));
}

#[test]
fn it_is_said_again_until_the_panel_sits() {
    let mut world = appealed(World::donnington());
    world.done("carol", decline()).done("victor", accept_review()).done("carol", convene());
    assert_eq!(world.refused("carol", decline()), "filter-settled");
}

#[test]
fn stage_1_has_no_filter() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00"));
    assert_eq!(world.refused("carol", accept_review()), "not-triaged");
    world.done("sam", triage("failure"));
    assert_eq!(world.refused("carol", accept_review()), "no-filter");
}

/// R61: a decline that is not final leaves the last word to the panel
#[test]
fn where_a_decline_is_not_final_the_panel_decides_all_the_same() {
    let mut world = World::changed(&[("decline_is_final = true", "decline_is_final = false")]);
    world = appealed(world);
    world.done("carol", decline());
    assert_eq!(world.refused("carol", decide("not-upheld", Some("delay"), None)), "not-convened");
    world.done("carol", convene());
}
