//! How a decision was reached: what was weighed, on what evidence it rests, with which remedies (R75, R76, R78).

use redress_domain::case::{Command, Considered, Decide, Evidence};

use crate::orders::*;
use crate::world::World;

fn owned() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    world.done("sam", hand_over("tess")).done("tess", spoke("2026-03-02T10:00"));
    world
}

fn deciding(considered: Considered, remedies: &[&str]) -> Command {
    match decide("not-upheld", Some("delay"), Some(agreed("2026-03-02"))) {
        Command::Decide(decide) => {
            let remedies = remedies.iter().map(|id| (*id).to_owned()).collect();
            Command::Decide(Decide { considered, remedies, ..decide })
        }
        other => panic!("{other:?}"),
    }
}

fn evidence(kind: &str, reference: &str) -> Evidence {
    Evidence { kind: kind.to_owned(), reference: reference.to_owned() }
}

/// R75, R76, R107
#[test]
fn the_guide_of_the_appendix_is_kept_with_the_decision_and_all_of_it_is_optional() {
    let mut world = owned();
    let weighed = Considered {
        facts: Some("They waited for half an hour.".to_owned()),
        quickly_deliverable: Some(true),
        options: Some("A voucher, or the money back".to_owned()),
        reasonableness: vec!["circumstances".to_owned(), "other-customers".to_owned()],
        evidence: vec![evidence("policy", "Events policy, 4.2")],
        no_evidence_reason: None,
    };
    world.done("tess", deciding(weighed.clone(), &["apology", "staff-feedback"]));
    let decision = world.handling().decision.as_ref().unwrap();
    assert_eq!((&decision.considered, decision.remedies.join(" ")), (&weighed, "apology staff-feedback".to_owned()));
    world.done("tess", deciding(Considered::default(), &[]));
}

/// R75, R78
#[test]
fn what_was_weighed_and_what_it_rests_on_is_of_kinds_the_procedure_knows() {
    let mut world = owned();
    let unknown = Considered {
        reasonableness: vec!["mood".to_owned()],
        evidence: vec![evidence("policy", "4.2"), evidence("gossip", " ")],
        ..Considered::default()
    };
    assert_eq!(
        world.refused("tess", deciding(unknown, &["cake"])),
        "remedies:unknown reasonableness:unknown evidence.1.kind:unknown evidence.1.reference:required"
    );
    let many = Considered { evidence: vec![evidence("policy", "4.2"); 51], ..Considered::default() };
    assert_eq!(world.refused("tess", deciding(many, &[])), "evidence:too-many");
}

/// R78
#[test]
fn finding_no_fault_closes_with_evidence_or_with_a_reason_for_none() {
    let closes = |considered: Considered| {
        let mut world = owned();
        world.done("tess", no_compensation()).done("tess", ask_reply(redress_domain::case::WrittenReply::No));
        world.done("tess", deciding(considered, &[]));
        world.give("tess", &close()).map_err(|refusal| crate::world::codes(&refusal)).map(|_| ())
    };
    assert_eq!(closes(Considered::default()), Err("closing-waits: evidence".to_owned()));
    let reason = Some("Nobody wrote it down.".to_owned());
    assert_eq!(closes(Considered { no_evidence_reason: reason, ..Considered::default() }), Ok(()));
    let shown = vec![evidence("record", "Delivery note of 2 March")];
    assert_eq!(closes(Considered { evidence: shown, ..Considered::default() }), Ok(()));
}

/// R55
#[test]
fn perception_alone_does_not_say_whether_there_was_a_failure() {
    for outcome in ["upheld", "partly-upheld", "not-upheld", "resolved"] {
        owned().done("tess", decide(outcome, Some("perception"), Some(agreed("2026-03-02"))));
    }
}
