//! Reading leaves a trace: what is kept apart, searched and written out, and only that.

use redress_app::{AppError, CaseQuery, ReadLine, ReadQuery, page_after};
use redress_domain::access::Compartment;
use redress_domain::case::Command;
use redress_domain::reading::{ReadKind, Via};
use redress_domain::staff::UserId;
use redress_domain::statistics::Edition;
use redress_domain::time::{Instant, Zone};
use redress_store::{Reader, StoreError, Tx, VerifyError, verify};
use redress_testkit::both_engines;
use redress_testkit::commands::triage;
use redress_testkit::house::{DONNINGTON, House};

fn restrict() -> Command {
    Command::Restrict { reason: "She fears for her safety".to_owned(), named: Vec::new() }
}

fn safety() -> Command {
    Command::RecordSafetyNote { text: "Go in pairs".to_owned() }
}

fn trail(house: &House, who: &str, query: ReadQuery) -> Vec<ReadLine> {
    house.wait(house.app.read_trail(&house.actor(who), query, page_after(0))).unwrap().lines
}

/// Kinds of readings, oldest first, without the readings of the trail itself.
fn kinds(house: &House) -> Vec<ReadKind> {
    let lines = trail(house, "chair", ReadQuery::default());
    lines.into_iter().rev().map(|line| line.kind).filter(|kind| *kind != ReadKind::Trail).collect()
}

