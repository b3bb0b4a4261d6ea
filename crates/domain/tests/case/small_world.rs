//! Every case that a small set of commands can bring about: none is a dead end.

use std::collections::hash_map::{Entry, HashMap};

use redress_domain::case::{Case, Command, WrittenReply, next_step};

use crate::orders::*;
use crate::world::World;

/// A bound on the states, so that a change which makes them grow without end is told and not waited for.
const MOST_STATES: usize = 20_000;

type Order = (&'static str, fn() -> Command);

/// What is tried in every state, and by whom. The second owner is for the second stage.
const ALPHABET: [Order; 18] = [
    ("sam", || triage("failure")),
    ("sam", || triage("complaint")),
    ("sam", || triage("comment")),
    ("sam", || settle(agreed("2026-03-02"))),
    ("sam", || settle(not_possible())),
    ("sam", || hand_over("tess")),
    ("sam", || hand_over("carol")),
    ("sam", || acknowledge("2026-03-02T10:00")),
    ("adam", || spoke("2026-03-02T10:00")),
    ("adam", || plan(agreed("2026-03-02"), &["2026-03-03"])),
    ("adam", || complete(1, "2026-03-02")),
    ("adam", || ask_reply(WrittenReply::Yes)),
    ("adam", || ask_reply(WrittenReply::CouldNotAsk)),
    ("adam", || reply("2026-03-02")),
    ("adam", no_compensation),
    ("adam", || decide("upheld", Some("delay"), Some(not_agreed()))),
    ("adam", || decide("upheld", Some("delay"), Some(not_possible()))),
    ("adam", || decide("reclassified", Some("query"), None)),
];

/// States found, each with the states that lead to it.
struct Explored {
    states: Vec<World>,
    led_by: Vec<Vec<usize>>,
}

/// Tries the whole alphabet, and closing, in every open state until nothing new turns up.
fn explore(start: World) -> Explored {
    let mut found: HashMap<String, usize> = HashMap::from([(essence(start.case()), 0)]);
    let mut explored = Explored { states: vec![start], led_by: vec![Vec::new()] };
    let mut next = 0;
    while let Some(world) = explored.states.get(next).cloned() {
        if world.case().is_open() {
            for (who, command) in ALPHABET.into_iter().chain([("adam", close as fn() -> Command)]) {
                let Some(after) = after(&world, who, &command()) else { continue };
                let index = match found.entry(essence(after.case())) {
                    Entry::Occupied(known) => *known.get(),
                    Entry::Vacant(new) => {
                        explored.states.push(after);
                        explored.led_by.push(Vec::new());
                        *new.insert(explored.states.len() - 1)
                    }
                };
                explored.led_by[index].push(next);
            }
        }
        assert!(explored.states.len() < MOST_STATES, "the small world is no longer small");
        next += 1;
    }
    explored
}

/// The state after a command that is permitted and accepted, unless there is a plan already: one is enough to look at.
fn after(world: &World, who: &str, command: &Command) -> Option<World> {
    if matches!(command, Command::AgreePlan { .. }) && !world.case().actions.is_empty() {
        return None;
    }
    world.rights(who).may(world.case(), command.kind()).ok()?;
    let mut after = world.clone();
    after.give(who, command).ok()?;
    Some(after)
}

/// All of a case but the number of its events.
fn essence(case: &Case) -> String {
    format!("{:?}", Case { version: 0, ..case.clone() })
}

fn has_no_dead_end(start: World) {
    let explored = explore(start);
    for world in &explored.states {
        let outstanding = world.case().learning.as_ref().is_some_and(|learning| learning.outstanding);
        let step = next_step(world.procedure, world.case());
        assert_eq!(step.is_some(), world.case().is_open() || outstanding, "{:#?}", world.case());
        assert!(step.is_none_or(|step| !step.label.is_empty()));
    }

    let mut can_close: Vec<bool> = explored.states.iter().map(|world| !world.case().is_open()).collect();
    let mut waiting: Vec<usize> = (0..can_close.len()).filter(|state| can_close[*state]).collect();
    assert!(!waiting.is_empty(), "some state is closed");
    while let Some(state) = waiting.pop() {
        for &earlier in &explored.led_by[state] {
            if !std::mem::replace(&mut can_close[earlier], true) {
                waiting.push(earlier);
            }
        }
    }
    let stuck = can_close.iter().position(|closes| !closes);
    assert!(stuck.is_none(), "this can never be closed: {:#?}", stuck.map(|state| explored.states[state].case()));
}

#[test]
fn every_first_stage_at_donnington_can_be_brought_to_its_close() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00"));
    has_no_dead_end(world);
}

#[test]
fn every_anonymous_case_at_donnington_can_be_brought_to_its_close() {
    let mut world = World::donnington();
    world.logged(&anonymous("2026-03-02T09:00"));
    has_no_dead_end(world);
}

#[test]
fn every_review_at_donnington_can_be_brought_to_its_close() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("theo"));
    world
        .done("theo", spoke("2026-03-02T10:00"))
        .done("theo", no_compensation())
        .done("theo", ask_reply(WrittenReply::No));
    world.done("theo", decide("upheld", Some("delay"), Some(not_agreed()))).done("theo", close());
    world.done("sam", escalate_on("2026-03-02"));
    has_no_dead_end(world);
}

#[test]
fn every_direct_investigation_at_the_ombudsman_can_be_brought_to_its_close() {
    let mut world = World::spso();
    world.logged(&redress_domain::case::Log {
        route: redress_domain::procedure::Route::S2,
        ..complaint("2026-03-02T09:00")
    });
    has_no_dead_end(world);
}
