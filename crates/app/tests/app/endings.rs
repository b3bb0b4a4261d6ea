//! What ends otherwise than by a decision of ours, and what is opened again.

use redress_domain::case::Command;
use redress_domain::procedure::Means;
use redress_testkit::both_engines;
use redress_testkit::commands::{close, day, decide, hand_to, no_compensation, no_written_reply, triage};
use redress_testkit::house::House;

fn reopen() -> Command {
    Command::Reopen { reason: "The notes never came".to_owned() }
}

both_engines! {
    fn a_case_that_is_opened_again_is_decided_anew_and_keeps_its_date(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        let due = house.view("sam", &reference).unwrap().case.timescale(1).unwrap().due;
        assert_eq!(house.act("asha", &reference, reopen()).unwrap_err().code(), "not-permitted");
        house.at("2026-03-05T10:00:00Z");
        house.act("admin", &reference, reopen()).unwrap();
        assert_eq!(house.act("admin", &reference, reopen()).unwrap_err().code(), "already-open");
        house.verified();
        let view = house.view("sam", &reference).unwrap();
        let clock = view.case.timescale(1).unwrap();
        assert_eq!((view.case.is_open(), clock.due, clock.runs()), (true, due, true));
        assert_eq!(house.act("asha", &reference, close()).unwrap_err().code(), "closing-waits");
        house.acts("asha", &reference, [
            decide("upheld", "2026-03-05"), no_compensation(), no_written_reply(), close(),
        ]);
        let view = house.view("sam", &reference).unwrap();
        assert_eq!((view.case.is_open(), view.case.handlings.len()), (false, 1));
        assert_eq!(view.case.learning.unwrap().entries.len(), 1);
        house.verified();
    }

    fn after_three_months_a_new_case_follows_instead(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        house.at("2026-06-04T09:00:00Z");
        assert_eq!(house.act("admin", &reference, reopen()).unwrap_err().code(), "reopen-too-late");
        house.at("2026-06-03T09:00:00Z");
        house.act("admin", &reference, reopen()).unwrap();
        house.verified();
    }

    fn what_is_withdrawn_is_closed_and_has_nothing_to_review(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.acts("sam", &reference, [triage(), hand_to("asha")]);
        let withdraw = Command::Withdraw { means: Means::Phone, on: day("2026-03-03"), reason: None };
        assert_eq!(house.act("bill", &reference, withdraw.clone()).unwrap_err().code(), "not-permitted");
        house.act("asha", &reference, withdraw.clone()).unwrap();
        let view = house.view("sam", &reference).unwrap();
        assert_eq!((view.case.is_open(), view.case.learning.is_none(), view.next.is_none()), (false, true, true));
        assert_eq!(house.act("asha", &reference, withdraw).unwrap_err().code(), "closed");
        let escalate = redress_testkit::commands::escalate("2026-03-03");
        assert_eq!(house.act("sam", &reference, escalate).unwrap_err().code(), "nothing-to-escalate");
        house.verified();
    }
}