both_engines! {
    fn what_is_kept_apart_is_written_down_and_an_open_case_is_not(db) {
        let house = House::donnington(db);
        let open = house.log();
        house.view("sam", &open).unwrap();
        assert_eq!(kinds(&house), []);
        house.acts("sam", &open, [triage(), safety()]);
        house.view("sam", &open).unwrap();
        let confidential = house.log();
        house.acts("admin", &confidential, [triage(), restrict()]);
        house.view("chair", &confidential).unwrap();
        house.view("sam", &confidential).unwrap_err();
        let read = trail(&house, "chair", ReadQuery { kind: Some(ReadKind::Case), ..ReadQuery::default() });
        let told: Vec<_> =
            read.iter().map(|line| (line.by.to_text(), line.reference.clone(), line.opened.clone())).collect();
        assert_eq!(told, [
            ("user:chair".to_owned(), Some(confidential.clone()), vec![]),
            ("user:sam".to_owned(), Some(open.clone()), vec![Compartment::SafetyNotes]),
        ]);
        let shown = house.view("chair", &confidential).unwrap().reads.unwrap();
        assert_eq!(shown.len(), 1, "those of before this one");
        assert!(house.view("sam", &open).unwrap().reads.is_none());
        house.verified();
    }

    fn searches_and_what_is_written_out_are_written_down(db) {
        let house = House::donnington(db);
        house.log();
        let (sam, admin, api) = (house.actor("sam"), house.actor("admin"), house.actor("sam").through(Via::Api));
        let words = |words: &str| CaseQuery { words: Some(words.to_owned()), ..CaseQuery::default() };
        house.wait(house.app.list_cases(&api, words(" jean  gray "))).unwrap();
        house.wait(house.app.list_cases(&sam, CaseQuery::default())).unwrap();
        house.wait(house.app.export_register(&admin, |_| Ok(()))).unwrap();
        house.wait(house.app.report(&admin, "2026-03", Edition::Internal)).unwrap();
        house.wait(house.app.report(&admin, "2026-03", Edition::Public)).unwrap();
        assert!(house.wait(house.app.report(&admin, "2026-99", Edition::Internal)).is_err());
        assert_eq!(kinds(&house), [ReadKind::Search, ReadKind::Register, ReadKind::Report]);
        let search = trail(&house, "chair", ReadQuery { by: Some(UserId::new("sam")), ..ReadQuery::default() });
        assert_eq!((search[0].question.as_deref(), search[0].via), (Some("jean  gray"), Via::Api));
        house.verified();
    }

    fn it_is_asked_by_person_case_and_day_and_shown_only_to_those_entitled(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.acts("admin", &reference, [triage(), restrict()]);
        house.view("chair", &reference).unwrap();
        house.at("2026-03-05T10:00:00Z");
        house.view("admin", &reference).unwrap();
        let of = |query: ReadQuery| trail(&house, "vice", query).iter().filter(|line| line.kind == ReadKind::Case).count();
        let day = |text: &str| Some(Instant::parse(text).unwrap().local_date(Zone::LONDON));
        let case = ReadQuery { reference: Some(reference.clone()), ..ReadQuery::default() };
        assert_eq!(of(case.clone()), 2);
        assert_eq!(of(ReadQuery { by: Some(UserId::new("admin")), ..case.clone() }), 1);
        assert_eq!(of(ReadQuery { to: day("2026-03-04T12:00:00Z"), ..case.clone() }), 1);
        assert_eq!(of(ReadQuery { from: day("2026-03-06T12:00:00Z"), ..case.clone() }), 0);
        assert_eq!(of(ReadQuery { reference: Some("SF-2026-9999".to_owned()), ..ReadQuery::default() }), 0);
        for who in ["sam", "bill"] {
            let asked = house.wait(house.app.read_trail(&house.actor(who), ReadQuery::default(), page_after(0)));
            assert!(matches!(asked, Err(AppError::NotFound { .. })), "{who}");
        }
        house.act("chair", &reference, Command::Restrict { reason: "Anew".to_owned(), named: Vec::new() }).unwrap();
        assert!(trail(&house, "admin", ReadQuery::default()).iter().all(|line| line.reference.is_none()), "hidden there too");
        house.verified();
    }

    fn what_cannot_be_written_down_is_not_shown(db) {
        let house = House::donnington(db);
        let reference = house.log();
        let named = vec![UserId::new("asha")];
        house.acts("admin", &reference, [triage(), Command::Restrict { reason: "Danger".to_owned(), named }]);
        db.tamper("ALTER TABLE reads DROP COLUMN question");
        let refused = house.view("asha", &reference).unwrap_err();
        assert!(matches!(refused, AppError::Fault(StoreError::Unavailable { .. })), "{refused:?}");
    }

    fn a_reading_that_is_changed_or_taken_out_is_named(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.acts("admin", &reference, [triage(), restrict()]);
        for _ in 0..3 {
            house.view("chair", &reference).unwrap();
        }
        house.verified();
        for (sql, at) in [
            ("UPDATE reads SET read_by = 'user:sam' WHERE number = 2", "reading 2"),
            ("DELETE FROM reads WHERE number = 2", "reading 3"),
        ] {
            let work = move |tx: &mut Tx<'_>| -> Result<(), VerifyError> {
                tx.execute(sql, &[]).map_err(VerifyError::from)?;
                verify(tx, DONNINGTON).map(drop)
            };
            let error = db.store().write_blocking(work).unwrap_err();
            assert!(error.to_string().contains(at), "{error}");
        }
    }

    fn after_two_years_it_is_forgotten(db) {
        let house = House::donnington(db);
        let reference = house.log();
        house.acts("admin", &reference, [triage(), restrict()]);
        house.view("chair", &reference).unwrap();
        house.at("2028-03-03T09:00:00Z");
        house.view("chair", &reference).unwrap();
        let rows = |reader: &mut Reader<'_>| -> Result<_, StoreError> {
            reader.query("SELECT number FROM reads ORDER BY number", &[], |row| row.int(0))
        };
        assert_eq!(db.store().read_blocking(rows).unwrap(), [1, 2]);
        house.at("2028-03-04T09:00:00Z");
        house.view("chair", &reference).unwrap();
        assert_eq!(db.store().read_blocking(rows).unwrap(), [2, 3]);
        house.verified();
    }
}
