//! A case that was closed at stage 1 by `tess`, taken as far into the review as a test wants it.

use std::collections::BTreeSet;

use redress_domain::case::{BoardGround, Command, Member, RecordBoard, RecordPanelDecision, SeatTaken, WrittenReply};
use redress_domain::staff::UserId;

use crate::orders::*;
use crate::world::{World, date};

/// Closed at stage 1 with an outcome, on the day it came.
pub fn closed(mut world: World, outcome: &str) -> World {
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world
        .done("tess", spoke("2026-03-02T10:00"))
        .done("tess", no_compensation())
        .done("tess", ask_reply(WrittenReply::No))
        .done("tess", decide(outcome, Some("delay"), Some(not_agreed())))
        .done("tess", close());
    world
}

/// Asked on, acknowledged and in the hands of the Chair.
pub fn appealed(world: World) -> World {
    let mut world = closed(world, "not-upheld");
    world.done("sam", escalate_on("2026-03-02")).done("sam", acknowledge("2026-03-02T10:00"));
    world.done("sam", hand_over("carol"));
    world
}

/// The review goes ahead.
pub fn accepted(world: World) -> World {
    let mut world = appealed(world);
    world.done("carol", accept_review());
    world
}

/// Chair and Vice Chair sit.
pub fn convened(world: World) -> World {
    let mut world = accepted(world);
    world.done("carol", convene());
    world
}

/// They differ.
pub fn divided(world: World) -> World {
    let mut world = convened(world);
    world.done("carol", sits("carol", "upheld", "2026-03-02"));
    world.done("victor", sits("victor", "not-upheld", "2026-03-02"));
    world
}

/// All that closing wants beside the decision.
pub fn ready_to_close(world: &mut World) {
    world
        .done("carol", spoke("2026-03-02T10:00"))
        .done("carol", no_compensation())
        .done("carol", ask_reply(WrittenReply::No));
}

pub fn decline() -> Command {
    Command::DecideFilter { accept: false, tests: Vec::new(), reason: "All of it was looked into.".to_owned() }
}

pub fn staff(who: &str) -> Member {
    Member::Staff(UserId::new(who))
}

pub fn seats(seats: &[(&str, Option<&str>)]) -> Command {
    let seat = |(who, stands_for): &(&str, Option<&str>)| SeatTaken {
        member: staff(who),
        deputy_for: stands_for.map(str::to_owned),
    };
    Command::ConvenePanel { seats: seats.iter().map(seat).collect(), meets_on: None }
}

/// As [`sits`], with more to be done.
pub fn wants_more(who: &str, outcome: &str) -> Command {
    match sits(who, outcome, "2026-03-02") {
        Command::RecordPanelDecision(decision) => {
            Command::RecordPanelDecision(RecordPanelDecision { further_action: true, ..decision })
        }
        other => other,
    }
}

pub fn refer(ground: BoardGround) -> Command {
    Command::ReferToBoard { ground, reason: "What should be done is beyond the panel.".to_owned() }
}

/// The board met without deciding anything.
pub fn discussed(present: &[&str]) -> RecordBoard {
    RecordBoard {
        on: date("2026-03-02"),
        present: present.iter().map(|who| UserId::new(*who)).collect(),
        conclusion: "It was talked through.".to_owned(),
        outcome: None,
        further_action: None,
    }
}

pub fn board_decided(present: &[&str], outcome: &str) -> Command {
    Command::RecordBoard(RecordBoard {
        outcome: Some(outcome.to_owned()),
        further_action: Some(false),
        ..discussed(present)
    })
}

/// Everybody who is out of the board's last item.
pub fn recused(world: &World) -> BTreeSet<String> {
    let items = world.case().handlings.iter().rev().flat_map(|handling| &handling.board);
    let item = items.last().expect("something was referred to the board");
    item.recused.iter().map(ToString::to_string).collect()
}
