//! The person withdraws; and what was closed is opened again.

use redress_domain::case::clock::{Taken, Verdict};
use redress_domain::case::{Command, Due, WrittenReply};
use redress_domain::procedure::{Means, OutcomeEffect};

use crate::orders::*;
use crate::world::{World, date};

fn owned() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world
}

/// Upheld and closed by `tess` on Monday 2 March.
fn closed() -> World {
    let mut world = owned();
    world.done("tess", spoke("2026-03-02T10:00")).done("tess", no_compensation());
    world.done("tess", ask_reply(WrittenReply::No));
    world.done("tess", decide("upheld", Some("delay"), Some(not_agreed()))).done("tess", close());
    world
}

fn withdraw(on: &str) -> Command {
    Command::Withdraw { means: Means::Phone, on: date(on), reason: None }
}

fn reopen() -> Command {
    Command::Reopen { reason: "A witness has come forward.".to_owned() }
}

#[test]
fn withdrawing_closes_whatever_closing_would_wait_for() {
    let mut world = owned();
    world.done("tess", plan(agreed("2026-03-02"), &["2026-03-03"]));
    assert!(world.refused("tess", close()).starts_with("closing-waits: decision"));
    world.done("tess", withdraw("2026-03-02"));
    assert_eq!(world.handling().decision.as_ref().unwrap().effect, OutcomeEffect::Withdrawn);
    assert_eq!(world.handling().closed_on, Some(date("2026-03-02")));
    assert!(world.case().running_clocks().is_empty() && world.case().learning.is_none());
    assert_eq!(world.verdict("contact-from-receipt"), Some(Verdict::NotNeeded));
    assert_eq!(world.refused("sam", escalate_on("2026-03-02")), "nothing-to-escalate");
}

#[test]
fn it_counts_by_the_day_on_which_they_withdrew() {
    let mut world = owned();
    world.on("2026-03-20T10:00");
    assert_eq!(world.refused("tess", withdraw("2026-03-01")), "on:too-early");
    assert_eq!(world.refused("tess", withdraw("2026-03-21")), "on:in-future");
    world.done("tess", withdraw("2026-03-05"));
    assert_eq!(world.verdict("resolve"), Some(Verdict::Met(Taken::WorkingDays(3))));
}

#[test]
fn they_may_have_withdrawn_before_we_had_done_what_we_did() {
    let mut world = owned();
    world.on("2026-03-06T10:00").done("tess", spoke("2026-03-06T09:00"));
    world.done("tess", plan(agreed("2026-03-06"), &["2026-03-09"]));
    world.done("tess", withdraw("2026-03-04"));
    assert!(world.case().running_clocks().is_empty());
    assert_eq!(world.verdict("resolve"), Some(Verdict::Met(Taken::WorkingDays(2))));
    assert_eq!(world.verdict("plan"), Some(Verdict::NotNeeded));
}

#[test]
fn of_several_outcomes_that_mean_it_the_one_named_so_is_taken_and_without_any_it_is_refused() {
    // Consent that never came ends a case like a withdrawal, and is no withdrawal.
    let never_came =
        "[[outcomes]]\nid = \"no-consent\"\nlabel = \"No consent\"\neffect = \"withdrawn\"\n\n[[outcomes]]";
    let mut world = World::changed(&[("[[outcomes]]", never_came)]);
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", withdraw("2026-03-02"));
    assert_eq!(world.handling().decision.as_ref().unwrap().outcome, "withdrawn");

    let mut without = World::changed(&[("effect = \"withdrawn\"", "effect = \"resolved\"")]);
    without.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    assert_eq!(without.refused("sam", withdraw("2026-03-02")), "no-outcome");
}

/// R30
#[test]
fn nobody_is_there_to_withdraw_an_anonymous_case() {
    let mut world = World::donnington();
    world.logged(&anonymous("2026-03-02T09:00")).done("sam", triage("failure"));
    assert_eq!(world.refused("sam", withdraw("2026-03-02")), "anonymous");
}

#[test]
fn opened_again_the_time_limit_goes_on_with_the_date_it_had() {
    let mut world = closed();
    let due = world.clock("resolve").unwrap().due;
    assert_eq!(due, Due::On(date("2026-03-16")));
    world.on("2026-03-09T10:00").done("adam", reopen());
    let clock = world.clock("resolve").unwrap();
    assert_eq!((clock.due, clock.verdict, clock.stopped_at), (due, None, None));
    assert!(world.case().is_open() && world.handling().decision.is_none(), "it is decided anew");
    assert!(world.case().learning.is_some(), "what was learnt stays");
    world.on("2026-03-17T10:00").done("tess", decide("upheld", Some("delay"), Some(agreed("2026-03-17"))));
    world.done("tess", close());
    assert_eq!(world.verdict("resolve"), Some(Verdict::Late(Taken::WorkingDays(11))));
}

#[test]
fn a_case_that_was_withdrawn_can_be_taken_up_again() {
    let mut world = owned();
    world.done("tess", withdraw("2026-03-02")).done("adam", reopen());
    assert!(world.case().timescale(1).is_some_and(|clock| clock.runs()));
}

#[test]
fn it_can_be_opened_again_for_three_months_and_then_another_case_follows_it() {
    let mut world = closed();
    world.on("2026-06-03T10:00");
    assert_eq!(world.refused("adam", reopen()), "reopen-too-late");
    world.on("2026-06-02T10:00").done("adam", reopen());
    assert_eq!(world.refused("adam", reopen()), "already-open");
}

#[test]
fn only_those_who_manage_open_it_again_and_only_where_the_procedure_lets_them() {
    let world = closed();
    for who in ["sam", "tess", "carol"] {
        assert!(world.rights(who).may(world.case(), reopen().kind()).is_err(), "{who}");
    }
    let mut strict = World::changed(&[
        ("[reopening]\nwithin_months = 3\n", ""),
        ("at = \"reopening.within_months\"", "at = \"actions.days\""),
    ]);
    strict.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", withdraw("2026-03-02"));
    assert_eq!(strict.refused("adam", reopen()), "no-reopening");
}
