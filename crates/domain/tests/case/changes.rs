//! The loop with the person: whether they want to know what changes, and that they were told.

use redress_domain::case::{
    Around, Command, CompleteLearning, Party, PersonRef, PlanStep, Recipient, Representative, TellWhatChanged,
    WrittenReply,
};
use redress_domain::procedure::Means;
use redress_domain::staff::UserId;

use crate::orders::*;
use crate::world::{World, date};

fn told(to: Recipient, on: &str, what: &str) -> Command {
    told_of(to, on, what, None)
}

fn told_of(to: Recipient, on: &str, what: &str, improvement: Option<u32>) -> Command {
    let (on, what) = (date(on), what.to_owned());
    Command::TellWhatChanged(TellWhatChanged { means: Means::Phone, to, on, what, improvement })
}

fn wants(wants: bool) -> Command {
    Command::AskAboutChanges { wants }
}

/// Closed on Monday 2 March with a preventive action, number 1, for the 20th.
fn learnt() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world.done("tess", spoke("2026-03-02T10:00")).done("tess", no_compensation());
    world.done("tess", ask_reply(WrittenReply::No));
    world.done("tess", decide("upheld", Some("delay"), Some(not_agreed()))).done("tess", close());
    let owner = UserId::new("tess");
    let prevention = PlanStep { what: "Order by noon".to_owned(), owner, due_on: date("2026-03-20") };
    let learnt = CompleteLearning {
        reason: "The order came late".to_owned(),
        root_cause: "Nobody had set a time".to_owned(),
        preventive_action: Some(prevention),
        service_area: world.procedure.service_areas[0].clone(),
    };
    world.done("tess", Command::CompleteLearning(learnt));
    world
}

fn reminded(world: &World) -> bool {
    world.warnings().iter().any(|text| text == "'Order by noon' is done: the customer asked to be told what changed.")
}

#[test]
fn whoever_asked_is_to_be_told_once_the_prevention_is_done_and_until_they_were() {
    let mut world = learnt();
    world.done("sam", wants(true));
    assert!(!reminded(&world), "nothing is done yet");
    world.on("2026-03-19T10:00").done("tess", complete(1, "2026-03-18"));
    assert!(reminded(&world));
    world.done("sam", told(Recipient::Complainant, "2026-03-19", "We now order by noon."));
    assert!(!reminded(&world));
    assert_eq!(world.case().changes_told[0].what, "We now order by noon.");
}

#[test]
fn whoever_did_not_ask_is_not_waited_for() {
    let mut world = learnt();
    world.on("2026-03-19T10:00").done("tess", complete(1, "2026-03-18"));
    assert!(!reminded(&world), "never asked");
    world.done("sam", wants(false));
    assert!(!reminded(&world));
    assert_eq!(world.refused("sam", told(Recipient::Complainant, "2026-03-19", "News.")), "news-not-wanted");
    world.done("sam", wants(true));
    assert!(reminded(&world), "they changed their mind");
}

#[test]
fn day_words_and_improvement_are_checked_together() {
    let mut world = learnt();
    let wrong = told_of(Recipient::Complainant, "2026-03-03", " ", Some(7));
    assert_eq!(world.refused("sam", wrong), "on:in-future what:required improvement:unknown");
    assert_eq!(world.refused("sam", told(Recipient::Complainant, "2026-03-01", "News.")), "on:too-early");
    let around = Around { improvement: Some(7), ..Around::default() };
    let right = told_of(Recipient::Complainant, "2026-03-02", "News.", Some(7));
    world.give_around("sam", &right, around).expect("the case led to improvement 7");
    assert_eq!(world.case().changes_told[0].improvement, Some(7));
}

#[test]
fn nobody_is_told_what_an_anonymous_case_changed() {
    let mut world = World::donnington();
    world.logged(&anonymous("2026-03-02T09:00"));
    assert_eq!(world.refused("sam", wants(true)), "anonymous");
    assert_eq!(world.refused("sam", told(Recipient::Complainant, "2026-03-02", "News.")), "anonymous");
}

/// R26
#[test]
fn a_representative_is_told_only_with_consent() {
    let mut world = learnt();
    let news = told(Recipient::Representative, "2026-03-02", "News.");
    assert_eq!(world.refused("sam", news.clone()), "no-representative");
    let party = Party { name: "Rose".to_owned(), ..Party::default() };
    let set = Command::SetRepresentative(Representative { party, relation: "Daughter".to_owned(), authority: None });
    let person = PersonRef { number: 2, digest: "c0ffee".to_owned() };
    let around = Around { new_person: Some(&person), ..Around::default() };
    world.give_around("sam", &set, around).expect("somebody acts for them");
    assert_eq!(world.refused("sam", news), "no-consent");
}
