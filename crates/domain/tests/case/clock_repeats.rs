//! News that is due every so often: each time it is given the next is due, until the handling closes.

use redress_domain::case::clock::{Taken, Verdict};
use redress_domain::case::{Command, Due, WrittenReply};
use redress_domain::procedure::Means;

use crate::orders::*;
use crate::world::{World, at, date};

/// Every five working days, at Donnington's first stage, from Monday 2 March.
fn world() -> World {
    let learning = "[[clocks]]\nid = \"learning\"";
    let news = "[[clocks]]\nid = \"news\"\nlabel = \"Tell the customer how it is going\"\nroutes = [\"S1\"]\nstart = \"received\"\n\
         start_rule = \"day-after\"\nlength = 5\nunit = \"working_day\"\nstop = \"updated\"\nrepeats = true\n\n";
    let mut world = World::changed(&[(learning, &format!("{news}{learning}"))]);
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world
}

fn update(local: &str) -> Command {
    Command::GiveUpdate { means: Means::Email, at: at(local), text: "We are waiting for the caterer.".to_owned() }
}

#[test]
fn each_news_starts_the_next_round_and_tells_whether_the_last_was_late() {
    let mut world = world();
    let due = |world: &World| world.clock("news").unwrap().due;
    assert_eq!(due(&world), Due::On(date("2026-03-09")));
    world.on("2026-03-06T10:00").done("tess", update("2026-03-06T10:00"));
    assert_eq!(due(&world), Due::On(date("2026-03-13")));
    world.on("2026-03-16T10:00").done("tess", update("2026-03-16T10:00"));
    assert_eq!(due(&world), Due::On(date("2026-03-23")));
    let clock = world.clock("news").unwrap();
    let expected = [Verdict::Met(Taken::WorkingDays(4)), Verdict::Late(Taken::WorkingDays(6))];
    assert_eq!(clock.rounds, expected);
    assert!(clock.runs());
}

#[test]
fn speaking_with_the_person_is_news_too() {
    let mut world = world();
    world.on("2026-03-05T10:00").done("tess", spoke("2026-03-05T10:00"));
    assert_eq!(world.clock("news").unwrap().due, Due::On(date("2026-03-12")));
    assert_eq!(world.clock("news").unwrap().rounds.len(), 1);
}

#[test]
fn news_given_before_the_round_began_and_recorded_later_changes_nothing() {
    let mut world = world();
    world.on("2026-03-06T10:00").done("tess", update("2026-03-06T10:00")).done("tess", update("2026-03-05T10:00"));
    assert_eq!(world.clock("news").unwrap().due, Due::On(date("2026-03-13")));
    assert_eq!(world.refused("tess", update("2026-03-07T10:00")), "at:in-future");
}

#[test]
fn it_ends_with_the_handling() {
    let mut world = world();
    world
        .done("tess", spoke("2026-03-02T10:00"))
        .done("tess", no_compensation())
        .done("tess", ask_reply(WrittenReply::No));
    world.done("tess", decide("upheld", Some("delay"), Some(not_agreed())));
    world.done("tess", close());
    assert_eq!(world.verdict("news"), Some(Verdict::NotNeeded));
}

/// R30
#[test]
fn nobody_can_be_told_of_an_anonymous_case() {
    let mut world = World::of("dp-complaint");
    world.logged(&anonymous("2026-03-02T09:00"));
    assert!(world.clock("progress").is_none());
}
