//! Promises, the plan of action and their dates (R24, R36, R37, R50, R51, R80).

use redress_domain::case::Due;
use redress_domain::case::clock::{Taken, Verdict};
use redress_domain::procedure::StepKind;

use crate::orders::*;
use crate::world::{World, at, date};

/// Owned by `tess`, who has spoken to the person.
fn spoken() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    world.done("sam", hand_over("tess")).done("tess", spoke("2026-03-02T10:00"));
    world
}

/// R36, R51, R80
#[test]
fn a_step_is_due_within_ten_working_days_of_the_agreement() {
    let mut world = spoken();
    assert_eq!(world.refused("tess", plan(agreed("2026-03-02"), &["2026-03-17"])), "steps.0.due_on:too-late");
    assert_eq!(
        world.refused("tess", plan(agreed("2026-03-02"), &["2026-03-16", "2026-03-01"])),
        "steps.1.due_on:in-past"
    );
    world.done("tess", plan(agreed("2026-03-02"), &["2026-03-16"]));
    let clock = world.clock("plan").unwrap();
    assert_eq!(clock.due, Due::On(date("2026-03-16")));
    assert_eq!(clock.early, Some(Due::On(date("2026-03-09"))), "to be aimed at after 5 (R80)");
}

/// R36, R51
#[test]
fn a_plan_written_up_late_counts_from_the_day_it_was_agreed() {
    let mut world = spoken();
    world.on("2026-03-05T10:00");
    assert_eq!(world.refused("tess", plan(agreed("2026-03-02"), &["2026-03-17"])), "steps.0.due_on:too-late");
    world.done("tess", plan(agreed("2026-03-02"), &["2026-03-16"]));
    assert_eq!(world.clock("plan").unwrap().due, Due::On(date("2026-03-16")));
}

/// R49, R50
#[test]
fn a_plan_needs_an_owner_of_the_case_a_step_and_the_persons_agreement() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    assert_eq!(world.refused("tess", plan(agreed("2026-03-02"), &["2026-03-04"])), "no-owner");
    world.done("sam", hand_over("tess"));
    assert_eq!(world.refused("tess", plan(not_agreed(), &[])), "steps:required agreement:not-agreed");
}

/// R51
#[test]
fn the_last_step_done_ends_the_plans_clock_on_the_day_it_took_place() {
    let mut world = spoken();
    world.done("tess", plan(agreed("2026-03-02"), &["2026-03-04", "2026-03-06"]));
    assert_eq!(world.next_step(), Some(StepKind::Plan));
    world.on("2026-03-10T10:00").done("tess", complete(2, "2026-03-05"));
    assert_eq!(world.verdict("plan"), None);
    world.done("tess", complete(1, "2026-03-06"));
    assert_eq!(world.verdict("plan"), Some(Verdict::Met(Taken::WorkingDays(4))));
    assert_eq!(world.next_step(), Some(StepKind::Decide));
    assert_eq!(world.refused("tess", complete(1, "2026-03-06")), "action-done");
    assert_eq!(world.refused("tess", complete(9, "2026-03-06")), "no-such-action");
}

#[test]
fn an_action_is_done_when_it_has_taken_place() {
    let mut world = spoken();
    world.done("tess", plan(agreed("2026-03-02"), &["2026-03-04"]));
    assert_eq!(world.refused("tess", complete(1, "2026-03-03")), "on:in-future");
}

/// R51
#[test]
fn a_plan_finished_late_is_late_by_its_own_clock() {
    let mut world = spoken();
    world.done("tess", plan(agreed("2026-03-02"), &["2026-03-04"]));
    world.on("2026-03-17T10:00").done("tess", complete(1, "2026-03-17"));
    assert_eq!(world.verdict("plan"), Some(Verdict::Late(Taken::WorkingDays(11))));
}

#[test]
fn a_second_plan_starts_no_second_clock_and_numbers_go_on() {
    let mut world = spoken();
    world.done("tess", plan(agreed("2026-03-02"), &["2026-03-04"]));
    world.on("2026-03-03T10:00").done("tess", plan(agreed("2026-03-03"), &["2026-03-05"]));
    assert_eq!(world.case().clocks.iter().filter(|clock| clock.rule == "plan").count(), 1);
    assert_eq!(world.case().actions.iter().map(|action| action.number).collect::<Vec<_>>(), [1, 2]);
}

/// R24
#[test]
fn a_promise_is_for_later_and_one_past_the_time_limit_is_warned_of() {
    let mut world = spoken();
    assert_eq!(world.refused("tess", promise(Due::At(at("2026-03-02T09:59")))), "due_on:in-past");
    world.done("tess", promise(Due::On(date("2026-03-16"))));
    let about_promises =
        |world: &World| world.warnings().into_iter().filter(|text| text.starts_with("The promise")).count();
    assert_eq!(about_promises(&world), 0, "the last day of the limit is in time");
    world.done("tess", promise(Due::On(date("2026-03-17"))));
    assert_eq!(about_promises(&world), 1);
    world.on("2026-03-03T10:00").done("tess", complete(2, "2026-03-03"));
    assert_eq!(about_promises(&world), 0, "kept is kept");
}

#[test]
fn a_promise_does_not_hold_up_closing_but_a_plan_does() {
    let mut world = spoken();
    world.done("tess", promise(Due::On(date("2026-03-16")))).done("tess", plan(agreed("2026-03-02"), &["2026-03-04"]));
    world.done("tess", decide("upheld", Some("delay"), Some(agreed("2026-03-02"))));
    world.done("tess", no_compensation()).done("tess", ask_reply(redress_domain::case::WrittenReply::No));
    assert_eq!(world.refused("tess", close()), "closing-waits: plan-done");
    world.done("tess", complete(2, "2026-03-02")).done("tess", close());
    assert_eq!(world.case().actions[0].done_on, None);
    world.done("tess", complete(1, "2026-03-02"));
}
