//! A case stays on the version of its procedure until somebody takes it to another (R73).

use redress_app::CaseQuery;
use redress_domain::case::Command;
use redress_domain::procedure::shipped;
use redress_testkit::both_engines;
use redress_testkit::commands::{hand_to, note, triage};
use redress_testkit::house::{DONNINGTON, House};

/// Adopts the shipped procedure under another version, with something in it replaced.
fn adopt(house: &House, version: &str, from: &str, to: &str) {
    let file = shipped::find("donnington-service-failure").unwrap();
    let old = file.text.lines().find(|line| line.starts_with("version = ")).unwrap();
    assert!(file.text.contains(from), "{from}");
    let source = file.text.replacen(old, &format!("version = \"{version}\""), 1).replace(from, to);
    house.wait(house.app.adopt_procedure(DONNINGTON, file.file, &source, None)).unwrap();
}

fn go_over(version: &str) -> Command {
    Command::ChangeProcedure { version: version.to_owned(), reason: "The board asked for it".to_owned() }
}

fn next(house: &House, reference: &str) -> String {
    house.view("sam", reference).unwrap().next.unwrap().label
}

const OLD: &str = "Speak to the customer";
const NEW: &str = "Ring or visit the customer";

both_engines! {
    /// R73
    fn going_over_is_asked_for_logged_and_of_one_case_alone(db) {
        let house = House::donnington(db);
        let (changed, kept) = (house.log(), house.log());
        for reference in [&changed, &kept] {
            house.acts("sam", reference, [triage(), hand_to("asha")]);
        }
        let due = house.view("sam", &changed).unwrap().case.timescale(1).unwrap().due;
        adopt(&house, "2.0", &format!("label = \"{OLD}\""), &format!("label = \"{NEW}\""));
        assert_eq!((next(&house, &changed), next(&house, &kept)), (OLD.to_owned(), OLD.to_owned()));
        assert_eq!(house.view("admin", &changed).unwrap().other_versions, ["2.0"]);

        for who in ["sam", "asha", "chair"] {
            assert_eq!(house.act(who, &changed, go_over("2.0")).unwrap_err().code(), "not-permitted", "{who}");
        }
        house.act("admin", &changed, go_over("2.0")).unwrap();
        assert_eq!((next(&house, &changed), next(&house, &kept)), (NEW.to_owned(), OLD.to_owned()));
        let view = house.view("sam", &changed).unwrap();
        let event = view.history.last().unwrap();
        assert_eq!((event.event.fact.kind(), event.by.to_text()), ("procedure-changed", "user:admin".to_owned()));
        assert!(format!("{event:?}").contains("The board asked for it"));
        assert_eq!(view.case.timescale(1).unwrap().due, due);
        let lines = house.wait(house.app.list_cases(&house.actor("sam"), CaseQuery::default())).unwrap().cases;
        let versions = [&changed, &kept].map(|one| lines.iter().find(|line| line.reference == *one).unwrap().procedure.1.clone());
        assert_eq!(versions[0], "2.0");
        assert_ne!(versions[1], "2.0");
        house.verified();
    }

    /// R73: what follows in the same breath goes by the new version
    fn commands_after_it_go_by_the_new_version(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.act("sam", &reference, triage()).unwrap();
        adopt(&house, "2.0", "owner_excluded = [\"chair\", \"vice-chair\"]", "owner_excluded = []");
        let commands = vec![go_over("2.0"), note("Gone over"), hand_to("asha")];
        house.wait(house.app.execute(&house.actor("admin"), &reference, commands, None, None)).unwrap();
        assert_eq!(house.view("sam", &reference).unwrap().procedure.version, "2.0");
        house.verified();
    }

    fn an_unknown_or_unfit_version_is_refused_with_what_it_lacks(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.act("sam", &reference, triage()).unwrap();
        adopt(&house, "3.0", "contact-from-receipt", "first-contact");
        let own = house.view("sam", &reference).unwrap().case.procedure_version;
        for version in ["9.0", own.as_str(), ""] {
            assert_eq!(house.act("admin", &reference, go_over(version)).unwrap_err().code(), "invalid", "{version}");
        }
        let unfit = house.act("admin", &reference, go_over("3.0")).unwrap_err();
        assert_eq!(unfit.code(), "version-unfit");
        assert!(unfit.to_string().contains("clock 'contact-from-receipt'"), "{unfit}");
        house.verified();
    }
}
