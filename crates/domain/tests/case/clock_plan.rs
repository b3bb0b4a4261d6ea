//! The clock of a plan: it outlives the handling while steps are to be done, and ends unneeded where nothing was planned.

use redress_domain::case::clock::{Taken, Verdict};
use redress_domain::case::{Agreement, WrittenReply};

use crate::orders::*;
use crate::world::{World, date};

/// At Donnington's first stage, were it closed before its plan is done.
fn world(starts: &str) -> World {
    let start = format!("start = \"{starts}\"\nstart_rule = \"day-after\"");
    let mut world = World::changed(&[
        ("\"agreement\", \"plan-done\",", "\"agreement\","),
        ("start = \"plan-agreed\"\nstart_rule = \"day-after\"", &start),
    ]);
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world
        .done("tess", spoke("2026-03-02T10:00"))
        .done("tess", no_compensation())
        .done("tess", ask_reply(WrittenReply::No));
    world
}

fn closed(world: &mut World, agreement: Option<Agreement>) {
    world.done("tess", decide("upheld", Some("delay"), agreement)).done("tess", close());
}

/// R68
#[test]
fn it_goes_on_after_closing_until_the_last_step_is_done() {
    for (done, expected) in
        [("2026-03-16", Verdict::Met(Taken::WorkingDays(10))), ("2026-03-17", Verdict::Late(Taken::WorkingDays(11)))]
    {
        let mut world = world("plan-agreed");
        world.done("tess", plan(agreed("2026-03-02"), &["2026-03-09", "2026-03-16"]));
        closed(&mut world, Some(agreed("2026-03-02")));
        assert!(world.clock("plan").unwrap().runs());
        world.on("2026-03-09T10:00").done("tess", complete(1, "2026-03-09"));
        assert!(world.clock("plan").unwrap().runs(), "one step is left");
        world.on(&format!("{done}T10:00")).done("tess", complete(2, done));
        assert_eq!(world.verdict("plan"), Some(expected));
    }
}

/// R68
#[test]
fn a_later_stage_does_not_hide_the_steps_of_an_earlier_one() {
    let mut world = world("plan-agreed");
    world.done("tess", plan(agreed("2026-03-02"), &["2026-03-09"]));
    closed(&mut world, Some(not_agreed()));
    world.on("2026-03-05T10:00").done("sam", escalate_on("2026-03-05"));
    world.on("2026-03-09T10:00").done("tess", complete(1, "2026-03-09"));
    assert_eq!(world.verdict("plan"), Some(Verdict::Met(Taken::WorkingDays(5))));
}

#[test]
fn without_a_plan_it_was_never_needed_however_late_it_is() {
    let mut world = world("received");
    world.on("2026-03-30T10:00");
    closed(&mut world, Some(agreed("2026-03-30")));
    assert_eq!(world.verdict("plan"), Some(Verdict::NotNeeded));
    assert_eq!(world.handling().closed_on, Some(date("2026-03-30")));
}
