//! The learning record: opened once, added to by the next stage, listed until done (R69-R72).

use redress_domain::case::clock::Verdict;
use redress_domain::case::{Command, CompleteLearning, Due, Fact, PlanStep, WrittenReply};
use redress_domain::procedure::StepKind;
use redress_domain::staff::UserId;

use crate::orders::*;
use crate::world::{World, date};

/// Upheld and closed at stage 1 by `tess` on Monday 2 March.
fn closed() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world
        .done("tess", spoke("2026-03-02T10:00"))
        .done("tess", no_compensation())
        .done("tess", ask_reply(WrittenReply::No));
    world.done("tess", decide("upheld", Some("delay"), Some(not_agreed()))).done("tess", close());
    world
}

/// Taken to the panel, decided there by Chair and Vice Chair and closed on the same day.
fn reviewed(world: &mut World, outcome: &str) {
    world.done("sam", escalate_on("2026-03-02")).done("sam", hand_over("carol"));
    world
        .done("carol", spoke("2026-03-02T10:00"))
        .done("carol", no_compensation())
        .done("carol", ask_reply(WrittenReply::No));
    if outcome != "withdrawn" {
        world.done("carol", accept_review()).done("carol", convene());
        world.done("carol", sits("carol", outcome, "2026-03-02")).done("victor", sits("victor", outcome, "2026-03-02"));
    }
    world.done("carol", decide(outcome, Some("delay"), None)).done("carol", confirm("2026-03-02"));
    world.done("carol", close());
}

/// R69, R70
#[test]
fn closing_opens_it_for_whoever_owned_the_case_with_ten_working_days() {
    let world = closed();
    let learning = world.case().learning.as_ref().unwrap();
    assert!(learning.outstanding);
    assert_eq!(learning.owner, Some(UserId::new("tess")));
    assert_eq!(world.clock("learning").unwrap().due, Due::On(date("2026-03-16")));
    assert_eq!(world.next_step(), Some(StepKind::Learn));
}

/// R70
#[test]
fn at_first_contact_it_is_for_whoever_logged_the_case_who_may_complete_it() {
    let mut world = World::donnington();
    world
        .logged(&complaint("2026-03-02T09:00"))
        .done("sam", triage("failure"))
        .done("sam", settle(agreed("2026-03-02")));
    world.done("sam", no_compensation()).done("sam", ask_reply(WrittenReply::No));
    world.done("sam", decide("resolved", Some("delay"), None)).done("sam", close()).done("sam", learn());
    assert_eq!(world.next_step(), None);
}

/// R71, R72
#[test]
fn it_asks_for_reason_cause_service_area_and_may_state_that_nothing_was_learnt() {
    let mut world = closed();
    let complete = |text: &str, preventive_action| {
        Command::CompleteLearning(CompleteLearning {
            reason: text.to_owned(),
            root_cause: text.to_owned(),
            preventive_action,
            service_area: text.to_owned(),
        })
    };
    let empty = PlanStep { what: String::new(), owner: UserId::new("nobody"), due_on: date("2026-04-01") };
    assert_eq!(
        world.refused("tess", complete("", Some(empty))),
        "reason:required root_cause:required service_area:required preventive_action:required preventive_owner:unknown"
    );
    world.done("tess", complete("Events", None));
    assert_eq!(world.refused("tess", complete("Events", None)), "no-learning");
    assert_eq!(world.case().service_area.as_deref(), Some("Events"));
}

/// R70
#[test]
fn completing_it_stops_its_clock() {
    let mut world = closed();
    world.on("2026-03-17T10:00").done("tess", learn());
    assert!(matches!(world.verdict("learning"), Some(Verdict::Late(_))));
    assert!(world.case().running_clocks().is_empty());
}

/// R69
#[test]
fn the_second_stage_adds_to_the_one_record() {
    let mut world = closed();
    world.done("tess", learn());
    reviewed(&mut world, "upheld");
    let learning = world.case().learning.as_ref().unwrap();
    assert!(learning.outstanding);
    assert_eq!((learning.entries.len(), learning.owner.clone()), (1, Some(UserId::new("carol"))));
    world.done("carol", learn());
    assert_eq!(world.case().learning.as_ref().unwrap().entries.len(), 2);
    assert_eq!(world.next_step(), None);
}

#[test]
fn completing_it_once_ends_the_clocks_of_both_stages() {
    let mut world = closed();
    reviewed(&mut world, "upheld");
    assert_eq!(world.case().running_clocks().len(), 2);
    world.done("carol", learn());
    assert!(world.case().running_clocks().is_empty(), "no clock is left running for a record that is complete");
}

/// R69
#[test]
fn a_review_withdrawn_leaves_the_record_of_the_first_stage_due() {
    let mut world = closed();
    reviewed(&mut world, "withdrawn");
    let opened = world.history.iter().filter(|recorded| recorded.event.fact == Fact::LearningOpened {}).count();
    assert_eq!(opened, 1);
    let next = redress_domain::case::next_step(world.procedure, world.case()).unwrap();
    assert_eq!((next.kind, next.due), (StepKind::Learn, Some(Due::On(date("2026-03-16")))));
}

/// Opened again on 9 March by whoever manages, decided anew and closed on the same day.
fn closed_again(world: &mut World) {
    world.on("2026-03-09T10:00").done("adam", Command::Reopen { reason: "A witness has come forward.".to_owned() });
    world.done("tess", decide("upheld", Some("delay"), Some(agreed("2026-03-09")))).done("tess", close());
}

/// What is listed as outstanding, and the clock that runs for it.
fn outstanding(world: &World) -> (Option<Due>, Option<Due>) {
    let learning = world.case().learning.as_ref().filter(|learning| learning.outstanding).unwrap();
    (learning.due, world.clock("learning").filter(|clock| clock.runs()).map(|clock| clock.due))
}

/// R69, R70
#[test]
fn closed_again_after_it_was_completed_it_is_added_to_within_ten_working_days() {
    let mut world = closed();
    world.done("tess", learn());
    closed_again(&mut world);
    let due = Some(Due::On(date("2026-03-23")));
    assert_eq!(outstanding(&world), (due, due));
    world.done("tess", learn());
    assert_eq!(world.case().learning.as_ref().unwrap().entries.len(), 2);
    assert!(world.case().running_clocks().is_empty());
}

/// R70
#[test]
fn closed_again_before_it_was_completed_it_keeps_its_date() {
    let mut world = closed();
    closed_again(&mut world);
    let due = Some(Due::On(date("2026-03-16")));
    assert_eq!(outstanding(&world), (due, due));
}
