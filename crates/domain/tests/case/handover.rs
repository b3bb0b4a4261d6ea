//! Who may own a handling: Chair and Vice Chair stay out of stage 1, and nobody reviews their own work (R42, R60).

use redress_domain::procedure::{Channel, Means, Route, StepKind};
use redress_domain::register::{BroughtBy, RegisterCase, RegisterClosure, RegisterHandling};
use redress_domain::staff::{Absence, Staff, Staffing};

use crate::orders::*;
use crate::world::{World, date};

fn triaged() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:50")).done("sam", triage("failure"));
    world
}

/// R4, R42
#[test]
fn a_trustee_takes_it_on_and_the_chairs_never_do_even_though_they_are_trustees() {
    let mut world = triaged();
    assert_eq!(world.refused("sam", hand_over("carol")), "not-eligible: excluded-role");
    assert_eq!(world.refused("sam", hand_over("victor")), "not-eligible: excluded-role");
    assert_eq!(world.refused("sam", hand_over("sam")), "not-eligible: lacks-role");
    assert_eq!(world.refused("sam", hand_over("nobody")), "to:unknown");
    world.done("sam", hand_over("theo"));
    assert_eq!(world.handling().owner.as_ref().unwrap().as_str(), "theo");
}

#[test]
fn it_can_change_hands_but_not_go_to_whoever_has_it() {
    let mut world = triaged();
    world.done("sam", hand_over("tess"));
    assert_eq!(world.refused("sam", hand_over("tess")), "already-owner");
    let due = world.clock("contact-from-handover").unwrap().due;
    world.on("2026-03-02T18:00").done("sam", hand_over("theo"));
    assert_eq!(world.clock("contact-from-handover").unwrap().due, due, "a new owner gains no time");
    assert_eq!(world.case().clocks.iter().filter(|clock| clock.rule == "contact-from-handover").count(), 1);
}

#[test]
fn nothing_is_handed_over_before_triage_or_after_closing() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:50"));
    assert_eq!(world.refused("sam", hand_over("tess")), "not-triaged");
    world.done("sam", triage("failure")).done("sam", decide("withdrawn", Some("delay"), None)).done("sam", close());
    assert_eq!(world.refused("sam", hand_over("tess")), "closed");
}

/// Closed at stage 1 after `who` had spoken to the customer as well, and taken to stage 2.
fn appealed_after_contact_by(who: &str) -> World {
    let mut world = triaged();
    world.done(who, spoke("2026-03-02T09:55"));
    world.done("sam", hand_over("tess")).done("tess", decide("withdrawn", Some("delay"), None));
    world.done("tess", decide("not-upheld", Some("perception"), Some(not_agreed())));
    world.done("tess", no_compensation()).done("tess", ask_reply(redress_domain::case::WrittenReply::No));
    world.done("tess", close()).done("sam", escalate_on("2026-03-02"));
    world
}

/// R60
#[test]
fn the_panel_is_chair_or_vice_chair_and_nobody_who_acted_before() {
    let mut world = appealed_after_contact_by("carol");
    assert_eq!(world.refused("sam", hand_over("tess")), "not-eligible: lacks-role acted-before");
    assert_eq!(world.refused("sam", hand_over("theo")), "not-eligible: lacks-role");
    assert_eq!(world.refused("sam", hand_over("carol")), "not-eligible: acted-before");
    world.done("sam", hand_over("victor"));
}

#[test]
fn acting_at_the_stage_itself_does_not_bar_from_it() {
    let mut world = appealed_after_contact_by("sam");
    world.done("carol", spoke("2026-03-02T10:00")).done("sam", hand_over("carol"));
}

/// R28, R45
#[test]
fn after_hand_over_the_new_owner_speaks_to_the_person_whoever_did_before() {
    let mut world = triaged();
    world.done("sam", contact(Means::Phone, true, "2026-03-02T09:55"));
    assert!(world.verdict("contact-from-receipt").is_some());
    world.done("sam", hand_over("tess"));
    assert_eq!(
        world.next_step(),
        Some(StepKind::Contact),
        "contact within 24 hours of hand-over is its own duty (R45)"
    );
}

/// R60
#[test]
fn whom_a_register_names_as_the_handler_of_stage_1_does_not_own_the_review() {
    for (handled_by, eligible) in [(" Carol", "victor"), ("VICTOR@example.org", "carol")] {
        let stage_1 = RegisterHandling {
            route: Route::S1,
            received_on: date("2026-02-02"),
            closed: Some(RegisterClosure { on: date("2026-02-09"), outcome: "not-upheld".to_owned(), code: None }),
            extended_to: None,
            finding: None,
            explanation: None,
            action_taken: None,
            learning: None,
            handled_by: vec![handled_by.to_owned()],
        };
        let mut world = World::donnington();
        world.imported(RegisterCase {
            reference: "SF-2026-0009".to_owned(),
            received_on: stage_1.received_on,
            channel: Channel::Letter,
            brought_by: BroughtBy::Complainant,
            service_area: None,
            summary: None,
            outcome_wanted: None,
            handlings: vec![stage_1],
            external: None,
        });
        world.done("sam", escalate_on("2026-03-01"));
        let barred = if eligible == "carol" { "victor" } else { "carol" };
        assert_eq!(world.refused("sam", hand_over(barred)), "not-eligible: acted-before", "{handled_by}");
        world.done("sam", hand_over(eligible));
    }
}

/// R104
#[test]
fn nobody_is_given_what_they_are_away_for_today_or_when_it_is_due() {
    // Received on Monday 2 March, due on Monday 16 March.
    for (from, to, away) in [
        ("2026-03-02", "2026-03-06", true),
        ("2026-02-23", "2026-03-02", true),
        ("2026-03-16", "2026-03-20", true),
        ("2026-03-03", "2026-03-13", false),
        ("2026-03-17", "2026-03-31", false),
    ] {
        let mut world = triaged();
        let absence = Absence { from: date(from), to: date(to) };
        let absent = |staff: &Staff| match staff.id.as_str() {
            "tess" => Staff { absences: vec![absence], ..staff.clone() },
            _ => staff.clone(),
        };
        world.staffing = Staffing::new(world.staffing.iter().map(absent).collect());
        if away {
            assert_eq!(world.refused("sam", hand_over("tess")), "not-eligible: absent", "{from} to {to}");
        } else {
            world.done("sam", hand_over("tess"));
        }
    }
}
