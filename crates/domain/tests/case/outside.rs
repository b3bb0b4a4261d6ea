//! When the procedure is exhausted the person may turn to an outside body, whose decision is kept apart (R15, R16, R108).

use redress_domain::case::{Command, WrittenReply};
use redress_domain::procedure::Route;
use redress_domain::register::{ExternalOutcome, ExternalResult};

use crate::orders::*;
use crate::world::{World, date};

/// A direct second-stage complaint that `tess` has in hand, received on Monday 2 March.
fn in_hand() -> World {
    let mut log = complaint("2026-03-02T09:00");
    log.route = Route::S2;
    let mut world = World::spso();
    world.logged(&log).done("sam", triage("complaint")).done("sam", hand_over("tess"));
    world
}

/// Closed on 4 March.
fn exhausted() -> World {
    let mut world = in_hand();
    world.on("2026-03-04T10:00").done("tess", decide("not-upheld", Some("perception"), None));
    world.done("tess", ask_reply(WrittenReply::No)).done("tess", close());
    world
}

fn refer(world: &World, on: &str) -> Command {
    Command::ReferOutside { body: world.procedure.external_bodies[0].id.clone(), on: date(on), note: None }
}

fn decided(upheld: bool, on: &str) -> Command {
    Command::RecordOutsideDecision { upheld, on: date(on), note: None }
}

/// R15
#[test]
fn nobody_is_sent_outside_before_the_last_stage_is_closed() {
    let mut world = in_hand();
    let early = refer(&world, "2026-03-02");
    assert_eq!(world.refused("sam", early), "not-finished");
    assert!(!world.case().exhausted);
    assert!(exhausted().case().exhausted);
}

/// R16
#[test]
fn it_goes_to_a_body_of_the_procedure_after_the_close_and_once() {
    let mut world = exhausted();
    world.on("2026-03-20T10:00");
    let nowhere = Command::ReferOutside { body: "the-pub".to_owned(), on: date("2026-03-21"), note: None };
    assert_eq!(world.refused("sam", nowhere), "body:unknown on:in-future");
    let early = refer(&world, "2026-03-03");
    assert_eq!(world.refused("sam", early), "on:too-early");
    let referred = refer(&world, "2026-03-20");
    world.done("sam", referred.clone());
    assert_eq!(world.refused("sam", referred), "already-referred");
}

/// R108
#[test]
fn its_decision_is_kept_beside_ours() {
    let mut world = exhausted();
    world.on("2026-06-01T10:00");
    assert_eq!(world.refused("sam", decided(true, "2026-05-20")), "not-referred");
    let referred = refer(&world, "2026-03-20");
    world.done("sam", referred);
    assert_eq!(world.refused("sam", decided(true, "2026-03-19")), "on:too-early");
    let ours = world.handling().decision.clone();
    world.done("sam", decided(true, "2026-05-20"));
    let outside = ExternalResult { closed_on: date("2026-05-20"), outcome: ExternalOutcome::Upheld };
    assert_eq!((world.case().external, world.handling().decision.clone()), (Some(outside), ours));
    assert_eq!(world.refused("sam", decided(false, "2026-05-21")), "outside-decided");
    assert_eq!(world.refused("adam", Command::Reopen { reason: "They were right.".to_owned() }), "outside-decided");
}
