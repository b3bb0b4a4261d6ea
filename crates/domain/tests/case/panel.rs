//! The panel: who sits, what each decides, and what breaks a tie (R59, R60, R62, R64).

use redress_domain::case::{Command, Due, Member, Missing, RecordPanelDecision, Refusal, Rule, SeatTaken, missing};
use redress_domain::procedure::{Guard, StepKind};
use redress_domain::staff::{Absence, Staff, Staffing};

use crate::orders::*;
use crate::second_stage::*;
use crate::world::{World, date};

/// R59, R62
#[test]
fn both_record_a_decision_and_the_review_is_decided_as_they_did() {
    let mut world = accepted(World::donnington());
    world.done("carol", spoke("2026-03-02T10:00"));
    let upheld = || decide("upheld", Some("delay"), None);
    assert_eq!(world.next_step(), Some(StepKind::Panel));
    assert_eq!(world.refused("carol", upheld()), "not-convened");
    world.done("carol", convene());
    world.done("carol", sits("carol", "upheld", "2026-03-02"));
    assert_eq!(world.give("carol", &upheld()), Err(Refusal::Rule(Rule::PanelPending { open: 1 })));
    assert_eq!(world.next_step(), Some(StepKind::Panel));
    world.done("victor", sits("victor", "upheld", "2026-03-02"));
    assert_eq!(world.next_step(), Some(StepKind::Decide));
    assert_eq!(world.refused("carol", decide("not-upheld", Some("delay"), None)), "against-verdict");
    world.done("carol", upheld());
}

/// R59
#[test]
fn a_divided_panel_goes_to_the_board_which_decides() {
    let mut world = divided(World::donnington());
    world.done("carol", spoke("2026-03-02T10:00"));
    assert_eq!(world.refused("carol", decide("upheld", Some("delay"), None)), "panel-tied");
    assert_eq!(world.next_step(), Some(StepKind::Board));
    world.done("carol", refer(redress_domain::case::BoardGround::Tie));
    assert_eq!(world.refused("carol", decide("upheld", Some("delay"), None)), "before-board");
    world.done("theo", board_decided(&["theo"], "partly-upheld"));
    assert_eq!(world.refused("carol", decide("upheld", Some("delay"), None)), "against-verdict");
    world.done("carol", decide("partly-upheld", Some("delay"), None));
}

/// R59
#[test]
fn under_a_casting_vote_the_first_seat_decides() {
    let rule = [("tie = \"board\"", "tie = \"chair\""), (", \"tie\"]", "]")];
    for (first, second, decided) in [("carol", "victor", "upheld"), ("victor", "carol", "not-upheld")] {
        let mut world = accepted(World::changed(&rule));
        world.done("carol", seats(&[(first, None), (second, None)]));
        world.done("carol", sits("carol", "upheld", "2026-03-02"));
        world.done("victor", sits("victor", "not-upheld", "2026-03-02"));
        world.done("carol", decide(decided, Some("delay"), None));
    }
}

#[test]
fn of_three_two_decide_whoever_chairs() {
    let mut world = accepted(World::changed(&[
        ("members = [\"chair\", \"vice-chair\"]", "members = [\"chair\", \"vice-chair\", \"trustee\"]"),
        ("size = 2", "size = 3"),
        ("tie = \"board\"", "tie = \"chair\""),
        (", \"tie\"]", "]"),
    ]));
    world.done("carol", seats(&[("carol", None), ("victor", None), ("theo", None)]));
    for (who, outcome) in [("carol", "upheld"), ("victor", "not-upheld"), ("theo", "not-upheld")] {
        world.done(who, sits(who, outcome, "2026-03-02"));
    }
    assert_eq!(world.refused("carol", decide("upheld", Some("delay"), None)), "against-verdict");
    world.done("carol", decide("not-upheld", Some("delay"), None));
}

#[test]
fn a_tie_on_whether_more_is_to_be_done_is_a_tie() {
    let mut world = convened(World::donnington());
    world.done("carol", sits("carol", "upheld", "2026-03-02")).done("victor", wants_more("victor", "upheld"));
    assert_eq!(world.refused("carol", decide("upheld", Some("delay"), None)), "panel-tied");
}

/// R60
#[test]
fn who_handled_stage_1_neither_owns_the_review_nor_filters_it_nor_sits_on_it() {
    // The Vice Chair spoke to the customer while it was at stage 1, which counts as handling it.
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure")).done("sam", hand_over("tess"));
    world.give("victor", &spoke("2026-03-02T10:00")).expect("it is recorded as it was");
    world.done("tess", no_compensation()).done("tess", ask_reply(redress_domain::case::WrittenReply::No));
    world.done("tess", decide("not-upheld", Some("delay"), Some(not_agreed()))).done("tess", close());
    world.done("sam", escalate_on("2026-03-02"));
    assert_eq!(world.refused("sam", hand_over("victor")), "not-eligible: acted-before");
    world.done("sam", hand_over("carol"));
    assert_eq!(world.refused("victor", accept_review()), "not-eligible: acted-before");
    world.done("carol", accept_review());
    assert_eq!(world.refused("carol", convene()), "not-eligible: acted-before");
    assert_eq!(
        world.refused("carol", seats(&[("carol", None), ("tess", Some("vice-chair"))])),
        "not-eligible: acted-before",
        "nor as a deputy"
    );
    world.done("carol", seats(&[("carol", None), ("theo", Some("vice-chair"))]));
}

