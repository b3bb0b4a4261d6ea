//! Consent: needed before a representative is told of the case, never before it is logged (R26).

use redress_domain::case::{Around, Command, Party, PersonRef, Recipient, RecordConsent, Representative};
use redress_domain::procedure::Means;
use redress_domain::register::BroughtBy;

use crate::orders::*;
use crate::world::{World, date};

fn representative() -> Representative {
    let party = Party { name: "Ada".to_owned(), ..Party::default() };
    Representative { party, relation: "Her sister".to_owned(), authority: None }
}

/// A case that a representative brought, on 2 March.
fn brought() -> World {
    let mut log = complaint("2026-03-02T09:00");
    log.brought_by = BroughtBy::Representative;
    log.representative = Some(representative());
    let mut world = World::donnington();
    world.logged(&log).done("sam", triage("failure"));
    world
}

fn consent(given: bool, on: &str, expires_on: Option<&str>) -> Command {
    let expires_on = expires_on.map(date);
    Command::RecordConsent(RecordConsent { given, means: Means::Letter, on: date(on), expires_on, note: None })
}

fn letter(id: &str) -> Command {
    Command::MakeLetter { letter: id.to_owned(), to: Recipient::Representative }
}

/// R26
#[test]
fn it_is_needed_before_disclosure_and_never_before_logging() {
    let mut world = brought();
    world.done("sam", letter("acknowledgement"));
    assert_eq!(world.refused("sam", letter("reply")), "no-consent");
    world.done("sam", Command::MakeLetter { letter: "reply".to_owned(), to: Recipient::Complainant });
    world.done("sam", consent(true, "2026-02-20", None)).done("sam", letter("reply"));
}

/// R26
#[test]
fn withdrawn_it_ends_at_once() {
    let mut world = brought();
    world.done("sam", consent(true, "2026-03-01", None)).done("sam", letter("reply"));
    world.done("sam", consent(false, "2026-03-02", None));
    assert_eq!(world.refused("sam", letter("reply")), "no-consent");
}

/// R26
#[test]
fn it_covers_its_last_day_and_no_day_more() {
    let mut world = brought();
    world.done("sam", consent(true, "2026-03-01", Some("2026-03-20")));
    world.on("2026-03-20T23:30").done("sam", letter("reply"));
    world.on("2026-03-21T00:30");
    assert_eq!(world.refused("sam", letter("reply")), "no-consent");
}

/// R26
#[test]
fn it_does_not_go_over_to_another_representative() {
    let mut world = brought();
    world.done("sam", consent(true, "2026-03-01", None));
    let bert = PersonRef { number: 3, digest: "bb".to_owned() };
    let around = Around { new_person: Some(&bert), ..Around::default() };
    world.give_around("sam", &Command::SetRepresentative(representative()), around).unwrap();
    assert_eq!(world.refused("sam", letter("reply")), "no-consent");
}

#[test]
fn its_dates_have_an_order() {
    let mut world = brought();
    assert_eq!(world.refused("sam", consent(true, "2026-03-03", None)), "on:in-future");
    assert_eq!(world.refused("sam", consent(true, "2026-03-01", Some("2026-03-01"))), "expires_on:too-early");
    assert_eq!(world.refused("sam", consent(false, "2026-03-01", Some("2026-04-01"))), "expires_on:contradiction");
}

#[test]
fn there_is_nobody_to_consent_to_without_a_representative() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00"));
    assert_eq!(world.refused("sam", consent(true, "2026-03-02", None)), "no-representative");
    assert_eq!(world.refused("sam", letter("reply")), "no-representative");
}
