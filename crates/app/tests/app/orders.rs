//! Commands out of order, twice, too many, and by the wrong person: a code each, and nothing is stored.

use redress_domain::case::{BoardGround, Command, PaymentStep};
use redress_testkit::both_engines;
use redress_testkit::commands::{
    accept, acknowledge, close, confirm, convene, day, decide, done, escalate, hand_to, learn, note, phoned, triage,
    vote,
};
use redress_testkit::house::House;

const AT: &str = "2026-03-03T10:00:00Z";
const ON: &str = "2026-03-03";

/// Gives each command and checks its refusal; the case is as it was.
fn refused(house: &House, reference: &str, who: &str, table: Vec<(Command, &str)>) {
    let before = house.view("admin", reference).unwrap().case;
    for (command, code) in table {
        let kind = command.kind();
        let refused = house.act(who, reference, command).map(|done| done.version);
        assert_eq!(refused.map_err(|error| error.code()), Err(code), "{kind:?} by {who}");
    }
    assert_eq!(house.view("admin", reference).unwrap().case, before);
    house.verified();
}

fn refer() -> Command {
    Command::ReferToBoard { ground: BoardGround::Tie, reason: "A tie".to_owned() }
}

both_engines! {
    /// R17: before triage nothing else is done
    fn a_case_that_is_not_triaged(db) {
        let house = House::donnington(db);
        let reference = house.log();
        refused(&house, &reference, "sam", vec![
            (hand_to("asha"), "not-triaged"),
            (phoned(AT), "not-triaged"),
            (escalate(ON), "still-open"),
            (close(), "not-triaged"),
            (decide("upheld", ON), "not-triaged"),
        ]);
    }

    fn a_case_at_stage_1_knows_no_filter_and_no_panel(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.acts("sam", &reference, [triage(), hand_to("asha")]);
        refused(&house, &reference, "asha", vec![
            (accept(), "not-permitted"),
            (convene(&["chair", "vice"]), "no-panel"),
            (vote("asha", "upheld", ON), "no-panel"),
            (refer(), "invalid"),
            (confirm(ON), "no-decision"),
            (acknowledge(AT), "nothing-to-acknowledge"),
            (done(7, ON), "no-such-action"),
            (learn(), "no-learning"),
            (hand_to("asha"), "already-owner"),
            (Command::RecordPayment { step: PaymentStep::Paid, on: day(ON) }, "payment-order"),
            (Command::Resume { on: day(ON) }, "not-paused"),
            (Command::ReferOutside { body: "charity-commission".to_owned(), on: day(ON), note: None }, "not-finished"),
        ]);
        refused(&house, &reference, "sam", vec![
            (decide("upheld", ON), "not-permitted"),
            (close(), "not-permitted"),
            (accept(), "not-permitted"),
            (Command::Pause { reason: "Waiting".to_owned(), approver: None }, "not-permitted"),
        ]);
    }

    fn the_same_again(db) {
        let house = House::donnington(db);
        let reference = house.under_review();
        house.act("chair", &reference, convene(&["chair", "vice"])).unwrap();
        refused(&house, &reference, "chair", vec![
            (accept(), "filter-settled"),
            (acknowledge("2026-03-05T10:00:00Z"), "already-acknowledged"),
            (escalate("2026-03-05"), "still-open"),
            (hand_to("chair"), "already-owner"),
            (refer(), "not-tied"),
            (convene(&["chair"]), "invalid"),
            (convene(&["chair", "chair"]), "invalid"),
            (convene(&["chair", "nobody"]), "invalid"),
            (convene(&["chair", "bill"]), "invalid"),
        ]);
        refused(&house, &reference, "vice", vec![(vote("chair", "upheld", "2026-03-05"), "not-your-seat")]);
        house.acts("chair", &reference, [vote("chair", "upheld", "2026-03-05")]);
        house.acts("vice", &reference, [vote("vice", "upheld", "2026-03-05")]);
        house.act("chair", &reference, decide("upheld", "2026-03-05")).unwrap();
        refused(&house, &reference, "vice", vec![(vote("vice", "upheld", "2026-03-05"), "already-decided")]);
    }

    fn more_commands_at_once_than_go_together(db) {
        let house = House::donnington(db);
        let reference = house.log();
        let many = vec![note("Again"); 21];
        let refused = house.wait(house.app.execute(&house.actor("sam"), &reference, many, None, None)).unwrap_err();
        assert_eq!(refused.code(), "not-permitted");
        let most = vec![note("Again"); 20];
        house.wait(house.app.execute(&house.actor("sam"), &reference, most, None, None)).unwrap();
        assert_eq!(house.view("sam", &reference).unwrap().case.version, 21);
    }

    /// R59: whoever says that they have an interest reads on and leaves the rest to others
    fn whoever_declares_an_interest_steps_back(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.acts("sam", &reference, [triage(), hand_to("asha")]);
        let interest = || Command::DeclareInterest { what: "She is my neighbour".to_owned() };
        house.act("asha", &reference, interest()).unwrap();
        refused(&house, &reference, "asha", vec![
            (decide("upheld", ON), "interested"), (phoned(AT), "interested"), (interest(), "interested"),
        ]);
        house.act("asha", &reference, note("My neighbour")).unwrap();
        house.act("sam", &reference, hand_to("bill")).unwrap();
        refused(&house, &reference, "sam", vec![(hand_to("asha"), "not-eligible")]);
    }
}
