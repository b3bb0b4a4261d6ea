//! Several points in one case: what joins, what is found on each, and what follows for the whole (R54).

use redress_domain::case::{AddPoint, Command, Decide, DecidePoint, WrittenReply};
use redress_domain::procedure::OutcomeEffect;
use redress_domain::staff::UserId;

use crate::orders::*;
use crate::world::World;

fn point(what: &str, related: bool) -> Command {
    Command::AddPoint(AddPoint { what: what.to_owned(), nature: None, service_area: None, related })
}

fn found(number: u32, outcome: &str) -> Command {
    Command::DecidePoint(DecidePoint {
        number,
        outcome: outcome.to_owned(),
        finding: Some("It was so.".to_owned()),
        remedies: Vec::new(),
    })
}

/// A case of so many points, owned by `tess`.
fn of(points: usize, mut world: World) -> World {
    world.logged(&complaint("2026-03-02T09:00"));
    for number in 0..points {
        world.done("sam", point(&format!("Point {number}"), false));
    }
    world.done("sam", triage("failure")).done("sam", hand_over("tess")).done("tess", spoke("2026-03-02T10:00"));
    world
}

fn decide_because(outcome: &str, reason: &str) -> Command {
    match decide(outcome, Some("delay"), Some(agreed("2026-03-02"))) {
        Command::Decide(decide) => Command::Decide(Decide { outcome_reason: Some(reason.to_owned()), ..decide }),
        other => panic!("{other:?}"),
    }
}

fn outcome_wanted_for(world: &World, found: &[&str]) -> Option<OutcomeEffect> {
    let mut world = world.clone();
    for (number, outcome) in (1..).zip(found) {
        world.done("tess", self::found(number, outcome));
    }
    redress_domain::case::effect_of_points(world.procedure, &world.case().points)
}

/// R54
#[test]
fn the_outcome_follows_from_the_points_by_the_procedures_rule() {
    let mixed = of(3, World::donnington());
    let any = of(3, World::changed(&[("outcome = \"mixed-is-partly\"", "outcome = \"any-is-upheld\"")]));
    let table = [
        (["upheld", "upheld", "upheld"], "Upheld", "Upheld"),
        (["upheld", "not-upheld", "upheld"], "PartlyUpheld", "Upheld"),
        (["not-upheld", "partly-upheld", "not-upheld"], "PartlyUpheld", "Upheld"),
        (["not-upheld", "not-upheld", "not-upheld"], "NotUpheld", "NotUpheld"),
        (["resolved", "resolved", "resolved"], "Resolved", "Resolved"),
        (["resolved", "not-upheld", "withdrawn"], "NotUpheld", "NotUpheld"),
        (["upheld", "withdrawn", "reclassified"], "Upheld", "Upheld"),
    ];
    for (found, by_mixed, by_any) in table {
        assert_eq!(format!("{:?}", outcome_wanted_for(&mixed, &found).unwrap()), by_mixed, "{found:?}");
        assert_eq!(format!("{:?}", outcome_wanted_for(&any, &found).unwrap()), by_any, "{found:?}");
    }
    assert_eq!(outcome_wanted_for(&mixed, &["withdrawn", "withdrawn", "reclassified"]), None);
}

/// R54
#[test]
fn another_outcome_than_the_one_that_follows_needs_a_reason() {
    let mut world = of(2, World::donnington());
    let outright = decide("upheld", Some("delay"), Some(agreed("2026-03-02")));
    assert_eq!(world.refused("tess", outright.clone()), "points-open", "first each point");
    world.done("tess", found(1, "upheld")).done("tess", found(2, "not-upheld"));
    assert_eq!(world.refused("tess", outright), "outcome_reason:required");
    world.done("tess", decide_because("upheld", "The second point hardly weighs."));
    world.done("tess", decide("partly-upheld", Some("delay"), Some(agreed("2026-03-02"))));
    world.done("tess", decide("withdrawn", Some("delay"), None));
}

#[test]
fn what_is_withdrawn_needs_no_finding_on_its_points() {
    let mut world = of(2, World::donnington());
    world.done("tess", decide("withdrawn", Some("delay"), None)).done("tess", close());
}

