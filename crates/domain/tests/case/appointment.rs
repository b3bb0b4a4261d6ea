//! Appointments are kept when they take place, and what is agreed is followed beyond the closing (R24, R36, R37, R51).

use redress_domain::case::clock::{Taken, Verdict};
use redress_domain::case::{Command, CompleteLearning, Due, PlanStep, WrittenReply};
use redress_domain::staff::UserId;

use crate::orders::*;
use crate::world::{World, at, date};

fn spoken(mut world: World) -> World {
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    world.done("sam", hand_over("tess")).done("tess", spoke("2026-03-02T10:00"));
    world
}

/// R37
#[test]
fn an_appointment_is_done_when_it_has_taken_place_and_not_when_it_is_booked() {
    let mut world = spoken(World::donnington());
    world.done("tess", appointment(Due::At(at("2026-03-04T14:00"))));
    assert_eq!(world.refused("tess", complete(1, "2026-03-02")), "not-taken-place", "booked");
    world.on("2026-03-04T13:59");
    assert_eq!(world.refused("tess", complete(1, "2026-03-04")), "not-taken-place", "a minute before");
    world.on("2026-03-04T15:00");
    assert_eq!(world.refused("tess", complete(1, "2026-03-03")), "not-taken-place", "as of the day before");
    world.done("tess", complete(1, "2026-03-04"));
}

/// R37
#[test]
fn a_rearranged_one_is_open_until_its_new_day() {
    let mut world = spoken(World::donnington());
    world.done("tess", appointment(Due::On(date("2026-03-04"))));
    world.on("2026-03-04T09:00");
    assert_eq!(world.refused("tess", move_to(1, Due::On(date("2026-03-03")))), "due_on:in-past");
    world.done("tess", move_to(1, Due::On(date("2026-03-11"))));
    world.on("2026-03-05T09:00");
    assert_eq!(world.refused("tess", complete(1, "2026-03-04")), "not-taken-place");
    world.on("2026-03-11T09:00").done("tess", complete(1, "2026-03-11"));
    assert_eq!((world.case().actions[0].moved, world.case().actions[0].done_on), (1, Some(date("2026-03-11"))));
}

#[test]
fn moving_needs_a_reason_and_something_that_is_still_to_be_done() {
    let mut world = spoken(World::donnington());
    world.done("tess", promise(Due::On(date("2026-03-04"))));
    let silent = Command::MoveAction { number: 1, to: Due::On(date("2026-03-05")), reason: " ".to_owned() };
    assert_eq!(world.refused("tess", silent), "reason:required");
    assert_eq!(world.refused("tess", move_to(7, Due::On(date("2026-03-05")))), "no-such-action");
    world.done("tess", complete(1, "2026-03-02"));
    assert_eq!(world.refused("tess", move_to(1, Due::On(date("2026-03-05")))), "action-done");
}

/// R36, R51
#[test]
fn a_step_past_ten_working_days_from_receipt_is_told_of_with_both_dates() {
    let mut world = spoken(World::donnington());
    world.on("2026-03-09T10:00").done("tess", plan(agreed("2026-03-09"), &["2026-03-16", "2026-03-23"]));
    let told: Vec<String> = world.warnings().into_iter().filter(|text| text.starts_with("The step")).collect();
    assert_eq!(told.len(), 1, "the first is for the tenth day: {told:?}");
    assert!(told[0].contains("Monday 23 March 2026") && told[0].contains("Monday 16 March 2026"), "{told:?}");
}

/// R36
#[test]
fn under_a_procedure_that_counts_from_receipt_a_step_is_due_so_many_days_after_that() {
    let mut world = spoken(World::changed(&[("start = \"agreed\"", "start = \"received\"")]));
    world.on("2026-03-09T10:00");
    assert_eq!(world.refused("tess", plan(agreed("2026-03-09"), &["2026-03-17"])), "steps.0.due_on:too-late");
    world.done("tess", plan(agreed("2026-03-09"), &["2026-03-16"]));
    world.on("2026-03-18T10:00");
    world.done("tess", plan(agreed("2026-03-18"), &["2026-04-01"]));
    assert_eq!(
        world.refused("tess", plan(agreed("2026-03-18"), &["2026-04-02"])),
        "steps.0.due_on:too-late",
        "when those are over, from the agreement: there is always a day to agree on"
    );
}

/// R71
#[test]
fn what_prevents_it_is_an_action_that_is_done_after_the_closing() {
    let mut world = spoken(World::donnington());
    world.done("tess", promise(Due::On(date("2026-03-16")))).done("tess", no_compensation());
    world.done("tess", ask_reply(WrittenReply::No));
    world.done("tess", decide("upheld", Some("delay"), Some(agreed("2026-03-02")))).done("tess", close());
    world.done(
        "tess",
        Command::CompleteLearning(CompleteLearning {
            reason: "The order was not confirmed.".to_owned(),
            root_cause: "Nobody owns the orders.".to_owned(),
            preventive_action: Some(PlanStep {
                what: "Confirm orders in writing".to_owned(),
                owner: UserId::new("theo"),
                due_on: date("2026-04-01"),
            }),
            service_area: "Catering".to_owned(),
        }),
    );
    world.on("2026-03-20T10:00").done("tess", move_to(2, Due::On(date("2026-04-10"))));
    world.done("tess", complete(1, "2026-03-16")).on("2026-04-10T10:00").done("tess", complete(2, "2026-04-10"));
    assert!(world.case().actions.iter().all(|action| action.done_on.is_some()));
}

/// R68
#[test]
fn the_last_step_stops_the_plans_clock_though_the_handling_is_closed() {
    let closing = ("\"plan-done\", \"compensation\"", "\"compensation\"");
    let mut world = spoken(World::changed(&[closing]));
    world.done("tess", plan(agreed("2026-03-02"), &["2026-03-04"])).done("tess", no_compensation());
    world.done("tess", ask_reply(WrittenReply::No));
    world.done("tess", decide("upheld", Some("delay"), Some(agreed("2026-03-02")))).done("tess", close());
    assert_eq!(world.verdict("plan"), None, "what was agreed is still to be done");
    world.on("2026-03-05T10:00").done("tess", complete(1, "2026-03-05"));
    assert_eq!(world.verdict("plan"), Some(Verdict::Met(Taken::WorkingDays(3))));
}
