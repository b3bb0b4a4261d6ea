//! What follows for a member of staff stays with those who deal with it.

use redress_app::AppError;
use redress_domain::case::{Command, CommandKind};
use redress_domain::staff::UserId;
use redress_testkit::both_engines;
use redress_testkit::commands::note;
use redress_testkit::house::House;

const SECRET: &str = "Needs training on the booking system";

fn matter() -> Command {
    let about = Some(UserId::new("sam"));
    Command::RecordStaffMatter { kind: "training-need".to_owned(), about, text: SECRET.to_owned() }
}

both_engines! {
    /// R79
    fn it_is_hidden_from_view_history_events_search_and_exports(db) {
        let house = House::donnington(db);
        let reference = house.closed();
        house.act("asha", &reference, matter()).unwrap();
        let seen = house.view("chair", &reference).unwrap();
        assert!(seen.sees_staff_matters && format!("{seen:?}").contains(SECRET));
        for who in ["sam", "admin"] {
            let view = house.view(who, &reference).unwrap();
            assert!(!format!("{view:?}").contains(SECRET) && !view.sees_staff_matters, "{who}");
            assert!(!view.offered.contains(&CommandKind::RecordStaffMatter));
            assert!(view.history.iter().all(|event| event.event.fact.kind() != "staff-matter-recorded"));
            assert_eq!(house.act(who, &reference, matter()).unwrap_err().code(), "not-permitted");
            let AppError::Stale { since, .. } = house.act_on(1, who, &reference, note("Rang")).unwrap_err() else {
                panic!("it was not stale")
            };
            assert!(!format!("{since:?}").contains(SECRET), "{who}");
        }
        let found = redress_app::CaseQuery { words: Some("booking system".to_owned()), ..Default::default() };
        assert!(house.wait(house.app.list_cases(&house.actor("asha"), found)).unwrap().cases.is_empty());
        let admin = house.actor("admin");
        let export = house.app.export_register(&admin, |case| {
            assert!(!format!("{case:?}").contains(SECRET));
            Ok(())
        });
        house.wait(export).unwrap();
        house.verified();
    }
}
