//! Confidential cases: who sees them, who is let in, and what happens when somebody needs one now.

use redress_domain::access::{Compartment, Rights};
use redress_domain::case::{Command, CommandKind, Fact};
use redress_domain::procedure::Permission;
use redress_domain::staff::{Staff, UserId};

use crate::orders::*;
use crate::second_stage::divided;
use crate::world::{World, codes};

fn restrict(named: &[&str]) -> Command {
    let named = named.iter().map(|who| UserId::new(*who)).collect();
    Command::Restrict { reason: "She fears for her safety.".to_owned(), named }
}

fn admit(who: &str) -> Command {
    Command::Admit { who: UserId::new(who), reason: "He speaks with her on Monday.".to_owned() }
}

fn lift() -> Command {
    Command::LiftRestriction { reason: "It is over.".to_owned() }
}

fn sees(world: &World, who: &str) -> bool {
    world.rights(who).may_see(world.case(), world.now)
}

/// Owned by Tess, made confidential by Adam.
fn confidential() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world.done("adam", restrict(&["theo"]));
    world
}

#[test]
fn only_owner_named_giver_and_those_who_watch_see_a_confidential_case() {
    let mut world = confidential();
    for (who, may) in
        [("tess", true), ("theo", true), ("adam", true), ("carol", true), ("victor", true), ("sam", false)]
    {
        assert_eq!(sees(&world, who), may, "{who}");
    }
    world.done("tess", admit("sam"));
    assert!(sees(&world, "sam"));
    world.done("tess", restrict(&[]));
    assert!(!sees(&world, "sam") && !sees(&world, "theo") && !sees(&world, "adam"), "it says anew who is named");
    world.done("carol", lift());
    assert!(sees(&world, "sam"));
    assert_eq!(world.refused("carol", lift()), "not-confidential");
    assert_eq!(world.refused("carol", admit("sam")), "not-confidential");
}

#[test]
fn whom_it_is_about_is_never_let_in() {
    let mut world = confidential();
    assert_eq!(world.refused("tess", restrict(&["nobody"])), "named:unknown");
    world.done("tess", Command::NameSubject { who: UserId::new("theo"), note: None });
    assert!(!sees(&world, "theo"), "although he is named");
    assert_eq!(world.refused("tess", admit("theo")), "who:subject");
    assert_eq!(world.refused("tess", restrict(&["theo"])), "named:subject");
    world.done("tess", Command::NameSubject { who: UserId::new("carol"), note: None });
    assert!(!sees(&world, "carol"), "although she watches over all");
}

#[test]
fn the_panel_sees_it() {
    let mut world = divided(World::donnington());
    world.done("adam", restrict(&[]));
    assert!(sees(&world, "victor"));
    world.done("adam", Command::NameSubject { who: UserId::new("victor"), note: None });
    assert!(!sees(&world, "victor"));
}

#[test]
fn what_is_opened_in_need_is_open_to_one_for_a_day_until_somebody_else_has_seen_it() {
    let mut world = confidential();
    assert_eq!(codes(&world.opened_in_need("sam", " ").unwrap_err()), "reason:required");
    world.opened_in_need("sam", "She is at the door").unwrap();
    assert!(sees(&world, "sam"));
    assert!(world.rights("sam").may(world.case(), CommandKind::SeeOpening).is_err(), "he does not watch");
    assert_eq!(world.refused("sam", Command::SeeOpening { number: 1 }), "not-permitted");
    assert_eq!(world.refused("carol", Command::SeeOpening { number: 2 }), "number:unknown");
    world.done("carol", Command::SeeOpening { number: 1 });
    assert_eq!(world.case().openings[0].seen.as_ref().unwrap().0, UserId::new("carol"));
    assert_eq!(world.refused("victor", Command::SeeOpening { number: 1 }), "number:unknown");
    world.on("2026-03-03T09:59");
    assert!(sees(&world, "sam"));
    world.on("2026-03-03T10:00");
    assert!(!sees(&world, "sam"));
    world.done("carol", lift());
    assert_eq!(codes(&world.opened_in_need("sam", "Again").unwrap_err()), "not-confidential");
}

#[test]
fn what_was_confidential_stays_so_in_the_case_it_is_merged_into() {
    let world = confidential();
    let mut other = World::donnington();
    other.logged(&complaint("2026-03-02T09:00"));
    let event = redress_domain::case::absorb(world.case());
    let Fact::Absorbed(absorbed) = &event.fact else { panic!("{event:?}") };
    let named = &absorbed.restriction.as_ref().unwrap().named;
    assert_eq!(named.iter().map(UserId::as_str).collect::<Vec<_>>(), ["adam", "tess", "theo"]);
    other.appended("adam", event);
    assert!(sees(&other, "tess") && !sees(&other, "sam"));
}

/// R79
#[test]
fn compartments_are_open_to_those_who_need_them() {
    let world = World::donnington();
    for (who, safety, matters) in [("sam", true, false), ("tess", true, true), ("adam", true, false)] {
        assert_eq!(world.rights(who).opens(Compartment::SafetyNotes), safety, "{who}");
        assert_eq!(world.rights(who).opens(Compartment::StaffMatters), matters, "{who}");
        let note = Fact::SafetyNoted { text: "Mind the dog.".to_owned() };
        assert_eq!(world.rights(who).may_see_fact(&note), safety, "{who}");
    }
}

/// An auditor, under a procedure whose front-line role is made one.
fn auditor() -> (World, Rights) {
    let front_line = "may = [\"read\", \"log\", \"handle\", \"report\"]";
    let roles = format!(
        "{front_line}\n\n[[roles]]\nid = \"auditor\"\nlabel = \"Auditor\"\nmay = [\"read\", \"report\", \"audit\"]"
    );
    let world = World::changed(&[(front_line, &roles)]);
    let staff = Staff {
        id: UserId::new("anna"),
        name: "Anna".to_owned(),
        email: "anna@example.org".to_owned(),
        roles: vec!["auditor".to_owned()],
        absences: Vec::new(),
    };
    let rights = Rights::of(&staff, world.procedure);
    (world, rights)
}

#[test]
fn an_auditor_reads_and_gives_no_command() {
    let (mut world, rights) = auditor();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    assert!(rights.may_see(world.case(), world.now) && rights.sees_reads());
    for kind in CommandKind::ALL {
        assert!(rights.may(world.case(), kind).is_err(), "{kind:?}");
    }
    assert!(!rights.opens(Compartment::SafetyNotes) && !rights.opens(Compartment::StaffMatters));
    world.done("adam", restrict(&[]));
    assert!(!rights.may_see(world.case(), world.now), "confidential ones only with that permission");
}

#[test]
fn what_is_seen_goes_by_the_procedure_in_force_and_what_is_done_by_the_one_of_the_case() {
    let pinned = World::changed(&[("\"improve\", \"approve\", \"confidential\"]", "\"improve\", \"approve\"]")]);
    let world = World::donnington();
    let carol = world.staffing.iter().find(|staff| staff.id.as_str() == "carol").unwrap();
    assert!(!Rights::of(carol, pinned.procedure).has(Permission::Confidential));
    assert!(Rights::over(carol, pinned.procedure, world.procedure).has(Permission::Confidential));
    assert!(!Rights::over(carol, world.procedure, pinned.procedure).has(Permission::Confidential));
    assert!(Rights::over(carol, pinned.procedure, world.procedure).has(Permission::Approve));
}