/// R59
#[test]
fn a_deputy_stands_in_for_somebody_and_holds_a_deputys_role() {
    let mut world = accepted(World::donnington());
    assert_eq!(
        world.refused("carol", seats(&[("carol", None), ("sam", Some("vice-chair"))])),
        "not-eligible: lacks-role"
    );
    assert_eq!(
        world.refused("carol", seats(&[("carol", None), ("theo", Some("staff"))])),
        "seats.1.deputy_for:unknown"
    );
    assert_eq!(world.refused("carol", seats(&[("carol", None), ("theo", None)])), "seats:role-unfilled");
    assert_eq!(
        world.refused("carol", seats(&[("carol", None), ("theo", Some("chair"))])),
        "seats:role-unfilled",
        "nobody sits as Vice Chair"
    );
    world.done("carol", seats(&[("theo", Some("chair")), ("victor", None)]));
    world.done("theo", sits("theo", "upheld", "2026-03-02"));
}

/// R59
#[test]
fn as_many_sit_as_the_procedure_says_and_nobody_twice() {
    let mut world = accepted(World::donnington());
    assert_eq!(world.refused("carol", seats(&[("carol", None)])), "seats:no-quorum");
    assert_eq!(
        world.refused("carol", seats(&[("carol", None), ("victor", None), ("theo", Some("chair"))])),
        "seats:too-many"
    );
    assert_eq!(
        world.refused("carol", seats(&[("carol", None), ("carol", None)])),
        "seats.1.member:twice seats:role-unfilled"
    );
    assert_eq!(world.refused("carol", seats(&[("carol", None), ("nobody", None)])), "seats.1.member:unknown");
}

#[test]
fn the_quorum_lets_one_stay_away_and_those_who_sit_all_decide() {
    let mut world = accepted(World::changed(&[("quorum = 2", "quorum = 1")]));
    world.done("carol", seats(&[("carol", None)])).done("carol", sits("carol", "upheld", "2026-03-02"));
    world.done("carol", seats(&[("carol", None), ("victor", None)]));
    assert_eq!(world.refused("carol", decide("upheld", Some("delay"), None)), "panel-pending");
    world.done("victor", sits("victor", "upheld", "2026-03-02"));
    world.done("carol", decide("upheld", Some("delay"), None));
}

fn with_outsider(world: &mut World, name: &str) -> String {
    let seat = |member: Member| SeatTaken { member, deputy_for: None };
    let seats = vec![seat(staff("carol")), seat(staff("victor")), seat(Member::Outside(name.to_owned()))];
    match world.give("carol", &Command::ConvenePanel { seats, meets_on: None }) {
        Ok(_) => "sits".to_owned(),
        Err(refusal) => crate::world::codes(&refusal),
    }
}

#[test]
fn so_many_come_from_outside_and_do_so_for_certain() {
    let mut world = accepted(World::donnington());
    assert_eq!(with_outsider(&mut world, "Ada Free"), "seats:too-many");
    let three = [("size = 2", "size = 3\noutsiders = 1"), ("quorum = 2", "quorum = 3")];
    let mut world = accepted(World::changed(&three));
    assert_eq!(
        world.refused("carol", seats(&[("carol", None), ("victor", None), ("theo", Some("chair"))])),
        "seats:too-few-outsiders"
    );
    assert_eq!(with_outsider(&mut world, " THEO@example.org"), "seats.2.member:not-outside");
    assert_eq!(with_outsider(&mut world, ""), "seats.2.member:required");
    assert_eq!(with_outsider(&mut world, "Ada Free"), "sits");
    let by_the_owner = RecordPanelDecision {
        member: Member::Outside("Ada Free".to_owned()),
        ..decision_of(sits("carol", "upheld", "2026-03-02"))
    };
    world.done("carol", Command::RecordPanelDecision(by_the_owner));
}

fn decision_of(command: Command) -> RecordPanelDecision {
    match command {
        Command::RecordPanelDecision(decision) => decision,
        other => panic!("{other:?}"),
    }
}

/// R104
#[test]
fn nobody_sits_who_is_away_on_the_day_it_meets() {
    let mut world = accepted(World::donnington());
    let away = Absence { from: date("2026-03-09"), to: date("2026-03-13") };
    let absent = |staff: &Staff| match staff.id.as_str() {
        "victor" => Staff { absences: vec![away], ..staff.clone() },
        _ => staff.clone(),
    };
    world.staffing = Staffing::new(world.staffing.iter().map(absent).collect());
    let Command::ConvenePanel { seats, .. } = convene() else { panic!("it convenes") };
    let on = |day: &str| Command::ConvenePanel { seats: seats.clone(), meets_on: Some(date(day)) };
    assert_eq!(world.refused("carol", on("2026-03-09")), "not-eligible: absent");
    assert_eq!(world.refused("carol", on("2026-03-13")), "not-eligible: absent");
    assert_eq!(world.refused("carol", on("2026-02-27")), "meets_on:too-early");
    world.done("carol", on("2026-03-16"));
}

