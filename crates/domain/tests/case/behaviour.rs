//! Unreasonable behaviour: warned first, limited for a time, looked at again; never a bar to complaining.

use redress_domain::case::{Command, CommandKind, LimitContact, WrittenReply, available};
use redress_domain::procedure::Means;

use crate::orders::*;
use crate::world::{World, date};

fn world() -> World {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    world
}

fn warn() -> Command {
    Command::WarnBehaviour { what: "Forty calls in one day.".to_owned(), means: Means::Letter, on: date("2026-03-02") }
}

fn limited(limits: &[&str], until: &str, review_on: &str, adjustments_considered: bool) -> Command {
    Command::LimitContact(LimitContact {
        limits: limits.iter().map(|limit| (*limit).to_owned()).collect(),
        reasons: "Nobody else gets through.".to_owned(),
        until: date(until),
        review_on: date(review_on),
        adjustments_considered,
    })
}

fn limit() -> Command {
    limited(&["writing-only"], "2026-09-01", "2026-06-01", true)
}

fn review(keep_until: Option<&str>) -> Command {
    Command::ReviewLimit { keep_until: keep_until.map(date), reasons: "It is quiet now.".to_owned() }
}

#[test]
fn a_warning_comes_first_and_the_named_roles_decide() {
    let mut world = world();
    assert_eq!(world.refused("carol", limit()), "not-warned");
    world.done("sam", warn());
    for who in ["sam", "tess", "adam"] {
        assert!(world.rights(who).may(world.case(), CommandKind::LimitContact).is_err(), "{who} is offered it");
        assert_eq!(world.refused(who, limit()), "not-permitted", "{who}");
    }
    world.done("carol", limit());
    assert_eq!(world.case().contact_limit.as_ref().unwrap().limits, ["writing-only"]);
}

#[test]
fn everything_that_is_wrong_with_a_limit_is_said_at_once() {
    let mut world = world();
    world.done("sam", warn());
    let bad = |limits: &[&str], until, review_on, considered| limited(limits, until, review_on, considered);
    for (command, expected) in [
        (bad(&[], "2026-09-01", "2026-06-01", false), "limits:required adjustments_considered:required"),
        (bad(&["silence"], "2026-03-02", "2026-03-02", true), "limits:unknown until:too-early review_on:too-early"),
        (bad(&["no-visits"], "2027-03-03", "2026-09-03", true), "until:too-late review_on:too-late"),
        (bad(&["no-visits"], "2026-04-01", "2026-04-02", true), "review_on:too-late"),
    ] {
        assert_eq!(world.refused("carol", command), expected);
    }
    world.done("carol", limited(&["no-visits"], "2027-03-02", "2026-09-02", true));
}

#[test]
fn a_review_keeps_it_for_a_time_or_lifts_it() {
    let mut world = world();
    world.done("sam", warn()).done("carol", limit());
    assert_eq!(world.refused("carol", limit()), "limit-in-force");
    assert_eq!(world.refused("tess", review(None)), "not-permitted");
    world.on("2026-06-01T10:00");
    assert_eq!(world.refused("victor", review(Some("2027-06-02"))), "keep_until:too-late");
    world.done("victor", review(Some("2027-06-01")));
    let kept = world.case().contact_limit.clone().unwrap();
    assert_eq!(
        (kept.until, kept.review_on),
        (date("2027-06-01"), date("2026-12-01")),
        "and looked at again in six months"
    );
    world.done("victor", review(None));
    assert_eq!(world.case().contact_limit, None);
    assert_eq!(world.refused("victor", review(None)), "no-limit");
}

#[test]
fn it_never_bars_from_complaining_or_from_the_next_stage() {
    let mut world = world();
    world.done("sam", warn()).done("carol", limit()).done("sam", hand_over("tess"));
    world.done("tess", spoke("2026-03-02T10:00")).done("tess", no_compensation());
    world.done("tess", ask_reply(WrittenReply::No));
    world.done("tess", decide("not-upheld", Some("perception"), Some(not_agreed()))).done("tess", close());
    assert!(available(world.procedure, world.case()).contains(&CommandKind::Escalate));
    world.done("sam", escalate_on("2026-03-02")).done("sam", acknowledge("2026-03-02T10:00"));
    assert!(world.case().contact_limit.is_some(), "it is in force all the while");
}
