//! What follows for a member of staff: a restricted part of the case (R79).

use redress_domain::case::{Command, CommandKind, Fact};
use redress_domain::staff::UserId;

use crate::orders::*;
use crate::world::World;

fn matter(kind: &str, about: Option<&str>, text: &str) -> Command {
    let about = about.map(UserId::new);
    Command::RecordStaffMatter { kind: kind.to_owned(), about, text: text.to_owned() }
}

fn world() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    world
}

/// R79
#[test]
fn it_is_recorded_and_seen_only_by_those_who_deal_with_it() {
    let mut world = world();
    world.done("tess", matter("training-need", Some("theo"), "A course in taking orders."));
    let fact = &world.history.last().unwrap().event.fact;
    assert!(matches!(fact, Fact::StaffMatterRecorded(matter) if matter.about == Some(UserId::new("theo"))));
    for (who, sees) in [("tess", true), ("carol", true), ("sam", false), ("adam", false)] {
        assert_eq!(world.rights(who).may_see_fact(fact), sees, "{who}");
        let may = world.rights(who).may(world.case(), CommandKind::RecordStaffMatter);
        assert_eq!(may.is_ok(), sees, "{who}");
    }
}

#[test]
fn kind_person_and_text_are_checked_together() {
    let mut world = world();
    assert_eq!(
        world.refused("tess", matter("gossip", Some("nobody"), " ")),
        "kind:unknown about:unknown text:required"
    );
    world.done("tess", matter("misconduct", None, "It is not yet known who it was."));
}
