//! Cases that hang together: links, and duplicates that go on in another.

use redress_app::CaseQuery;
use redress_domain::case::{Command, LinkKind};
use redress_domain::statistics::{Edition, FigureId, RowId};
use redress_domain::time::Instant;
use redress_testkit::both_engines;
use redress_testkit::commands::{close, note, triage};
use redress_testkit::house::{House, call};

fn merge(into: &str) -> Command {
    Command::Merge { into: into.to_owned(), reason: "The same call, entered twice".to_owned() }
}

fn link(to: &str) -> Command {
    Command::Link { to: to.to_owned(), kind: LinkKind::Joint, note: None }
}

/// Received in March, in all and without a stated wish.
fn figures(house: &House) -> (u64, u64) {
    let report = house.wait(house.app.report(&house.actor("asha"), "2026-03", Edition::Internal)).unwrap();
    let total = report.volumes.iter().find(|row| row.row == RowId::Total).unwrap();
    (total.received.shown().unwrap(), report.remarks.wish_not_stated.shown().unwrap())
}

/// A case with no wish stated, as failure.
fn logged(house: &House) -> String {
    let log =
        redress_domain::case::Log { outcome_wanted: None, ..call(Instant::parse("2026-03-03T09:50:00Z").unwrap()) };
    house.wait(house.app.log(&house.actor("sam"), log, vec![triage()], None)).unwrap().reference
}

both_engines! {
    fn a_duplicate_leaves_the_figures_and_nothing_of_it_is_lost(db) {
        let house = House::donnington(db);
        let (kept, duplicate) = (logged(&house), logged(&house));
        house.act("sam", &duplicate, note("Only here: she has a photograph")).unwrap();
        assert_eq!(figures(&house), (2, 2));
        assert_eq!(house.act("sam", &duplicate, merge(&kept)).unwrap_err().code(), "not-permitted");
        house.act("admin", &duplicate, merge(&kept)).unwrap();
        assert_eq!(figures(&house), (1, 1));
        let behind = house.wait(house.app.cases_behind(&house.actor("asha"), "2026-03", FigureId::Received, None, None)).unwrap();
        assert_eq!(behind.cases.iter().map(|line| &line.reference).collect::<Vec<_>>(), [&kept]);

        let (gone, goes_on) = (house.view("sam", &duplicate).unwrap(), house.view("sam", &kept).unwrap());
        assert_eq!((gone.case.merged_into, gone.case.handlings.len()), (Some(kept.clone()), 1));
        assert_eq!(goes_on.case.absorbed, std::slice::from_ref(&duplicate));
        assert!(gone.history.iter().any(|event| format!("{event:?}").contains("photograph")));
        assert_eq!(gone.complainant, goes_on.complainant);
        let words = CaseQuery { words: Some(duplicate.clone()), ..CaseQuery::default() };
        let found = house.wait(house.app.list_cases(&house.actor("sam"), words)).unwrap();
        assert_eq!(found.cases[0].merged_into.as_ref(), Some(&kept));
        let again = house.act("admin", &duplicate, merge(&kept)).unwrap_err();
        assert_eq!(again.code(), "merged");
        house.verified();
    }

    fn a_merger_is_written_on_both_sides_or_on_neither(db) {
        let house = House::donnington(db);
        let (kept, duplicate) = (logged(&house), logged(&house));
        let both = vec![merge(&kept), close()];
        let refused = house.wait(house.app.execute(&house.actor("admin"), &duplicate, both, None, None));
        assert!(refused.is_err());
        for reference in [&kept, &duplicate] {
            assert_eq!(house.view("sam", reference).unwrap().case.version, 2);
        }
        for (into, code) in [(duplicate.as_str(), "same-case"), ("SF-2026-9999", "invalid")] {
            assert_eq!(house.act("admin", &duplicate, merge(into)).unwrap_err().code(), code);
        }
        house.verified();
    }

    fn a_link_shows_from_both_sides(db) {
        let house = House::donnington(db);
        let (one, other) = (logged(&house), logged(&house));
        house.act("sam", &one, link(&other)).unwrap();
        assert_eq!(house.view("sam", &one).unwrap().linked, [(other.clone(), "joint".to_owned())]);
        assert_eq!(house.view("sam", &other).unwrap().linked, [(one.clone(), "joint".to_owned())]);
        assert_eq!(house.act("sam", &one, link(&other)).unwrap_err().code(), "already-linked");
        house.verified();
    }
}
