//! Cases from a register: history as it was, open ones carried on (R83).

use redress_domain::case::clock::{Taken, Verdict};
use redress_domain::case::{Due, WrittenReply};
use redress_domain::procedure::{Channel, Route, StepKind};
use redress_domain::register::{BroughtBy, RegisterCase, RegisterClosure, RegisterHandling};

use crate::orders::*;
use crate::world::{World, date};

fn handling(route: Route, received: &str, closed: Option<(&str, &str)>, extended_to: Option<&str>) -> RegisterHandling {
    RegisterHandling {
        route,
        received_on: date(received),
        closed: closed.map(|(on, outcome)| RegisterClosure { on: date(on), outcome: outcome.to_owned(), code: None }),
        extended_to: extended_to.map(date),
        finding: None,
        explanation: None,
        action_taken: None,
        learning: None,
        handled_by: Vec::new(),
    }
}

fn register(handlings: Vec<RegisterHandling>) -> RegisterCase {
    RegisterCase {
        reference: "SF-2025-0007".to_owned(),
        received_on: handlings[0].received_on,
        channel: Channel::Letter,
        brought_by: BroughtBy::Complainant,
        service_area: None,
        summary: None,
        outcome_wanted: None,
        handlings,
        external: None,
    }
}

#[test]
fn closed_handlings_are_measured_by_the_procedures_own_rule() {
    let mut world = World::spso();
    world.imported(register(vec![
        handling(Route::S1, "2026-02-02", Some(("2026-02-09", "not-upheld")), None),
        handling(Route::Esc, "2026-02-10", Some(("2026-02-27", "upheld")), None),
    ]));
    let verdicts: Vec<_> =
        world.case().clocks.iter().map(|clock| (clock.rule.as_str(), clock.verdict.unwrap())).collect();
    let days = Taken::WorkingDays;
    assert_eq!(
        verdicts,
        [("respond-frontline", Verdict::Late(days(6))), ("respond-escalated", Verdict::Met(days(14)))]
    );
    assert_eq!(world.next_step(), None, "history asks for no learning record");
}

#[test]
fn an_extension_of_the_register_counts() {
    let mut world = World::spso();
    world.imported(register(vec![handling(
        Route::S1,
        "2026-02-02",
        Some(("2026-02-13", "upheld")),
        Some("2026-02-13"),
    )]));
    assert_eq!(world.verdict("respond-frontline"), Some(Verdict::Met(Taken::WorkingDays(10))));
}

#[test]
fn an_open_one_is_carried_on_without_triage_to_its_close() {
    let mut world = World::donnington();
    world.imported(register(vec![handling(Route::S1, "2026-02-23", None, None)]));
    assert_eq!(world.clock("resolve").unwrap().due, Due::On(date("2026-03-09")));
    assert_eq!(world.next_step(), Some(StepKind::FirstContact));
    world.done("sam", hand_over("tess")).done("tess", spoke("2026-03-02T10:00")).done("tess", no_compensation());
    world.done("tess", ask_reply(WrittenReply::No)).done("tess", decide("upheld", Some("delay"), Some(not_agreed())));
    world.done("tess", close()).done("sam", escalate_on("2026-03-02"));
    assert_eq!(world.verdict("resolve"), Some(Verdict::Met(Taken::WorkingDays(5))));
}

#[test]
fn a_closed_one_can_go_to_the_next_stage() {
    let mut world = World::donnington();
    world.imported(register(vec![handling(Route::S1, "2026-02-02", Some(("2026-02-09", "not-upheld")), None)]));
    world.done("sam", escalate_on("2026-03-01"));
    assert_eq!(world.clock("panel").unwrap().due, Due::On(date("2026-03-13")));
    assert_eq!(world.handling().number, 2);
}

#[test]
fn a_direct_second_stage_of_history_is_worked_at_the_stage_that_is_now_the_second() {
    let mut world = World::donnington();
    world.imported(register(vec![handling(Route::S2, "2026-02-23", None, None)]));
    assert_eq!(world.handling().stage.as_deref(), Some("review-panel"));
    world.done("sam", hand_over("carol")).done("carol", spoke("2026-03-02T10:00")).done("carol", no_compensation());
    world.done("carol", ask_reply(WrittenReply::No)).done("carol", accept_review()).done("carol", convene());
    world.done("carol", sits("carol", "upheld", "2026-03-02")).done("victor", sits("victor", "upheld", "2026-03-02"));
    world
        .done("carol", decide("upheld", Some("delay"), None))
        .done("carol", confirm("2026-03-02"))
        .done("carol", close());
    assert_eq!(world.verdict("panel"), Some(Verdict::Met(Taken::WorkingDays(5))));
    assert_eq!(world.refused("sam", escalate_on("2026-03-02")), "no-next-stage");
}
