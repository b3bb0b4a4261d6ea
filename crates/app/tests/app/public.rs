//! The public form: no account, nothing but a new case (R8).

use redress_app::{AppError, RequestKey};
use redress_domain::case::{By, Log};
use redress_domain::procedure::Channel;
use redress_domain::register::BroughtBy;
use redress_domain::time::Instant;
use redress_testkit::both_engines;
use redress_testkit::commands::triage;
use redress_testkit::house::{DONNINGTON, House, call};

fn told() -> Log {
    Log { channel: Channel::Web, ..call(Instant::parse("2026-03-03T09:50:00Z").unwrap()) }
}

both_engines! {
    /// R8
    fn somebody_without_an_account_logs_a_case_which_staff_take_up(db) {
        let house = House::donnington(db);
        let done = house.wait(house.app.tell_us(DONNINGTON, told(), None)).unwrap();
        let view = house.view("sam", &done.reference).unwrap();
        assert_eq!((view.history.len(), &view.history[0].by), (1, &By::Public));
        assert_eq!((view.case.entered_by, view.case.outcome_wanted.is_some()), (None, true));
        house.act("sam", &done.reference, triage()).unwrap();
        house.verified();
    }

    /// R8, R29, R30
    fn nobody_has_to_say_who_they_are(db) {
        let house = House::donnington(db);
        let log = Log { brought_by: BroughtBy::Anonymous, complainant: None, outcome_wanted: None, ..told() };
        let done = house.wait(house.app.tell_us(DONNINGTON, log, None)).unwrap();
        let view = house.view("sam", &done.reference).unwrap();
        assert!(view.case.is_anonymous() && view.complainant.is_none());
        house.verified();
    }

    fn what_is_wrong_is_told_field_by_field_and_nothing_is_stored(db) {
        let house = House::donnington(db);
        let empty = Log { summary: " ".to_owned(), natures: vec!["rude".to_owned()], ..told() };
        let AppError::Invalid(fields) = house.wait(house.app.tell_us(DONNINGTON, empty, None)).unwrap_err() else { panic!() };
        let named: Vec<&str> = fields.iter().map(|field| field.field.as_str()).collect();
        assert_eq!(named, ["summary", "natures"]);
        for key in [None, Some(RequestKey { key: "form 1".to_owned(), digest: [1; 32] })] {
            assert_eq!(house.wait(house.app.tell_us("nowhere", told(), key)).unwrap_err().code(), "not-found");
        }
        let all = house.wait(house.app.list_cases(&house.actor("sam"), Default::default())).unwrap();
        assert!(all.cases.is_empty());
    }
}
