//! Somebody who acts for the person: named at intake, later, or in another's place (R26).

use redress_domain::case::{Around, Command, Event, Party, PersonRef, Refusal, Representative};

use crate::orders::*;
use crate::world::{World, codes};

/// A world with a case that the person brought themselves.
fn brought_by_the_person() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    world
}

fn acts(name: &str, relation: &str) -> Command {
    let party = Party { name: name.to_owned(), ..Party::default() };
    Command::SetRepresentative(Representative { party, relation: relation.to_owned(), authority: None })
}

/// Names somebody, of whom `digest` is kept.
fn set(world: &mut World, command: &Command, digest: &str) -> Result<Vec<Event>, Refusal> {
    let person = PersonRef { number: 3, digest: digest.to_owned() };
    world.give_around("sam", command, Around { new_person: Some(&person), ..Around::default() })
}

/// R26
#[test]
fn somebody_may_come_to_act_later_and_show_their_authority_later_still() {
    let mut world = brought_by_the_person();
    set(&mut world, &acts("Ada", "Her sister"), "aa").unwrap();
    let known = world.case().representative.clone().unwrap();
    assert_eq!((known.relation.as_str(), known.authority, known.person.digest.as_str()), ("Her sister", None, "aa"));
    let shown = Command::SetRepresentative(Representative {
        party: Party { name: "Ada".to_owned(), ..Party::default() },
        relation: "Her sister".to_owned(),
        authority: Some("Lasting power of attorney, seen".to_owned()),
    });
    set(&mut world, &shown, "aa").unwrap();
    let known = world.case().representative.clone().unwrap();
    assert_eq!(known.authority.as_deref(), Some("Lasting power of attorney, seen"));
    set(&mut world, &acts("Bert", "Support worker"), "bb").unwrap();
    assert_eq!(world.case().representative.as_ref().unwrap().person.digest, "bb");
}

/// R26
#[test]
fn name_and_relation_are_asked_for() {
    let mut world = brought_by_the_person();
    let refusal = set(&mut world, &acts(" ", ""), "aa").unwrap_err();
    assert_eq!(codes(&refusal), "representative_name:required representative_relation:required");
    let unreachable = Command::SetRepresentative(Representative {
        party: Party { name: "Ada".to_owned(), email: Some("ada".to_owned()), ..Party::default() },
        relation: "Her sister".to_owned(),
        authority: None,
    });
    assert_eq!(codes(&set(&mut world, &unreachable, "aa").unwrap_err()), "representative_email:not-an-email");
}

/// R30
#[test]
fn nobody_acts_for_somebody_who_is_not_known() {
    let mut world = World::donnington();
    world.logged(&anonymous("2026-03-02T09:00")).done("sam", triage("failure"));
    assert_eq!(codes(&set(&mut world, &acts("Ada", "Her sister"), "aa").unwrap_err()), "anonymous");
}