#[test]
fn a_finding_says_what_went_wrong_and_takes_outcome_and_remedies_from_the_procedure() {
    let mut world = of(1, World::donnington());
    let command = |outcome: &str, finding: Option<&str>, remedy: &str| {
        Command::DecidePoint(DecidePoint {
            number: 1,
            outcome: outcome.to_owned(),
            finding: finding.map(str::to_owned),
            remedies: vec![remedy.to_owned()],
        })
    };
    assert_eq!(world.refused("tess", command("so-so", None, "cake")), "outcome:unknown remedies:unknown");
    assert_eq!(world.refused("tess", command("upheld", None, "apology")), "finding:required");
    assert_eq!(world.refused("tess", found(2, "upheld")), "no-such-point");
    world.done("tess", command("upheld", Some("It was cold."), "apology"));
    let finding = world.case().points[0].finding.clone().unwrap();
    assert_eq!((finding.effect, finding.remedies), (OutcomeEffect::Upheld, vec!["apology".to_owned()]));
}

#[test]
fn on_the_way_only_what_is_related_joins_and_only_until_the_reply_is_sent() {
    let mut world = of(1, World::donnington());
    assert_eq!(world.refused("sam", point("Another day's bus was late.", false)), "new-case");
    world.done("sam", point("The soup was cold too.", true)).done("tess", found(1, "upheld"));
    world.done("tess", found(2, "upheld")).done("tess", ask_reply(WrittenReply::Yes));
    world.done("tess", decide("upheld", Some("delay"), Some(agreed("2026-03-02")))).done("tess", reply("2026-03-02"));
    assert_eq!(world.refused("sam", point("And the bread.", true)), "new-case");
}

#[test]
fn a_procedure_may_take_up_nothing_new_once_it_is_triaged() {
    let world = World::changed(&[("new_issue = \"join-if-related\"", "new_issue = \"new-case\"")]);
    let mut world = of(2, world);
    assert_eq!(world.case().points.len(), 2, "while it is being logged it takes any");
    assert_eq!(world.refused("sam", point("The soup was cold too.", true)), "new-case");
}

#[test]
fn a_new_point_or_another_finding_makes_the_whole_be_decided_anew() {
    let mut world = of(1, World::donnington());
    let whole = || decide("upheld", Some("delay"), Some(agreed("2026-03-02")));
    world.done("tess", found(1, "upheld")).done("tess", whole());
    world.done("tess", found(1, "upheld"));
    assert!(world.handling().decision.is_some(), "the same finding again changes nothing");
    world.done("tess", found(1, "not-upheld"));
    assert!(world.handling().decision.is_none());
    world.done("tess", found(1, "upheld")).done("tess", whole()).done("sam", point("The soup was cold too.", true));
    assert!(world.handling().decision.is_none());
    assert!(world.refused("tess", close()).starts_with("closing-waits: decision"));
}

#[test]
fn a_case_holds_at_most_fifty_points_each_with_words() {
    let mut world = of(50, World::donnington());
    assert_eq!(world.refused("sam", point(" ", true)), "what:too-many what:required");
    assert_eq!(world.case().points.last().unwrap().number, 50);
}

/// R11
#[test]
fn the_nature_of_a_point_is_one_the_procedure_knows() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00"));
    let of_nature = |nature: &str| {
        Command::AddPoint(AddPoint {
            what: "Late".to_owned(),
            nature: Some(nature.to_owned()),
            service_area: Some("Catering".to_owned()),
            related: true,
        })
    };
    assert_eq!(world.refused("sam", of_nature("rudeness")), "nature:unknown");
    let known = world.procedure.natures[0].id.clone();
    world.done("sam", of_nature(&known));
    assert_eq!(world.case().points[0].nature, Some(known));
}

/// R60
#[test]
fn whoever_finds_on_a_point_has_acted_in_substance() {
    let mut world = of(1, World::donnington());
    assert!(!world.handling().actors.contains(&UserId::new("theo")));
    world.give("theo", &found(1, "upheld")).expect("he could own it");
    assert!(world.handling().actors.contains(&UserId::new("theo")));
}
