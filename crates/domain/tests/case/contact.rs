//! Which contact stops a contact clock, and when it was late (R45, R46, R47).

use redress_domain::case::Command;
use redress_domain::case::clock::{Taken, Verdict};
use redress_domain::case::{AskInformation, Due, Member, RecordContact};
use redress_domain::procedure::{Means, StepKind};
use redress_domain::staff::UserId;
use redress_domain::time::Instant;
use redress_domain::words::Word;

use crate::orders::*;
use crate::world::{World, at};

fn handed_over() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world
}

/// R45
#[test]
fn the_two_contact_clocks_run_24_elapsed_hours_from_receipt_and_from_hand_over() {
    let world = handed_over();
    assert_eq!(world.clock("contact-from-receipt").unwrap().due, Due::At(at("2026-03-03T09:00")));
    assert_eq!(world.clock("contact-from-handover").unwrap().due, Due::At(at("2026-03-03T10:00")));
}

/// R46
#[test]
fn only_speaking_stops_them() {
    for means in Means::ALL {
        let mut world = handed_over();
        world.on("2026-03-02T12:00").done("tess", contact(*means, true, "2026-03-02T11:00"));
        let speaking = matches!(means, Means::Phone | Means::Visit | Means::InPerson);
        let expected = |minutes| speaking.then_some(Verdict::Met(Taken::Minutes(minutes)));
        assert_eq!(world.verdict("contact-from-receipt"), expected(120), "{means:?}");
        assert_eq!(world.verdict("contact-from-handover"), expected(60), "{means:?}");
        let next = if speaking { StepKind::Plan } else { StepKind::Contact };
        assert_eq!(world.next_step(), Some(next), "{means:?}");
    }
}

/// R46
#[test]
fn tries_are_logged_and_stop_nothing() {
    let mut world = handed_over();
    let versions = world.history.len();
    world.done("tess", contact(Means::Phone, false, "2026-03-02T09:30"));
    world.done("tess", contact(Means::Visit, false, "2026-03-02T09:45"));
    assert_eq!(world.history.len(), versions + 2);
    assert_eq!(world.verdict("contact-from-receipt"), None);
    assert!(!world.handling().contacted);
}

/// R45
#[test]
fn a_minute_past_24_hours_is_late_and_on_the_hour_is_met() {
    for (spoken, met) in [("2026-03-03T09:00", true), ("2026-03-03T09:01", false)] {
        let mut world = handed_over();
        world.on("2026-03-03T12:00").done("tess", spoke(spoken));
        let verdict = world.verdict("contact-from-receipt").unwrap();
        assert_eq!(matches!(verdict, Verdict::Met(_)), met, "{spoken}");
        assert!(matches!(world.verdict("contact-from-handover"), Some(Verdict::Met(_))), "it has an hour more");
    }
}

/// R45
#[test]
fn what_was_said_before_hand_over_and_written_up_later_leaves_the_hand_over_clock_running() {
    let mut world = handed_over();
    world.on("2026-03-02T11:00").done("sam", spoke("2026-03-02T09:30"));
    assert_eq!(world.verdict("contact-from-receipt"), Some(Verdict::Met(Taken::Minutes(30))));
    assert_eq!(world.verdict("contact-from-handover"), None);
}

#[test]
fn the_first_verdict_stands_whatever_is_recorded_later() {
    let mut world = handed_over();
    world.on("2026-03-04T12:00").done("tess", spoke("2026-03-04T11:00"));
    let late = world.verdict("contact-from-receipt");
    assert!(matches!(late, Some(Verdict::Late(_))));
    world.done("tess", spoke("2026-03-02T10:30"));
    assert_eq!(world.verdict("contact-from-receipt"), late);
}

#[test]
fn contact_is_neither_in_the_future_nor_before_receipt() {
    let mut world = handed_over();
    assert_eq!(world.refused("tess", spoke("2026-03-02T10:01")), "at:in-future");
    assert_eq!(world.refused("tess", spoke("2026-03-02T08:59")), "at:too-early");
}

/// R47
#[test]
fn the_clarified_issue_stands_beside_the_version_of_intake() {
    let mut world = handed_over();
    let clarified = |issue: Option<&str>| {
        Command::RecordContact(RecordContact {
            means: Means::Phone,
            at: at("2026-03-02T10:00"),
            reached: true,
            note: None,
            safety: None,
            issue: issue.map(str::to_owned),
            remedy_wanted: Some("An apology".to_owned()),
        })
    };
    world.done("tess", clarified(Some("Nobody told them."))).done("tess", clarified(None));
    assert_eq!(world.handling().clarified_issue.as_deref(), Some("Nobody told them."), "silence takes nothing back");
    assert_eq!(world.case().summary.as_deref(), Some("The buffet lunch came half an hour late."));
}

/// R45, R46
#[test]
fn contact_in_the_minute_of_the_handover_stops_its_clock_too() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    world.now = Instant::parse("2026-03-02T10:00:40Z").unwrap();
    world.done("sam", hand_over("tess"));
    world.now = Instant::parse("2026-03-02T10:00:55Z").unwrap();
    world.done("tess", spoke("2026-03-02T10:00"));
    assert_eq!(world.verdict("contact-from-handover"), Some(Verdict::Met(Taken::Minutes(0))));
}

/// R52, R60
#[test]
fn whom_it_is_about_is_asked_nothing_and_given_nothing_to_do() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world.done("sam", Command::NameSubject { who: UserId::new("theo"), note: None });
    let asked = AskInformation { of: Member::Staff(UserId::new("theo")), question: "Why?".to_owned(), due_on: None };
    assert_eq!(world.refused("tess", Command::AskInformation(asked)), "of:subject");
}
