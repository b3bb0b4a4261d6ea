//! Classing for returns, closing the loop with the person, and what rates are reckoned on: kept, listed, verified.

use redress_app::page_after;
use redress_domain::case::{Command, Recipient, TellWhatChanged};
use redress_domain::improvement::{Command as Improve, Expected, StartImprovement};
use redress_domain::procedure::{Means, shipped};
use redress_domain::rate_base::RateBase;
use redress_domain::staff::UserId;
use redress_testkit::both_engines;
use redress_testkit::commands::{
    close, day, decide, hand_to, learn, name_subject, no_compensation, no_written_reply, phoned, triage,
};
use redress_testkit::house::{DONNINGTON, House};

/// Upheld by Asha on 3 March, with a preventive action that she has done on the same day.
fn prevented(house: &House) -> String {
    let reference = house.log();
    house.acts("sam", &reference, [triage(), hand_to("asha")]);
    let end = [decide("upheld", "2026-03-03"), no_compensation(), no_written_reply(), close(), learn()];
    house.acts("asha", &reference, std::iter::once(phoned("2026-03-03T10:00:00Z")).chain(end));
    let done = Command::CompleteAction { number: 1, on: day("2026-03-03"), note: None };
    house.act("asha", &reference, done).unwrap();
    reference
}

fn told(improvement: Option<u32>) -> Command {
    let (to, on, what) = (Recipient::Complainant, day("2026-03-03"), "We check each notice.".to_owned());
    Command::TellWhatChanged(TellWhatChanged { means: Means::Phone, to, on, what, improvement })
}

fn begin(title: &str, reference: &str) -> Improve {
    Improve::StartImprovement(Box::new(StartImprovement {
        title: title.to_owned(),
        what: "A second person checks each notice".to_owned(),
        code: Some("communication".to_owned()),
        service_area: None,
        owner: UserId::new("bill"),
        started_on: None,
        due_on: day("2026-04-01"),
        expected: Expected::Fewer { effect: "Fewer wrong notices".to_owned() },
        cases: vec![reference.to_owned()],
        theme: None,
    }))
}

fn to_tell(house: &House, who: &str) -> Vec<String> {
    let changes = house.wait(house.app.people_to_tell(&house.actor(who), page_after(0))).unwrap();
    changes.lines.into_iter().map(|change| change.reference).collect()
}

fn base(kind: &str, as_of: &str, number: u32) -> RateBase {
    RateBase { kind: kind.to_owned(), as_of: day(as_of), number }
}

