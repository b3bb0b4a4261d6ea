//! Conflict of interest: the subject of a case has no part in it and no sight of it; an interest is declared and kept to.

use redress_domain::case::{BoardGround, Command, CommandKind, Log, WrittenReply};
use redress_domain::procedure::{Means, StepKind};
use redress_domain::staff::{Staff, Staffing, UserId};

use crate::orders::*;
use crate::second_stage::*;
use crate::world::{World, date};

fn name(who: &str) -> Command {
    Command::NameSubject { who: UserId::new(who), note: None }
}

fn clear(who: &str, reason: &str) -> Command {
    Command::ClearSubject { who: UserId::new(who), reason: reason.to_owned() }
}

fn declare() -> Command {
    Command::DeclareInterest { what: "My sister runs the caterer.".to_owned() }
}

fn owned() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world
}

/// R11, R60
#[test]
fn whom_a_case_is_about_owns_it_no_longer_and_does_not_see_it() {
    let mut world = owned();
    assert!(world.rights("tess").may_see(world.case(), world.now));
    world.done("sam", name("tess"));
    assert!(!world.rights("tess").may_see(world.case(), world.now));
    assert_eq!(world.handling().owner, None);
    assert_eq!(world.next_step(), Some(StepKind::HandOver), "it wants an owner again");
    assert_eq!(world.refused("sam", hand_over("tess")), "not-eligible: subject");
    world.done("sam", hand_over("theo"));
}

#[test]
fn whom_a_case_is_about_gives_no_command_whatever_they_hold() {
    for who in ["tess", "adam", "carol"] {
        let mut world = owned();
        world.done("sam", name(who));
        for kind in CommandKind::ALL {
            assert!(world.rights(who).may(world.case(), kind).is_err(), "{who} {kind:?}");
        }
        for command in [note("I was there."), declare(), spoke("2026-03-02T10:00"), clear(who, "It was not me.")] {
            assert_eq!(world.refused(who, command), "not-permitted");
        }
    }
}

#[test]
fn a_case_can_be_about_somebody_from_the_first() {
    let mut world = World::donnington();
    world.logged(&Log { subjects: vec![UserId::new("theo")], ..complaint("2026-03-02T09:00") });
    world.done("sam", triage("failure"));
    assert!(!world.rights("theo").may_see(world.case(), world.now));
    assert_eq!(world.refused("sam", hand_over("theo")), "not-eligible: subject");
}

#[test]
fn nobody_is_named_twice_and_who_is_cleared_may_own_it_again() {
    let mut world = owned();
    assert_eq!(world.refused("sam", name("nobody")), "who:unknown");
    assert_eq!(world.refused("adam", clear("tess", "It was the caterer.")), "who:not-named");
    world.done("sam", name("tess"));
    assert_eq!(world.refused("sam", name("tess")), "who:already-named");
    assert_eq!(world.refused("adam", clear("tess", "")), "reason:required");
    world.done("adam", clear("tess", "It was the caterer.")).done("sam", hand_over("tess"));
}

/// R59
#[test]
fn whom_a_case_is_about_sits_on_it_no_longer() {
    let mut world = divided(World::donnington());
    world.done("sam", name("victor"));
    assert_eq!(world.refused("carol", decide("upheld", Some("delay"), None)), "not-convened");
    assert_eq!(world.refused("carol", convene()), "not-eligible: subject");
    world.done("carol", seats(&[("carol", None), ("theo", Some("vice-chair"))]));
    world.done("theo", sits("theo", "upheld", "2026-03-02")).done("carol", decide("upheld", Some("delay"), None));
}

/// R60
#[test]
fn whoever_declares_an_interest_reads_on_and_writes_notes_and_nothing_else() {
    let mut world = owned();
    assert_eq!(world.refused("tess", Command::DeclareInterest { what: " ".to_owned() }), "what:required");
    world.done("tess", declare());
    assert!(world.rights("tess").may_see(world.case(), world.now));
    assert_eq!(world.handling().owner, None);
    assert_eq!(world.refused("sam", hand_over("tess")), "not-eligible: interest");
    for kind in CommandKind::ALL {
        let allowed = world.rights("tess").may(world.case(), kind).is_ok();
        assert!(!allowed || kind == CommandKind::AddNote, "{kind:?}");
    }
    for command in [declare(), spoke("2026-03-02T10:00"), hand_over("theo"), close()] {
        assert_eq!(world.refused("tess", command), "interested");
    }
    world.done("tess", note("The caterer's number is on file.")).done("sam", hand_over("theo"));
}

/// R59
#[test]
fn an_interest_bars_from_the_filter_from_the_panel_and_from_the_board() {
    let mut world = appealed(World::donnington());
    world.done("victor", declare());
    assert_eq!(world.refused("victor", accept_review()), "interested");
    world.done("carol", accept_review());
    assert_eq!(world.refused("carol", convene()), "not-eligible: interest");
    world.done("theo", declare());
    let policy = refer(redress_domain::case::BoardGround::Policy);
    assert_eq!(world.refused("carol", policy), "nobody-on-board");
}

#[test]
fn an_owner_who_steps_back_is_not_asked_what_was_learnt() {
    let mut world = closed(World::donnington(), "not-upheld");
    world.done("tess", declare());
    assert_eq!(world.case().learning.as_ref().unwrap().owner, None);
    world.done("adam", learn());
}

/// R60
#[test]
fn whoever_handled_stage_1_has_no_hand_in_the_review_even_while_nobody_owns_it() {
    let mut world = closed(World::donnington(), "not-upheld");
    world.done("sam", escalate_on("2026-03-02"));
    let withdrawn = Command::Withdraw { means: Means::Phone, on: date("2026-03-02"), reason: None };
    for command in [decide("reclassified", Some("comment"), None), withdrawn, no_compensation()] {
        assert_eq!(world.refused("tess", command), "not-eligible: acted-before");
    }
    world.done("carol", accept_review());
    for command in [convene(), refer(BoardGround::Policy)] {
        assert_eq!(world.refused("tess", command), "not-eligible: acted-before");
    }
    world.done("sam", hand_over("carol")).done("carol", refer(BoardGround::Policy));
    assert_eq!(world.refused("tess", board_decided(&["theo"], "upheld")), "not-eligible: acted-before");
}

/// R59, R60
#[test]
fn a_manager_who_handled_stage_1_records_nothing_for_the_panel() {
    let mut world = World::donnington();
    let both = |staff: &Staff| match staff.id.as_str() {
        "adam" => Staff { roles: vec!["administrator".to_owned(), "trustee".to_owned()], ..staff.clone() },
        _ => staff.clone(),
    };
    world.staffing = Staffing::new(world.staffing.iter().map(both).collect());
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("adam"));
    world.done("adam", spoke("2026-03-02T10:00")).done("adam", no_compensation());
    world.done("adam", ask_reply(WrittenReply::No));
    world.done("adam", decide("not-upheld", Some("delay"), Some(not_agreed()))).done("adam", close());
    world.done("sam", escalate_on("2026-03-02")).done("sam", hand_over("carol"));
    world.done("carol", accept_review()).done("carol", convene());
    assert_eq!(world.refused("adam", sits("carol", "not-upheld", "2026-03-02")), "not-eligible: acted-before");
    world.done("victor", sits("victor", "not-upheld", "2026-03-02"));
}
