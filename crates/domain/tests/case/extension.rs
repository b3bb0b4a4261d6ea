//! More time: 5 working days in all at the ombudsman's first stage, none at Donnington.

use redress_domain::case::clock::{Taken, Verdict};
use redress_domain::case::{Due, WrittenReply};

use crate::orders::*;
use crate::world::{World, date};

/// At the ombudsman, received on Monday 2 March, which counts 1: due on Friday 6 March.
fn frontline() -> World {
    let mut world = World::spso();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("complaint")).done("sam", hand_over("sam"));
    world
}

#[test]
fn donnington_allows_none() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    assert_eq!(world.refused("tess", extend("2026-03-18")), "no-extension");
}

#[test]
fn five_more_days_in_all_however_they_are_taken() {
    let mut world = frontline();
    assert_eq!(world.clock("respond-frontline").unwrap().due, Due::On(date("2026-03-06")));
    assert_eq!(world.refused("sam", extend("2026-03-06")), "to:too-early");
    assert_eq!(world.refused("sam", extend("2026-03-14")), "to:too-late");
    world.done("sam", extend("2026-03-10")).done("sam", extend("2026-03-13"));
    assert_eq!(world.clock("respond-frontline").unwrap().due, Due::On(date("2026-03-13")));
    assert_eq!(world.handling().extended_to, Some(date("2026-03-13")));
    assert_eq!(
        world.refused("sam", extend("2026-03-16")),
        "to:too-late",
        "counted from the first due date, not the last"
    );
}

#[test]
fn an_extension_gives_its_reason() {
    let mut world = frontline();
    let silent = redress_domain::case::Command::Extend { to: date("2026-03-10"), reason: " ".to_owned() };
    assert_eq!(world.refused("sam", silent), "reason:required");
}

#[test]
fn closing_by_the_extended_date_is_met_and_the_days_are_told_as_they_were() {
    for (closed, met) in [("2026-03-13", true), ("2026-03-16", false)] {
        let mut world = frontline();
        world.done("sam", extend("2026-03-13")).done("sam", ask_reply(WrittenReply::No));
        world.done("sam", decide("not-upheld", Some("perception"), None));
        world.on(&format!("{closed}T10:00")).done("sam", close());
        let expected = if met { Verdict::Met(Taken::WorkingDays(10)) } else { Verdict::Late(Taken::WorkingDays(11)) };
        assert_eq!(world.verdict("respond-frontline"), Some(expected), "{closed}");
    }
}
