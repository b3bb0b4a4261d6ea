//! Answering for a case what a return asks of it: known options, one or many, at any time.

use redress_domain::case::{Command, CommandKind, Fact, available};

use crate::orders::*;
use crate::world::World;

const SPECIAL: &str = "[[splits]]\nid = \"health\"\nlabel = \"Health\"\nspecial = true\n\
                       options = [{ id = \"yes\", label = \"Yes\" }]\n\n[[staff_matters]]\n";

fn classify(split: &str, options: &[&str]) -> Command {
    let options = options.iter().map(|id| (*id).to_owned()).collect();
    Command::Classify { split: split.to_owned(), options }
}

fn hospital() -> World {
    let mut world = World::of("nhs-england");
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("complaint"));
    world
}

#[test]
fn options_stand_in_the_order_of_the_procedure_each_once() {
    let mut world = hospital();
    world.done("sam", classify("subject", &["waiting-times", "access", "waiting-times"]));
    assert_eq!(world.case().splits["subject"], ["access", "waiting-times"]);
    world.done("sam", classify("subject", &["other"]));
    assert_eq!(world.case().splits["subject"], ["other"], "the last answer stands");
}

#[test]
fn no_options_take_the_answer_back() {
    let mut world = hospital();
    world.done("sam", classify("age", &["26-55"])).done("sam", classify("age", &[]));
    assert!(world.case().splits.is_empty());
}

#[test]
fn what_the_procedure_does_not_ask_is_refused_with_what_it_does() {
    let mut world = hospital();
    assert_eq!(world.refused("sam", classify("shoe-size", &["9"])), "split:unknown");
    assert_eq!(world.refused("sam", classify("age", &["old"])), "options:unknown");
    assert_eq!(world.refused("sam", classify("age", &["0-5", "6-17"])), "options:only-one");
    let mut none = World::donnington();
    none.logged(&complaint("2026-03-02T09:00"));
    assert_eq!(none.refused("sam", classify("age", &["0-5"])), "split:unknown");
    assert!(!available(none.procedure, none.case()).contains(&CommandKind::Classify));
}

#[test]
fn what_is_asked_at_intake_is_reminded_of_until_it_is_answered() {
    let mut world = hospital();
    let reminded = |world: &World| world.warnings().into_iter().find(|text| text.contains("for the returns"));
    assert_eq!(
        reminded(&world).as_deref(),
        Some("Still to be recorded for the returns: Age of the patient; Who complains.")
    );
    world.done("sam", classify("age", &["not-known"])).done("sam", classify("complainant-status", &["patient"]));
    assert_eq!(reminded(&world), None);
}

#[test]
fn a_closed_case_can_still_be_classed() {
    let mut world = World::changed(&[("[[staff_matters]]\n", SPECIAL)]);
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    world.done("sam", settle(agreed("2026-03-02"))).done("sam", no_compensation());
    world.done("sam", ask_reply(redress_domain::case::WrittenReply::No));
    world.done("sam", decide("resolved", Some("delay"), None)).done("sam", close());
    assert!(!world.case().is_open());
    world.done("sam", classify("health", &["yes"]));
    assert_eq!(world.case().splits["health"], ["yes"]);
}

#[test]
fn special_category_data_is_for_those_who_work_on_cases() {
    let administrator = "label = \"Administrator\"\nmay = [\"read\", \"log\", \"handle\", \"manage\",";
    let reads_only = "label = \"Administrator\"\nmay = [\"read\",";
    let mut world = World::changed(&[("[[staff_matters]]\n", SPECIAL), (administrator, reads_only)]);
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    world.done("sam", classify("health", &["yes"]));
    let fact = &world.history.last().unwrap().event.fact;
    assert!(matches!(fact, Fact::Classified { special: true, .. }));
    for (who, sees) in [("sam", true), ("carol", true), ("adam", false)] {
        assert_eq!(world.rights(who).may_see_fact(fact), sees, "{who}");
        assert_eq!(world.rights(who).may(world.case(), CommandKind::Classify).is_ok(), sees, "{who}");
    }
}