/// R62
#[test]
fn each_answers_every_question_with_reasons_and_in_the_past() {
    let mut world = convened(World::donnington());
    let mut told = decision_of(sits("carol", "upheld", "2026-03-02"));
    told.answers.remove("reasonably-done");
    told.answers.insert("was-it-nice".to_owned(), true);
    told.reasons.clear();
    told.on = date("2026-03-03");
    assert_eq!(
        world.refused("carol", Command::RecordPanelDecision(told)),
        "reasons:required on:in-future answers.reasonably-done:required answers:unknown"
    );
    assert_eq!(world.refused("carol", sits("carol", "withdrawn", "2026-03-02")), "outcome:no-finding");
    assert_eq!(world.refused("carol", sits("carol", "maybe", "2026-03-02")), "outcome:unknown");
}

/// R59
#[test]
fn a_decision_is_recorded_by_the_member_or_by_whoever_manages_and_does_not_sit() {
    let mut world = convened(World::donnington());
    assert_eq!(world.refused("carol", sits("theo", "upheld", "2026-03-02")), "member:unknown");
    for who in ["victor", "sam", "theo"] {
        assert_eq!(world.refused(who, sits("carol", "upheld", "2026-03-02")), "not-your-seat", "{who}");
    }
    assert_eq!(world.refused("carol", sits("victor", "upheld", "2026-03-02")), "not-your-seat", "nor does the owner");
    for who in ["victor", "adam"] {
        world.done(who, sits("victor", "upheld", "2026-03-02"));
    }
}

#[test]
fn a_member_decides_again_until_the_review_is_decided() {
    let mut world = divided(World::donnington());
    world.done("victor", sits("victor", "upheld", "2026-03-02")).done("carol", decide("upheld", Some("delay"), None));
    assert_eq!(world.refused("victor", sits("victor", "not-upheld", "2026-03-02")), "already-decided");
    assert_eq!(world.refused("carol", convene()), "already-decided");
}

#[test]
fn who_stays_on_a_panel_that_is_convened_again_keeps_their_decision() {
    let mut world = divided(World::donnington());
    world.done("carol", seats(&[("carol", None), ("theo", Some("vice-chair"))]));
    let decided: Vec<bool> =
        world.handling().panel.as_ref().unwrap().seats.iter().map(|seat| seat.decision.is_some()).collect();
    assert_eq!(decided, [true, false]);
}

#[test]
fn the_panel_has_met_when_its_first_member_has_decided() {
    // The clock of 24 hours is made to wait for the panel.
    let mut world = convened(World::changed(&[("stop = \"acknowledged\"", "stop = \"panel-met\"")]));
    assert_eq!(world.verdict("appeal-acknowledgement"), None);
    world.on("2026-03-04T10:00").done("victor", sits("victor", "upheld", "2026-03-03"));
    let met = world.clock("appeal-acknowledgement").unwrap().stopped_at;
    assert!(met.is_some());
    world.on("2026-03-05T10:00").done("carol", sits("carol", "upheld", "2026-03-05"));
    assert_eq!(world.clock("appeal-acknowledgement").unwrap().stopped_at, met);
}

/// R64, R68
#[test]
fn where_more_is_to_be_done_it_is_agreed_before_closing_and_done_after_it() {
    let mut world = convened(World::donnington());
    ready_to_close(&mut world);
    world.done("carol", wants_more("carol", "upheld")).done("victor", wants_more("victor", "upheld"));
    world.done("carol", decide("upheld", Some("delay"), None)).done("carol", confirm("2026-03-02"));
    assert_eq!(missing(world.procedure, world.case()), [Missing::Guard(Guard::PlanAgreed)]);
    assert_eq!(world.next_step(), Some(StepKind::Plan));
    world.done("carol", plan(agreed("2026-03-02"), &["2026-03-09"])).done("carol", close());
    assert!(world.clock("panel-actions").unwrap().verdict.is_none(), "it runs on");
    assert_eq!(world.next_step(), Some(StepKind::Plan));
    let step = redress_domain::case::next_step(world.procedure, world.case()).unwrap();
    assert_eq!(step.due, Some(Due::On(date("2026-03-09"))));
    world.on("2026-03-09T10:00").done("carol", complete(1, "2026-03-09"));
    assert!(world.verdict("panel-actions").is_some());
    assert_eq!(world.next_step(), Some(StepKind::Learn));
}

/// R63
#[test]
fn where_nothing_more_is_to_be_done_no_plan_is_asked_for() {
    let mut world = convened(World::donnington());
    ready_to_close(&mut world);
    world.done("carol", sits("carol", "not-upheld", "2026-03-02"));
    world.done("victor", sits("victor", "not-upheld", "2026-03-02"));
    world.done("carol", decide("not-upheld", Some("delay"), None)).done("carol", confirm("2026-03-02"));
    world.done("carol", close());
    assert!(world.case().exhausted);
}
