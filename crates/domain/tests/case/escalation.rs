//! The next stage: when it counts from, its acknowledgement, and who cannot ask (R57, R58, R60, R66, R89, R93).

use redress_domain::case::clock::{Taken, Verdict};
use redress_domain::case::{Command, Due, Escalate, Fact, Log, Received, WrittenReply};
use redress_domain::procedure::{Channel, Route, StepKind};

use crate::orders::*;
use crate::second_stage::{decline, ready_to_close};
use crate::world::{World, at, codes, date};

fn closed_as(world: &mut World, class: &str, owner: &str, outcome: &str, code: &str) {
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage(class)).done("sam", hand_over(owner));
    world
        .done(owner, spoke("2026-03-02T10:00"))
        .done(owner, no_compensation())
        .done(owner, ask_reply(WrittenReply::No));
    world.done(owner, decide(outcome, Some(code), Some(not_agreed()))).done(owner, close());
}

fn donnington(outcome: &str, code: &str) -> World {
    let mut world = World::donnington();
    closed_as(&mut world, "failure", "tess", outcome, code);
    world
}

/// R53, R66, R89: closed without agreement, it goes on
#[test]
fn it_counts_from_the_day_it_was_asked_for() {
    let mut world = donnington("not-upheld", "perception");
    world.on("2026-03-12T10:00").done("sam", escalate_on("2026-03-06"));
    let handling = world.handling();
    assert_eq!((handling.number, handling.route, handling.received_on), (2, Route::Esc, date("2026-03-06")));
    assert_eq!(handling.stage.as_deref(), Some("review-panel"));
    assert_eq!(world.clock("panel").unwrap().due, Due::On(date("2026-03-20")));
    assert_eq!(world.case().handlings[0].closed_on, Some(date("2026-03-02")), "stage 1 stays closed");
}

/// R57: without a reason and without a time limit
#[test]
fn it_is_asked_for_after_closing_and_not_in_the_future() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    assert_eq!(world.refused("sam", escalate_on("2026-03-02")), "still-open");
    let mut world = donnington("upheld", "delay");
    assert_eq!(world.refused("sam", escalate_on("2026-03-01")), "asked_on:too-early");
    assert_eq!(world.refused("sam", escalate_on("2026-03-03")), "asked_on:in-future");
    world.on("2031-03-03T10:00").done("sam", escalate_on("2031-03-03"));
}

#[test]
fn what_had_no_decision_has_nothing_to_take_further() {
    for (outcome, code) in [("withdrawn", "delay"), ("reclassified", "query")] {
        let mut world = donnington(outcome, code);
        assert_eq!(world.refused("sam", escalate_on("2026-03-02")), "nothing-to-escalate");
    }
}

/// R58
#[test]
fn the_request_is_acknowledged_within_24_hours() {
    for (acknowledged, met) in [("2026-03-03T10:00", true), ("2026-03-03T10:01", false)] {
        let mut world = donnington("upheld", "delay");
        world.done("sam", escalate(Received::At(at("2026-03-02T10:00"))));
        assert_eq!(world.next_step(), Some(StepKind::Acknowledge));
        assert_eq!(world.clock("appeal-acknowledgement").unwrap().due, Due::At(at("2026-03-03T10:00")));
        world.on("2026-03-03T12:00").done("sam", acknowledge(acknowledged));
        assert_eq!(matches!(world.verdict("appeal-acknowledgement"), Some(Verdict::Met(_))), met, "{acknowledged}");
        assert_eq!(world.refused("sam", acknowledge(acknowledged)), "already-acknowledged");
        assert_eq!(world.next_step(), Some(StepKind::HandOver));
    }
}

#[test]
fn stage_1_has_no_request_to_acknowledge() {
    let mut world = World::donnington();
    world.logged(&complaint("2026-03-02T09:00")).done("sam", triage("failure"));
    assert_eq!(world.refused("sam", acknowledge("2026-03-02T10:00")), "nothing-to-acknowledge");
}

/// R39, R66
#[test]
fn the_panel_asks_again_for_everything_and_is_the_last_stage() {
    let mut world = donnington("upheld", "delay");
    world.done("sam", escalate_on("2026-03-02")).done("sam", hand_over("carol"));
    assert_eq!(
        world.refused("carol", close()),
        "closing-waits: decision filter contact panel compensation written-reply-asked"
    );
    ready_to_close(&mut world);
    world.done("carol", accept_review()).done("carol", convene());
    world.on("2026-03-16T10:00").done("carol", sits("carol", "upheld", "2026-03-16"));
    world.done("victor", sits("victor", "upheld", "2026-03-16")).done("carol", decide("upheld", Some("delay"), None));
    world.done("carol", confirm("2026-03-16")).done("carol", close());
    assert_eq!(world.verdict("panel"), Some(Verdict::Met(Taken::WorkingDays(10))));
    assert_eq!(world.refused("sam", escalate_on("2026-03-16")), "no-next-stage");
}

