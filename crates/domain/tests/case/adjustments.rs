//! Reasonable adjustments: asked for, kept with the case, and named by its letters.

use redress_domain::case::Command;

use crate::orders::*;
use crate::world::World;

fn needs(kinds: &[&str], note: Option<&str>) -> Command {
    let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
    Command::RecordAdjustments { kinds, note: note.map(str::to_owned), carry_forward: true }
}

#[test]
fn they_are_kept_and_can_be_recorded_at_any_time() {
    let mut log = complaint("2026-03-02T09:00");
    log.adjustments = vec!["large-print".to_owned()];
    let mut world = World::donnington();
    world.logged(&log);
    assert_eq!(world.case().adjustments.kinds, ["large-print"]);
    world.done("sam", needs(&["audio", "interpreter", "audio"], Some("Polish")));
    let known = &world.case().adjustments;
    assert_eq!(known.kinds, ["audio", "interpreter"]);
    assert_eq!((known.note.as_deref(), known.carry_forward), (Some("Polish"), true));
    world.done("sam", needs(&[], None));
    assert!(world.case().adjustments.kinds.is_empty(), "asked, and none is needed any more");
}

#[test]
fn only_what_the_procedure_can_give_is_promised() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00"));
    assert_eq!(world.refused("sam", needs(&["audio", "carrier-pigeon"], None)), "kinds:unknown");
}

/// R30
#[test]
fn nobody_can_be_asked_in_an_anonymous_case() {
    let mut world = World::donnington();
    world.logged(&anonymous("2026-03-02T09:00"));
    assert_eq!(world.refused("sam", needs(&[], None)), "anonymous");
}
