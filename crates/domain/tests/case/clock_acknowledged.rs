//! Time limits that count from the acknowledgement, or from the last day on which it was permitted (the housing chain).

use redress_domain::case::Due;
use redress_domain::case::clock::{ClockChange, Taken, Verdict};

use crate::orders::*;
use crate::world::{World, date};

fn housing(received: &str) -> World {
    let mut world = World::of("housing-ombudsman");
    world.on(received).logged(&complaint(received)).give("sam", &triage("complaint")).unwrap();
    world
}

fn due(world: &World, rule: &str) -> Due {
    world.clock(rule).unwrap().due
}

#[test]
fn until_it_is_acknowledged_the_limit_counts_from_the_last_day_to_do_so() {
    let chains = [
        ("2024-12-20", "2024-12-31", "2025-01-15"),
        ("2025-04-14", "2025-04-23", "2025-05-08"),
        ("2025-08-22", "2025-09-01", "2025-09-15"),
    ];
    for (received, acknowledge, respond) in chains {
        let world = housing(&format!("{received}T10:00"));
        assert_eq!(due(&world, "acknowledge-stage-1"), Due::On(date(acknowledge)));
        assert_eq!(due(&world, "respond-stage-1"), Due::On(date(respond)));
        assert!(world.clock("respond-stage-1").unwrap().provisional);
    }
}

#[test]
fn acknowledging_sooner_starts_it_again_and_the_history_shows_both() {
    let mut world = housing("2026-03-02T10:00");
    assert_eq!(due(&world, "respond-stage-1"), Due::On(date("2026-03-23")));
    world.on("2026-03-04T12:00").give("sam", &acknowledge("2026-03-04T11:00")).unwrap();
    assert_eq!(due(&world, "respond-stage-1"), Due::On(date("2026-03-18")));
    assert!(!world.clock("respond-stage-1").unwrap().provisional);
    assert_eq!(world.verdict("acknowledge-stage-1"), Some(Verdict::Met(Taken::WorkingDays(2))));
    let dates: Vec<Due> = world.history.iter().flat_map(|recorded| &recorded.event.clocks).filter_map(limit).collect();
    assert_eq!(dates, [Due::On(date("2026-03-23")), Due::On(date("2026-03-18"))]);
}

fn limit(change: &ClockChange) -> Option<Due> {
    match change {
        ClockChange::Started(started) | ClockChange::Restarted { started, .. } => {
            (started.rule == "respond-stage-1").then_some(started.due)
        }
        _ => None,
    }
}

#[test]
fn acknowledging_late_gains_no_time() {
    let mut world = housing("2026-03-02T10:00");
    world.on("2026-03-11T12:00").give("sam", &acknowledge("2026-03-11T11:00")).unwrap();
    assert_eq!(due(&world, "respond-stage-1"), Due::On(date("2026-03-23")));
    assert_eq!(world.verdict("acknowledge-stage-1"), Some(Verdict::Late(Taken::WorkingDays(7))));
}

#[test]
fn acknowledging_on_the_last_day_moves_nothing_and_settles_it() {
    let mut world = housing("2026-03-02T10:00");
    world.on("2026-03-09T12:00").give("sam", &acknowledge("2026-03-09T11:00")).unwrap();
    assert_eq!(due(&world, "respond-stage-1"), Due::On(date("2026-03-23")));
    assert!(!world.clock("respond-stage-1").unwrap().provisional);
}

/// R30
#[test]
fn an_anonymous_case_has_its_limit_although_nobody_can_be_written_to() {
    let mut world = World::of("housing-ombudsman");
    world.logged(&anonymous("2026-03-02T09:00"));
    assert!(world.clock("acknowledge-stage-1").is_none());
    assert_eq!(due(&world, "respond-stage-1"), Due::On(date("2026-03-23")));
}