both_engines! {
    fn whoever_asked_is_listed_until_told_and_never_to_whom_it_is_about(db) {
        let house = House::donnington(db);
        let reference = prevented(&house);
        prevented(&house);
        house.act("sam", &reference, Command::AskAboutChanges { wants: true }).unwrap();
        assert_eq!(to_tell(&house, "carol"), [reference.as_str()]);
        house.act("sam", &reference, name_subject("carol")).unwrap();
        assert_eq!(to_tell(&house, "carol"), [""; 0]);
        assert_eq!(to_tell(&house, "asha"), [reference.as_str()]);
        assert_eq!(house.act("sam", &reference, told(Some(1))).unwrap_err().code(), "invalid", "no improvement came of it");
        house.act("sam", &reference, told(None)).unwrap();
        assert_eq!(to_tell(&house, "asha"), [""; 0]);
        house.verified();
    }

    fn an_improvement_that_came_of_a_case_is_told_by_its_number(db) {
        let house = House::donnington(db);
        let reference = prevented(&house);
        house.act("sam", &reference, Command::AskAboutChanges { wants: true }).unwrap();
        house.act("sam", &reference, told(None)).unwrap();
        let improve = |command| house.wait(house.app.improve(&house.actor("bill"), command, None, None)).unwrap();
        improve(begin("Check notices", &reference));
        assert_eq!(to_tell(&house, "asha"), [""; 0], "it is not done");
        house.at("2026-03-20T10:00:00Z");
        let (on, what) = (day("2026-03-20"), "Two people check".to_owned());
        improve(Improve::FinishImprovement { number: 1, on, what });
        let waits = house.wait(house.app.people_to_tell(&house.actor("asha"), page_after(0))).unwrap().lines;
        assert_eq!((waits[0].what.as_str(), waits[0].improvement), ("Check notices", Some(1)));
        let Command::TellWhatChanged(news) = told(Some(1)) else { panic!() };
        let news = TellWhatChanged { on: day("2026-03-20"), ..news };
        house.act("sam", &reference, Command::TellWhatChanged(news)).unwrap();
        assert_eq!(to_tell(&house, "asha"), [""; 0]);
        house.verified();
    }

    /// Each change is told by itself.
    fn of_two_changes_the_one_that_was_told_does_not_stand_for_the_other(db) {
        let house = House::donnington(db);
        let reference = prevented(&house);
        house.act("sam", &reference, Command::AskAboutChanges { wants: true }).unwrap();
        let improve = |command| house.wait(house.app.improve(&house.actor("bill"), command, None, None)).unwrap();
        for number in [1, 2] {
            improve(begin("Check notices", &reference));
            improve(Improve::FinishImprovement { number, on: day("2026-03-03"), what: "Two people check".to_owned() });
        }
        let waits = || {
            let page = house.wait(house.app.people_to_tell(&house.actor("asha"), page_after(0))).unwrap();
            page.lines.into_iter().map(|change| change.improvement).collect::<Vec<_>>()
        };
        assert_eq!(waits(), [None, Some(1), Some(2)]);
        assert_eq!(house.wait(house.app.count_people_to_tell(&house.actor("asha"))).unwrap(), 3);
        house.act("sam", &reference, told(Some(2))).unwrap();
        assert_eq!(waits(), [None, Some(1)]);
        house.act("sam", &reference, told(None)).unwrap();
        assert_eq!(waits(), [Some(1)]);
        house.act("sam", &reference, told(Some(1))).unwrap();
        assert_eq!(waits(), []);
        house.verified();
    }

    fn options_that_are_taken_back_leave_no_row_behind(db) {
        let house = House::donnington(db);
        let file = shipped::find("donnington-service-failure").unwrap();
        let version = file.text.lines().find(|line| line.starts_with("version = ")).unwrap();
        let split = "[[splits]]\nid = \"age\"\nlabel = \"Age\"\nmany = true\n\
                     options = [{ id = \"old\", label = \"Old\" }, { id = \"young\", label = \"Young\" }]\n\n";
        let source = file.text.replacen(version, "version = \"with-splits\"", 1);
        let source = source.replacen("[[staff_matters]]", &format!("{split}[[staff_matters]]"), 1);
        house.wait(house.app.adopt_procedure(DONNINGTON, file.file, &source, None)).unwrap();
        let reference = house.log();
        for options in [vec!["young", "old"], vec!["young"], vec![], vec!["old"]] {
            let options: Vec<String> = options.into_iter().map(str::to_owned).collect();
            let classify = Command::Classify { split: "age".to_owned(), options: options.clone() };
            house.act("sam", &reference, classify).unwrap();
            let known = house.view("asha", &reference).unwrap().case.splits.remove("age").unwrap_or_default();
            assert_eq!(known.len(), options.len());
            house.verified();
        }
    }

    fn of_each_kind_the_latest_number_as_of_the_day_or_before_holds(db) {
        let house = House::donnington(db);
        let set = |who: &str, base: RateBase| house.wait(house.app.set_rate_base(&house.actor(who), base));
        assert_eq!(set("asha", base("staff", "2026-01-01", 5)).unwrap_err().code(), "not-found");
        for (kind, as_of, number) in [
            ("residents", "2025-03-31", 400), ("residents", "2026-01-01", 420), ("residents", "2026-01-01", 421),
            ("staff", "2025-12-31", 12),
        ] {
            set("admin", base(kind, as_of, number)).unwrap();
        }
        for wrong in [base("staff", "2026-03-04", 1), base("staff", "2026-01-01", 0), base("The staff", "2026-01-01", 1)] {
            assert_eq!(set("admin", wrong).unwrap_err().code(), "invalid");
        }
        let at = |on: &str| house.wait(house.app.list_rate_bases(&house.actor("asha"), Some(day(on)))).unwrap();
        assert_eq!(at("2025-12-31"), [base("residents", "2025-03-31", 400), base("staff", "2025-12-31", 12)]);
        assert_eq!(at("2026-03-31"), [base("residents", "2026-01-01", 421), base("staff", "2025-12-31", 12)]);
        assert_eq!(at("2025-03-30"), []);
        house.verified();
    }
}
