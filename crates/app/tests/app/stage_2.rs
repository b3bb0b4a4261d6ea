//! Stage 2 from the request to its end: the filter, the panel, the board, and who may take part.

use redress_app::{AppError, Done};
use redress_domain::case::{BoardGround, Command, Member, RecordBoard, RecordPanelDecision, Rule, SeatTaken};
use redress_domain::register::PlacedCase;
use redress_domain::staff::UserId;
use redress_testkit::both_engines;
use redress_testkit::commands::{
    accept, acknowledge, close, confirm, convene, day, decide, escalate, hand_to, learn, no_compensation,
    no_written_reply, phoned, plan, triage, vote,
};
use redress_testkit::house::House;
use serde_json::json;

const ON: &str = "2026-03-05";

/// Codes of the reasons for which somebody was not eligible.
fn against(result: Result<Done, AppError>) -> Vec<&'static str> {
    match result {
        Err(AppError::Refused(Rule::NotEligible { reasons, .. })) => {
            reasons.iter().map(redress_domain::case::eligibility::Ineligible::code).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// The step that is due and the code of what refuses `command`.
fn stands(house: &House, reference: &str, who: &str, command: Command) -> (String, &'static str) {
    let next = house.view("sam", reference).unwrap().next.unwrap();
    (next.label, house.act(who, reference, command).unwrap_err().code())
}

fn refer(ground: BoardGround) -> Command {
    Command::ReferToBoard { ground, reason: "The two cannot agree".to_owned() }
}

fn board(present: &[&str], outcome: &str) -> Command {
    Command::RecordBoard(RecordBoard {
        on: day(ON),
        present: present.iter().map(|id| UserId::new(*id)).collect(),
        conclusion: "The notice was wrong, and nobody checked it".to_owned(),
        outcome: Some(outcome.to_owned()),
        further_action: Some(false),
    })
}

both_engines! {
    /// R14, R57, R58, R59, R61, R62, R63, R66, R67
    fn two_members_who_decide_alike_settle_it(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        house.at("2026-03-05T10:00:00Z");
        house.act("sam", &reference, escalate(ON)).unwrap();
        let review = |who: &str, command| stands(&house, &reference, who, command);

        assert_eq!(review("sam", close()).0, "Acknowledge the request");
        house.act("sam", &reference, acknowledge("2026-03-05T10:00:00Z")).unwrap();
        assert_eq!(review("sam", close()).0, "Chair or Vice Chair takes it on");
        house.act("chair", &reference, hand_to("chair")).unwrap();
        let filter = "Is a review of value to the customer or the charity?";
        assert_eq!(review("chair", convene(&["chair", "vice"])), (filter.to_owned(), "filter-pending"));
        house.act("chair", &reference, accept()).unwrap();
        assert_eq!(review("chair", decide("not-upheld", ON)).1, "not-convened");
        house.act("chair", &reference, phoned("2026-03-05T10:00:00Z")).unwrap();
        house.act("chair", &reference, convene(&["chair", "vice"])).unwrap();
        let panel = "Chair and Vice Chair each record a decision";
        assert_eq!(review("chair", decide("not-upheld", ON)), (panel.to_owned(), "panel-pending"));
        house.act("vice", &reference, vote("vice", "not-upheld", ON)).unwrap();
        assert_eq!(review("chair", decide("not-upheld", ON)).1, "panel-pending");
        house.act("chair", &reference, vote("chair", "not-upheld", ON)).unwrap();
        assert_eq!(review("chair", decide("upheld", ON)).1, "against-verdict");
        house.act("chair", &reference, decide("not-upheld", ON)).unwrap();
        assert_eq!(review("chair", close()), ("Confirm the decision with the customer".to_owned(), "closing-waits"));
        house.acts("chair", &reference, [confirm(ON), no_compensation(), no_written_reply(), close(), learn()]);

        let view = house.view("sam", &reference).unwrap();
        assert!(view.case.exhausted && view.next.is_none());
        assert_eq!(view.case.learning.unwrap().entries.len(), 2);
        assert!(view.history.iter().any(|event| event.event.fact.kind() == "procedure-exhausted"));
        house.verified();
    }

    /// R59
    fn two_members_who_decide_differently_leave_it_to_the_board(db) {
        let house = House::donnington(db);
        let reference = house.under_review();
        house.act("chair", &reference, convene(&["chair", "vice"])).unwrap();
        house.act("chair", &reference, vote("chair", "not-upheld", ON)).unwrap();
        house.act("vice", &reference, vote("vice", "upheld", ON)).unwrap();
        for outcome in ["upheld", "not-upheld", "partly-upheld"] {
            assert_eq!(house.act("chair", &reference, decide(outcome, ON)).unwrap_err().code(), "panel-tied");
        }
        house.act("chair", &reference, refer(BoardGround::Tie)).unwrap();
        assert_eq!(house.act("chair", &reference, decide("upheld", ON)).unwrap_err().code(), "before-board");
        for out in ["chair", "vice", "asha"] {
            let refused = house.act("bill", &reference, board(&[out, "bill"], "upheld")).unwrap_err();
            let AppError::Invalid(fields) = refused else { panic!("{refused:?}") };
            assert_eq!((fields[0].field.as_str(), fields[0].code), ("present", "recused"), "{out}");
        }
        house.act("bill", &reference, board(&["bill", "carol"], "upheld")).unwrap();
        assert_eq!(house.act("chair", &reference, decide("not-upheld", ON)).unwrap_err().code(), "against-verdict");
        house.acts("chair", &reference, [
            decide("upheld", ON), confirm(ON), no_compensation(), no_written_reply(), close(),
        ]);
        house.verified();
    }

    /// R65: it returns to the board without Chair, Vice Chair and whoever handled stage 1
    fn what_goes_against_policy_returns_to_the_board(db) {
        let house = House::donnington(db);
        let reference = house.under_review();
        house.act("chair", &reference, refer(BoardGround::Policy)).unwrap();
        let view = house.view("sam", &reference).unwrap();
        let recused: Vec<&str> = view.case.current().unwrap().board[0].recused.iter().map(UserId::as_str).collect();
        assert_eq!(recused, ["asha", "chair", "vice"]);
        house.act("chair", &reference, convene(&["chair", "vice"])).unwrap();
        assert_eq!(house.act("chair", &reference, decide("upheld", ON)).unwrap_err().code(), "before-board");
        house.act("carol", &reference, board(&["carol"], "upheld")).unwrap();
        house.act("chair", &reference, decide("upheld", ON)).unwrap();
        house.verified();
    }

    /// R56: the board may discuss it at stage 1, and a request for stage 2 waits for nothing
    fn a_discussion_by_the_board_never_delays_a_review(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        house.act("asha", &reference, refer(BoardGround::NotSatisfied)).unwrap();
        house.at("2026-03-05T10:00:00Z");
        house.acts("sam", &reference, [escalate(ON), hand_to("chair"), acknowledge("2026-03-05T10:00:00Z")]);
        house.act("chair", &reference, accept()).unwrap();
        house.verified();
    }

    /// R61: declined it is final, and no new fault is found
    fn a_review_that_is_declined_is_over(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        house.at("2026-03-05T10:00:00Z");
        let at = "2026-03-05T10:00:00Z";
        house.acts("sam", &reference, [escalate(ON), hand_to("vice"), acknowledge(at)]);
        house.act("vice", &reference, phoned(at)).unwrap();
        let decline = |tests: &[&str]| Command::DecideFilter {
            accept: false,
            tests: tests.iter().map(|test| (*test).to_owned()).collect(),
            reason: "All that was asked for has been done".to_owned(),
        };
        assert_eq!(house.act("vice", &reference, decline(&["value-to-customer"])).unwrap_err().code(), "invalid");
        house.act("vice", &reference, decline(&[])).unwrap();
        assert_eq!(house.act("vice", &reference, convene(&["chair", "vice"])).unwrap_err().code(), "review-declined");
        assert_eq!(house.act("vice", &reference, decide("upheld", ON)).unwrap_err().code(), "review-declined");
        house.acts("vice", &reference, [
            decide("not-upheld", ON), confirm(ON), no_compensation(), no_written_reply(), close(),
        ]);
        assert!(house.view("sam", &reference).unwrap().case.exhausted);
        house.verified();
    }

    /// R64, R68: a plan is agreed first; it is done after closing, under a clock of its own
    fn more_to_do_wants_a_plan_which_goes_on_after_closing(db) {
        let house = House::donnington(db);
        let reference = house.under_review();
        house.act("chair", &reference, convene(&["chair", "vice"])).unwrap();
        for who in ["chair", "vice"] {
            let Command::RecordPanelDecision(vote) = vote(who, "upheld", ON) else { panic!() };
            let more = RecordPanelDecision { further_action: true, ..vote };
            house.act(who, &reference, Command::RecordPanelDecision(more)).unwrap();
        }
        house.acts("chair", &reference, [decide("upheld", ON), confirm(ON), no_compensation(), no_written_reply()]);
        assert_eq!(house.act("chair", &reference, close()).unwrap_err().code(), "closing-waits");
        house.acts("chair", &reference, [plan("chair", ON, "2026-03-18"), close()]);
        let view = house.view("sam", &reference).unwrap();
        let clock = view.case.clocks.iter().find(|clock| clock.rule == "panel-actions").unwrap();
        // Ten working days after Thursday 5 March.
        assert_eq!((clock.due.date(), clock.runs()), (day("2026-03-19"), true));
        house.at("2026-03-18T10:00:00Z");
        house.act("chair", &reference, redress_testkit::commands::done(2, "2026-03-18")).unwrap();
        let view = house.view("sam", &reference).unwrap();
        assert!(!view.case.clocks.iter().any(|clock| clock.rule == "panel-actions" && clock.runs()));
        house.verified();
    }

    /// R60
    fn whoever_acted_at_stage_1_is_refused_every_part_at_stage_2(db) {
        let house = House::donnington(db);
        // Front-line staff and Chair in one person: nothing but having acted stands against her.
        house.user("donnington", "dora", &["staff", "chair"]);
        let reference = house.log();
        house.acts("dora", &reference, [triage(), hand_to("asha"), phoned("2026-03-03T10:00:00Z")]);
        let on = "2026-03-03";
        house.acts("asha", &reference, [
            phoned("2026-03-03T10:00:00Z"), decide("not-upheld", on), no_compensation(), no_written_reply(), close(),
        ]);
        house.act("sam", &reference, escalate(on)).unwrap();
        assert_eq!(against(house.act("sam", &reference, hand_to("dora"))), ["acted-before"]);
        assert!(against(house.act("sam", &reference, hand_to("asha"))).contains(&"acted-before"));
        let view = house.view("sam", &reference).unwrap();
        let dora = view.candidates.iter().find(|one| one.staff.id.as_str() == "dora").unwrap();
        assert_eq!(dora.against.iter().map(|reason| reason.code()).collect::<Vec<_>>(), ["acted-before"]);
        house.acts("sam", &reference, [hand_to("chair"), acknowledge("2026-03-03T10:00:00Z")]);
        assert_eq!(against(house.act("dora", &reference, accept())), ["acted-before"]);
        house.act("chair", &reference, accept()).unwrap();
        assert_eq!(against(house.act("chair", &reference, convene(&["dora", "vice"]))), ["acted-before"]);
        let deputy = SeatTaken { member: Member::Staff(UserId::new("asha")), deputy_for: Some("chair".to_owned()) };
        let vice = SeatTaken { member: Member::Staff(UserId::new("vice")), deputy_for: None };
        let seats = Command::ConvenePanel { seats: vec![deputy, vice], meets_on: None };
        assert_eq!(against(house.act("chair", &reference, seats)), ["acted-before"]);
        house.verified();
    }

    /// R60: also whoever handled it before it was taken over, known by name alone
    fn whoever_handled_it_elsewhere_is_refused_as_well(db) {
        let house = House::donnington(db);
        let case = json!({
            "reference": "OLD-1", "received_on": "2026-02-02", "channel": "letter", "brought_by": "self",
            "handlings": [{
                "route": "S1", "received_on": "2026-02-02", "handled_by": ["Chair of Donnington"],
                "closed": { "on": "2026-02-06", "outcome": "not-upheld" },
            }],
        });
        let placed = vec![PlacedCase { line: 2, case: serde_json::from_value(case).unwrap() }];
        house.wait(house.app.import_register(&house.actor("admin"), placed, false)).unwrap();
        house.act("sam", "OLD-1", escalate("2026-03-03")).unwrap();
        assert_eq!(against(house.act("sam", "OLD-1", hand_to("chair"))), ["acted-before"]);
        house.acts("sam", "OLD-1", [hand_to("vice"), acknowledge("2026-03-03T10:00:00Z")]);
        house.act("vice", "OLD-1", accept()).unwrap();
        assert_eq!(against(house.act("vice", "OLD-1", convene(&["chair", "vice"]))), ["acted-before"]);
        house.verified();
    }
}