/// R93
#[test]
fn the_ombudsman_takes_a_complaint_directly_at_stage_2_and_donnington_does_not() {
    let direct = Log { route: Route::S2, ..complaint("2026-03-02T09:00") };
    assert_eq!(codes(&World::donnington().log("sam", &direct).unwrap_err()), "no-direct-entry");
    let moved_up = Log { route: Route::Esc, ..complaint("2026-03-02T09:00") };
    assert_eq!(codes(&World::spso().log("sam", &moved_up).unwrap_err()), "no-direct-entry");

    let mut world = World::spso();
    world.logged(&direct);
    assert_eq!(world.handling().stage.as_deref(), Some("investigation"));
    assert_eq!(world.clock("respond-direct").unwrap().due, Due::On(date("2026-03-27")), "the day of receipt counts 1");
    world.done("sam", triage("complaint"));
    assert_eq!(world.next_step(), Some(StepKind::Acknowledge), "3 working days");
    assert_eq!(world.clock("acknowledge-direct").unwrap().due, Due::On(date("2026-03-04")));
    world.on("2026-03-05T10:00").done("sam", acknowledge("2026-03-05T09:00"));
    assert_eq!(world.verdict("acknowledge-direct"), Some(Verdict::Late(Taken::WorkingDays(4))));
    assert_eq!(world.next_step(), Some(StepKind::HandOver));
}

/// R89, R93
#[test]
fn the_ombudsmans_second_stage_has_its_own_20_days_and_must_be_asked_for_in_6_months() {
    let mut world = World::spso();
    closed_as(&mut world, "complaint", "sam", "not-upheld", "perception");
    let mut too_late = world.clone();
    assert_eq!(too_late.on("2026-09-03T10:00").refused("sam", escalate_on("2026-09-03")), "waiver:required");
    world.on("2026-09-03T10:00").done("sam", escalate_on("2026-09-02"));
    assert_eq!(world.clock("respond-escalated").unwrap().due, Due::On(date("2026-09-29")));
}

fn asked_late(on: &str, waiver: Option<&str>) -> Command {
    let asked = Received::On(date(on));
    Command::Escalate(Escalate { asked, channel: Channel::Phone, reasons: None, waiver: waiver.map(str::to_owned) })
}

/// R57
#[test]
fn a_window_that_can_be_waived_is_waived_with_a_reason() {
    let mut world = World::spso();
    closed_as(&mut world, "complaint", "sam", "not-upheld", "perception");
    world.on("2026-10-01T10:00").done("sam", asked_late("2026-10-01", Some("They were in hospital.")));
    let waived = world.history.iter().find_map(|recorded| match &recorded.event.fact {
        Fact::EscalationRequested { waiver, .. } => waiver.clone(),
        _ => None,
    });
    assert_eq!(waived.as_deref(), Some("They were in hospital."));
}

/// R57
#[test]
fn of_several_windows_the_one_that_ends_last_counts() {
    let windows = "windows = [\n    { length = 6, unit = \"month\", from = \"event\" },\n    \
                   { length = 10, unit = \"working_day\", from = \"reply\" },\n]\nwaivable = false";
    for (happened_on, last) in
        [(None, "2026-09-02"), (Some("2025-08-01"), "2026-03-16"), (Some("2025-10-10"), "2026-04-10")]
    {
        let mut world = World::changed(&[("[escalation]\nwindows = []", &format!("[escalation]\n{windows}"))]);
        let log = Log { happened_on: happened_on.map(date), ..complaint("2026-03-02T09:00") };
        world.logged(&log).done("sam", triage("failure")).done("sam", hand_over("tess"));
        world.done("tess", spoke("2026-03-02T10:00")).done("tess", no_compensation());
        world.done("tess", ask_reply(WrittenReply::No));
        world.done("tess", decide("not-upheld", Some("delay"), Some(not_agreed()))).done("tess", close());
        world.on("2027-01-04T10:00");
        let after = date(last).tomorrow().unwrap().to_string();
        assert_eq!(world.refused("sam", asked_late(&after, Some("They ask for it."))), "escalation-too-late", "{last}");
        world.done("sam", escalate_on(last));
    }
}

/// R15, R105
#[test]
fn only_the_last_stage_exhausts_the_procedure_and_only_with_a_decision() {
    let stage_1 = donnington("upheld", "delay");
    assert!(!stage_1.case().exhausted);
    let mut world = stage_1;
    world.done("sam", escalate_on("2026-03-02")).done("sam", hand_over("carol"));
    let mut withdrawn = world.clone();
    withdrawn.done("carol", decide("withdrawn", Some("delay"), None)).done("carol", close());
    assert!(!withdrawn.case().exhausted);
    ready_to_close(&mut world);
    world.done("carol", decline()).done("carol", decide("upheld", Some("delay"), None));
    world.done("carol", confirm("2026-03-02")).done("carol", close());
    let bodies = world.history.iter().find_map(|recorded| match &recorded.event.fact {
        Fact::ProcedureExhausted { bodies } => Some(bodies.clone()),
        _ => None,
    });
    assert_eq!(bodies.unwrap(), ["charity-commission", "fundraising-regulator"]);
}
