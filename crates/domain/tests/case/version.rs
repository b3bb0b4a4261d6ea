//! A case goes over to another version of its procedure only when somebody says so (R73).

use redress_domain::case::{Around, Command};
use redress_domain::procedure::Procedure;

use crate::orders::*;
use crate::world::{World, codes};

/// The first procedure as its version 2, with other words in it.
fn version_two(words: &[(&str, &str)]) -> &'static Procedure {
    let version = World::donnington().procedure.version.clone();
    let stated = format!("version = \"{version}\"");
    let words: Vec<(&str, &str)> =
        [(stated.as_str(), "version = \"2\"")].into_iter().chain(words.iter().copied()).collect();
    World::changed(&words).procedure
}

fn world() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    world
}

fn change(version: &str) -> Command {
    Command::ChangeProcedure { version: version.to_owned(), reason: "Adopted in March.".to_owned() }
}

/// Goes over to version 2, if it can.
fn go_over(world: &mut World, other: &Procedure) -> Result<(), String> {
    let around = Around { other_version: Some(other), ..Around::default() };
    world.give_around("adam", &change("2"), around).map(drop).map_err(|refusal| refusal.to_string())
}

/// R73
#[test]
fn the_promises_given_stand_under_the_other_version() {
    let mut world = world();
    let before = world.case().clocks.clone();
    go_over(&mut world, version_two(&[("length = 10", "length = 15")])).unwrap();
    assert_eq!(world.case().procedure_version, "2");
    assert_eq!(world.case().clocks, before);
}

/// R73
#[test]
fn a_version_that_lacks_what_the_case_has_is_refused_by_name() {
    let mut world = world();
    world.done("sam", hand_over("tess")).done("tess", decide("upheld", Some("delay"), Some(not_agreed())));
    let other = World::spso().procedure;
    let around = Around { other_version: Some(other), ..Around::default() };
    let refusal = world.give_around("adam", &change("2"), around).unwrap_err();
    assert_eq!(codes(&refusal), "version:unknown", "another procedure is no version of this one");

    let renamed = version_two(&[("id = \"delay\"", "id = \"lateness\"")]);
    let why = go_over(&mut world, renamed).unwrap_err();
    assert!(why.contains("code 'delay'"), "{why}");
}

/// R73
#[test]
fn it_needs_a_version_that_is_there_another_one_and_a_reason() {
    let mut world = world();
    assert_eq!(world.refused("adam", change("2")), "version:unknown");
    let own = world.procedure.version.clone();
    assert_eq!(world.refused("adam", change(&own)), "version:same");
    let silent = Command::ChangeProcedure { version: "2".to_owned(), reason: String::new() };
    let around = Around { other_version: Some(version_two(&[])), ..Around::default() };
    assert_eq!(codes(&world.give_around("adam", &silent, around).unwrap_err()), "reason:required");
    assert!(world.rights("tess").may(world.case(), silent.kind()).is_err());
}
