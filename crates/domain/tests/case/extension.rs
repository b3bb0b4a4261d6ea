//! More time: 5 working days in all at the ombudsman's first stage, none at Donnington; and every way a procedure can limit it.

use redress_domain::case::clock::{Taken, Verdict};
use redress_domain::case::{Command, Due, Extend, Fact, WrittenReply};
use redress_domain::procedure::Means;
use redress_domain::staff::UserId;

use crate::orders::*;
use crate::world::{World, date};

/// At the ombudsman, received on Monday 2 March, which counts 1: due on Friday 6 March.
fn frontline() -> World {
    let mut world = World::spso();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("complaint")).done("sam", hand_over("sam"));
    world
}

/// At Donnington with an extension of this kind, received on Monday 2 March: due on Monday 16 March.
fn allowing(extension: &str) -> World {
    let limit = "stop = \"closed\"\ntimescale = true\n\n[[clocks]]\nid = \"plan\"";
    let extended = limit.replacen("= true", &format!("= true\nextension = {{ {extension} }}"), 1);
    let mut world = World::changed(&[(limit, &extended)]);
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world
}

fn asked(to: &str, with: impl FnOnce(Extend) -> Extend) -> Command {
    match extend(to) {
        Command::Extend(extend) => Command::Extend(with(extend)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn donnington_allows_none() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    assert_eq!(world.refused("tess", extend("2026-03-18")), "no-extension");
}

/// R93
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
fn an_extension_gives_its_reason_its_approver_and_how_the_person_was_told() {
    let mut world = frontline();
    let bare = asked("2026-03-10", |extend| Extend { reason: " ".to_owned(), approver: None, told: None, ..extend });
    assert_eq!(world.refused("sam", bare), "reason:required approver:required told:required");
    let by = |who: &str| {
        asked("2026-03-10", |extend| Extend { approver: Some(UserId::new(who)), told: Some(Means::Email), ..extend })
    };
    assert_eq!(world.refused("sam", by("sam")), "approver:lacks-role");
    assert_eq!(world.refused("sam", by("nobody")), "approver:unknown");
    world.done("sam", by("carol"));
    let Fact::Extended(extended) = &world.history.last().unwrap().event.fact else { panic!("an extension") };
    assert_eq!((extended.approver.clone(), extended.told), (Some(UserId::new("carol")), Some(Means::Email)));
}

#[test]
fn whoever_holds_the_role_approves_by_giving_it() {
    let mut world = frontline();
    world.give("carol", &asked("2026-03-10", |extend| Extend { approver: None, ..extend })).unwrap();
    let Fact::Extended(extended) = &world.history.last().unwrap().event.fact else { panic!("an extension") };
    assert_eq!(extended.approver, Some(UserId::new("carol")));
}

/// R30
#[test]
fn nobody_is_told_of_an_anonymous_case() {
    let mut world = World::spso();
    world.logged(&anonymous("2026-03-02T09:00")).done("sam", triage("complaint")).done("sam", hand_over("sam"));
    assert_eq!(world.refused("sam", extend("2026-03-10")), "told:anonymous");
    world.done("sam", asked("2026-03-10", |extend| Extend { told: None, ..extend }));
}

#[test]
fn it_is_granted_only_so_often() {
    let mut world = allowing("max = 10, max_count = 1");
    world.done("tess", extend("2026-03-18"));
    assert_eq!(world.refused("tess", extend("2026-03-19")), "extensions-used-up");
}

#[test]
fn it_rests_on_one_of_the_reasons_the_procedure_lists() {
    let mut world = allowing("max = 10, reasons = [{ id = \"complex\", label = \"It is complex\" }]");
    let grounded = |id: &str| asked("2026-03-18", |extend| Extend { ground: Some(id.to_owned()), ..extend });
    assert_eq!(world.refused("tess", extend("2026-03-18")), "ground:required");
    assert_eq!(world.refused("tess", grounded("holiday")), "ground:unknown");
    world.done("tess", grounded("complex"));
}

#[test]
fn the_person_gets_the_outside_bodys_contact_where_the_procedure_says_so() {
    let mut world = allowing("max = 10, give_outside_contact = true");
    assert_eq!(world.refused("tess", extend("2026-03-18")), "outside_contact_given:required");
    world.done("tess", asked("2026-03-18", |extend| Extend { outside_contact_given: true, ..extend }));
}

#[test]
fn a_good_reason_goes_beyond_the_usual_length_and_never_beyond_the_cap() {
    let mut world = allowing("max = 10, good_reason_exceeds = true");
    world.done("tess", extend("2026-06-01"));
    let mut world = allowing("max = 10, cap_total = 25, good_reason_exceeds = true");
    // Working day 25 from Monday 2 March, over Easter.
    assert_eq!(world.refused("tess", extend("2026-04-10")), "to:too-late");
    world.done("tess", extend("2026-04-08"));
    assert_eq!(world.refused("tess", extend("9999-12-30")), "to:out-of-range");
}

#[test]
fn what_is_late_cannot_be_extended() {
    let mut world = allowing("max = 10");
    world.on("2026-03-17T00:00");
    assert_eq!(world.refused("tess", extend("2026-03-18")), "limit-passed");
}

/// R94
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
