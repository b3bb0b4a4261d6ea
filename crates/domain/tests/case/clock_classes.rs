//! Time limits that depend on what kind of complaint it is: eight weeks, or 15 business days for payments.

use redress_domain::case::Due;
use redress_domain::case::clock::Verdict;

use crate::orders::*;
use crate::world::{World, at, date};

/// Received on Thursday 2 April 2026, before Easter.
fn firm() -> World {
    let mut world = World::of("fca-disp");
    world.on("2026-04-02T11:00").logged(&complaint("2026-04-02T11:00"));
    world
}

fn limits(world: &World) -> Vec<(&str, Due, bool)> {
    let limits = world.case().clocks.iter().filter(|clock| clock.rule.starts_with("respond"));
    limits.map(|clock| (clock.rule.as_str(), clock.due, clock.runs())).collect()
}

const WEEKS: (&str, &str) = ("respond", "2026-05-28");
const BUSINESS_DAYS: (&str, &str) = ("respond-payment", "2026-04-27");

fn expected(running: bool, (rule, due): (&'static str, &str)) -> (&'static str, Due, bool) {
    (rule, Due::On(date(due)), running)
}

#[test]
fn before_triage_it_is_taken_for_a_plain_complaint() {
    let world = firm();
    assert_eq!(limits(&world), [expected(true, WEEKS)]);
    assert_eq!(world.clock("settle").unwrap().due, Due::At(at("2026-04-09T17:00")));
}

#[test]
fn at_triage_the_limit_of_its_class_counts_from_receipt_and_the_other_was_never_its() {
    let mut world = firm();
    world.on("2026-04-07T11:00").give("sam", &triage("payment-complaint")).unwrap();
    assert_eq!(limits(&world), [expected(false, WEEKS), expected(true, BUSINESS_DAYS)]);
    assert_eq!(world.verdict("respond"), Some(Verdict::NotNeeded));
    let limit = world.case().timescale(1).unwrap();
    assert_eq!(limit.rule, "respond-payment", "the report measures by the class it has");
}

#[test]
fn going_back_to_a_class_takes_its_clock_up_again() {
    let mut world = firm();
    world.give("sam", &triage("payment-complaint")).unwrap();
    world.on("2026-04-08T11:00").give("sam", &triage("complaint")).unwrap();
    assert_eq!(limits(&world), [expected(true, WEEKS), expected(false, BUSINESS_DAYS)]);
    assert_eq!(world.case().timescale(1).unwrap().rule, "respond");
}

/// R17
#[test]
fn what_is_no_complaint_has_no_limit_of_either() {
    let mut world = firm();
    world.give("sam", &triage("query")).unwrap();
    assert_eq!(limits(&world), [expected(false, WEEKS)]);
    assert!(world.case().timescale(1).is_none());
    world.give("sam", &triage("complaint")).unwrap();
    assert_eq!(limits(&world), [expected(true, WEEKS)]);
}
