//! Marking somebody as away lists what falls due meanwhile, and moves it (R104).

use redress_app::AppError;
use redress_domain::staff::{Absence, UserId};
use redress_testkit::both_engines;
use redress_testkit::commands::{day, hand_to, name_subject, phoned, plan, triage};
use redress_testkit::house::House;

fn away(from: &str, to: &str) -> Absence {
    Absence { from: day(from), to: day(to) }
}

fn mark(house: &House, by: &str, who: &str, absence: Absence) -> Result<(), AppError> {
    house.wait(house.app.mark_absent(&house.actor(by), UserId::new(who), absence))
}

fn cancel(house: &House, by: &str, who: &str, absence: Absence) -> Result<(), AppError> {
    house.wait(house.app.cancel_absence(&house.actor(by), UserId::new(who), absence))
}

/// A case that Asha has.
fn hers(house: &House) -> String {
    let reference = house.log();
    house.acts("sam", &reference, [triage(), hand_to("asha")]);
    reference
}

both_engines! {
    /// R104
    fn who_may_mark_whom_and_for_how_long(db) {
        let house = House::donnington(db);
        let week = away("2026-03-09", "2026-03-13");
        for (by, code) in [("sam", "not-permitted"), ("bill", "not-permitted")] {
            assert_eq!(mark(&house, by, "asha", week).unwrap_err().code(), code, "{by}");
            assert_eq!(cancel(&house, by, "asha", week).unwrap_err().code(), code, "{by}");
        }
        mark(&house, "asha", "asha", week).unwrap();
        assert_eq!(mark(&house, "admin", "asha", away("2026-03-09", "2026-03-10")).unwrap_err().code(), "exists");
        mark(&house, "admin", "bill", week).unwrap();
        for wrong in [away("2026-03-13", "2026-03-09"), away("2026-03-09", "2027-03-10")] {
            assert_eq!(mark(&house, "admin", "carol", wrong).unwrap_err().code(), "invalid");
        }
        assert_eq!(mark(&house, "admin", "nobody", week).unwrap_err().code(), "invalid");
        assert_eq!(cancel(&house, "admin", "carol", week).unwrap_err().code(), "not-found");
        house.verified();
        cancel(&house, "asha", "asha", week).unwrap();
        cancel(&house, "admin", "bill", week).unwrap();
        assert_eq!(cancel(&house, "asha", "asha", week).unwrap_err().code(), "not-found");
        house.verified();
    }

    /// R104
    fn nobody_is_given_a_case_while_they_are_away(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.act("sam", &reference, triage()).unwrap();
        let today = away("2026-03-03", "2026-03-03");
        mark(&house, "asha", "asha", today).unwrap();
        let AppError::Refused(rule) = house.act("sam", &reference, hand_to("asha")).unwrap_err() else { panic!() };
        assert!(rule.to_string().contains("away"), "{rule}");
        cancel(&house, "asha", "asha", today).unwrap();
        house.act("sam", &reference, hand_to("asha")).unwrap();
        house.verified();
    }

    /// R104
    fn their_open_cases_that_fall_due_meanwhile_are_listed(db) {
        let house = House::donnington(db);
        let (due, planned, others) = (hers(&house), hers(&house), house.log());
        house.acts("asha", &planned, [phoned("2026-03-03T10:00:00Z"), plan("asha", "2026-03-03", "2026-03-12")]);
        house.acts("sam", &others, [triage(), hand_to("bill")]);
        let closed = house.closed();
        let listed = |to: &str| -> Vec<String> {
            let absence = away("2026-03-04", to);
            let due = house.wait(house.app.due_while_away(&house.actor("sam"), UserId::new("asha"), absence)).unwrap();
            due.cases.into_iter().map(|line| line.reference).collect()
        };
        assert_eq!(listed("2026-03-03"), Vec::<String>::new());
        for before_the_step in ["2026-03-04", "2026-03-11"] {
            assert_eq!(listed(before_the_step), std::slice::from_ref(&due));
        }
        assert_eq!(listed("2026-03-12"), [due, planned]);
        assert!(!listed("2026-12-31").contains(&closed));
    }

    /// R104
    fn cases_are_moved_one_by_one_and_one_that_is_refused_stays(db) {
        let house = House::donnington(db);
        let (first, about_bill, last) = (hers(&house), hers(&house), hers(&house));
        house.act("sam", &about_bill, name_subject("bill")).unwrap();
        let all = [&first, &about_bill, &last].map(Clone::clone).into_iter().chain(["SF-2026-9999".to_owned()]);
        let moved = house.wait(house.app.move_cases(&house.actor("sam"), all.collect(), UserId::new("bill"))).unwrap();
        let codes: Vec<_> = moved.iter().map(|one| one.refused.as_ref().map(AppError::code)).collect();
        assert_eq!(codes, [None, Some("not-eligible"), None, Some("not-found")]);
        let owner = |reference: &str| house.view("sam", reference).unwrap().case.current().unwrap().owner.clone();
        assert_eq!([&first, &about_bill, &last].map(|one| owner(one).unwrap().to_string()), ["bill", "asha", "bill"]);
        for wrong in [Vec::new(), vec![first; 201]] {
            let refused = house.wait(house.app.move_cases(&house.actor("sam"), wrong, UserId::new("bill")));
            assert_eq!(refused.unwrap_err().code(), "invalid");
        }
        house.verified();
    }
}
