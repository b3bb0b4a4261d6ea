//! Linked cases, duplicates that are merged, and matters shared with another body.

use redress_domain::case::clock::Verdict;
use redress_domain::case::{Around, By, Case, Command, Event, Fact, LinkKind, Recorded, Refusal, absorb};
use redress_domain::procedure::{Means, OutcomeEffect};
use redress_domain::staff::UserId;

use crate::orders::*;
use crate::world::{World, codes, date};

/// The case of a world as another case, by a reference of its own.
fn other_of(world: &World) -> Case {
    Case { reference: "SF-2026-0002".to_owned(), ..world.case().clone() }
}

fn other() -> Case {
    let mut world = World::donnington();
    other_of(world.logged(&complaint("2026-03-02T09:30")))
}

fn duplicate() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    world
}

fn link(to: &str) -> Command {
    Command::Link { to: to.to_owned(), kind: LinkKind::Related, note: None }
}

fn merge(into: &str) -> Command {
    Command::Merge { into: into.to_owned(), reason: "The same lunch, told twice.".to_owned() }
}

fn beside(world: &mut World, other: &Case, command: &Command) -> Result<Vec<Event>, Refusal> {
    world.give_around("adam", command, Around { other_case: Some(other), ..Around::default() })
}

#[test]
fn a_link_is_to_another_case_that_one_may_see_and_only_once() {
    let (mut world, other) = (duplicate(), other());
    assert_eq!(world.refused("sam", link("SF-2026-0001")), "same-case");
    assert_eq!(world.refused("sam", link("SF-2026-0002")), "to:unknown", "none is in sight");
    let elsewhere = beside(&mut world, &other, &link("SF-2026-0003")).unwrap_err();
    assert_eq!(codes(&elsewhere), "to:unknown");
    beside(&mut world, &other, &link(" SF-2026-0002 ")).unwrap();
    assert_eq!(world.case().links[0].to, "SF-2026-0002");
    assert_eq!(codes(&beside(&mut world, &other, &link("SF-2026-0002")).unwrap_err()), "already-linked");
}

/// R106
#[test]
fn a_case_says_that_the_outside_reviewers_remark_on_another_opened_it() {
    let (mut world, other) = (duplicate(), other());
    let remark = Command::Link {
        to: "SF-2026-0002".to_owned(),
        kind: LinkKind::OutsideRemark,
        note: Some("The reviewer noted that the letter contradicted what had been said.".to_owned()),
    };
    beside(&mut world, &other, &remark).unwrap();
    let link = &world.case().links[0];
    assert_eq!((link.to.as_str(), link.kind), ("SF-2026-0002", LinkKind::OutsideRemark));
    assert!(link.note.as_ref().unwrap().contains("contradicted"));
}

#[test]
fn a_merged_duplicate_is_closed_out_of_every_count_and_nothing_of_it_is_lost() {
    let (mut world, mut other) = (duplicate(), other());
    let before = world.history.clone();
    beside(&mut world, &other, &merge("SF-2026-0002")).unwrap();
    assert_eq!(world.case().merged_into.as_deref(), Some("SF-2026-0002"));
    assert_eq!(world.handling().decision.as_ref().unwrap().effect, OutcomeEffect::Reclassified);
    assert!(!world.case().is_open());
    assert!(world.case().learning.is_none() && world.case().running_clocks().is_empty());
    assert_eq!(world.verdict("contact-from-receipt"), Some(Verdict::NotNeeded));
    assert_eq!(world.history[..before.len()], before, "its history is where it was");

    let (version, by, event) = (other.version + 1, By::User(UserId::new("adam")), absorb(world.case()));
    other.apply(&Recorded { version, at: world.now, by, event }).unwrap();
    assert_eq!(other.absorbed, ["SF-2026-0001"]);
    assert!(other.is_open());
}

#[test]
fn a_merged_case_goes_on_nowhere_else() {
    let (mut world, other) = (duplicate(), other());
    beside(&mut world, &other, &merge("SF-2026-0002")).unwrap();
    assert_eq!(world.refused("adam", Command::Reopen { reason: "Not the same after all.".to_owned() }), "merged");
    assert_eq!(world.refused("sam", escalate_on("2026-03-02")), "nothing-to-escalate");
    assert_eq!(codes(&beside(&mut world, &other, &merge("SF-2026-0002")).unwrap_err()), "merged");
}

#[test]
fn a_case_is_merged_only_into_one_that_can_carry_it_on() {
    let mut world = duplicate();
    let into = |world: &mut World, other: &Case| codes(&beside(world, other, &merge("SF-2026-0002")).unwrap_err());
    let mut closed = duplicate();
    closed.done("sam", Command::Withdraw { means: Means::Phone, on: date("2026-03-02"), reason: None });
    assert_eq!(into(&mut world, &other_of(&closed)), "into:closed");
    let mut elsewhere = World::spso();
    elsewhere.logged(&complaint("2026-03-02T09:30"));
    assert_eq!(into(&mut world, &other_of(&elsewhere)), "into:other-procedure");
    world.done("sam", hand_over("tess")).done("tess", decide("upheld", Some("delay"), Some(not_agreed())));
    assert_eq!(into(&mut world, &other()), "merge-too-late");
}

#[test]
fn a_procedure_without_an_outcome_for_it_merges_nothing() {
    let no_failure = ("family = \"not_a_failure\"", "family = \"cause\"");
    let outcome = ("effect = \"reclassified\"", "effect = \"withdrawn\"");
    let mut world = World::changed(&[outcome, no_failure, no_failure]);
    world.logged(&complaint("2026-03-02T09:00"));
    assert_eq!(codes(&beside(&mut world, &other(), &merge("SF-2026-0002")).unwrap_err()), "no-outcome");
}

#[test]
fn another_body_that_has_part_of_the_matter_is_kept_with_who_leads() {
    let mut world = duplicate();
    let join = |body: &str, we_lead| Command::Join { body: body.to_owned(), we_lead, note: None };
    assert_eq!(world.refused("sam", join(" ", true)), "body:required");
    assert_eq!(world.refused("sam", join("The\ncouncil", true)), "body:line-break");
    world.done("sam", join("The council", false));
    let joint = world.case().joint.clone().unwrap();
    assert_eq!((joint.body.as_str(), joint.we_lead), ("The council", false));
    assert!(matches!(world.history.last().unwrap().event.fact, Fact::Joined { .. }));
}
