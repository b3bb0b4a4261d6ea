//! A database of the first schema, filled, is brought to the present one: it has the tables of a fresh one, and every row
//! follows from the history.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use redress_domain::case::Command;
use redress_store::{Engine, Store, StoreError, StoreOptions, Tx, Viewer, search};
use redress_testkit::both_engines;
use redress_testkit::commands::{agreed, close, decide, hand_to, no_compensation, no_written_reply, triage};
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House};

/// Cases of each kind that step 1 knew: open, closed, reviewed, settled at first contact, no failure.
fn fill(house: &House) {
    house.log();
    house.act("sam", &house.log(), Command::Triage { class: "query".to_owned(), note: None }).unwrap();
    house.acts("sam", &house.log(), [triage(), hand_to("bill")]);
    let settled = house.log();
    let done =
        Command::SettleAtFirstContact { done: "A fresh lunch was sent".to_owned(), agreement: agreed("2026-03-03") };
    let end = [no_compensation(), no_written_reply(), close()];
    house.acts("sam", &settled, [triage(), done, decide("resolved", "2026-03-03")].into_iter().chain(end));
    house.under_review();
}

/// As a program before sealing kept those of [`fill`], who all are the same, and their words.
const PLAIN: &str = "UPDATE people SET name = 'Jean Gray', phone = '01632 960001', email = NULL, address = NULL";

fn found(store: &Store, question: &'static str) -> usize {
    let read = store.read_blocking(move |reader| -> Result<_, StoreError> {
        search(reader, &Viewer::everything(DONNINGTON), question, 10)
    });
    read.unwrap().len()
}

/// Tables, columns, indexes and what the engine is told about them, without what a full-text index keeps for itself.
fn shape(store: &Store) -> Vec<String> {
    let sql = match store.engine() {
        Engine::Sqlite => {
            "SELECT 'table ' || t.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\"
             FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'search%'
             UNION ALL SELECT 'index ' || name || ' ' || COALESCE(sql, '') FROM sqlite_master WHERE type = 'index' ORDER BY 1"
        }
        Engine::Postgres => {
            "SELECT 'table ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
             FROM information_schema.columns WHERE table_schema = 'public'
             UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
             UNION ALL SELECT 'told ' || relname || ' ' || reloptions::text FROM pg_class WHERE reloptions IS NOT NULL
             AND relnamespace = 'public'::regnamespace ORDER BY 1"
        }
    };
    let read =
        store.read_blocking(move |reader| -> Result<_, StoreError> { reader.query(sql, &[], |row| row.text(0)) });
    read.unwrap()
}

fn steps(store: &Store) -> i64 {
    let sql = "SELECT COUNT(*) FROM schema_migrations";
    store
        .read_blocking(move |reader| -> Result<_, StoreError> { reader.query_one(sql, &[], |row| row.int(0)) })
        .unwrap()
}

both_engines! {
    fn a_filled_database_of_the_first_step_becomes_what_a_fresh_one_is(db) {
        fill(&House::donnington(db));
        let fresh = TestDatabase::like(db);
        let present = shape(fresh.store());
        let plain = |tx: &mut Tx<'_>| (1..=5).try_for_each(|no| tx.put_search_text(DONNINGTON, no, "Jean Gray 01632 960001", ""));
        db.store().write_blocking(plain).unwrap();
        db.tamper(PLAIN);
        db.take_back_to(1);
        assert_ne!(shape(db.store()), present);

        let store = Store::open(&db.url(), &db.keys(), StoreOptions::default()).unwrap();
        assert_eq!(shape(&store), present);
        let verified = store.read_blocking(|reader| redress_store::verify(reader, DONNINGTON)).unwrap();
        assert_eq!(verified.cases, 5);
        assert_eq!((found(&store, "gray jean"), found(&store, "advertised 0163")), (5, 5));
        assert!(!db.everything().contains("Jean Gray") && !db.everything().contains("960001"));
    }

    /// Since people are sealed no step changes what the rows of cases hold, and none makes them again.
    fn a_database_of_each_later_step_becomes_what_a_fresh_one_is(db) {
        fill(&House::donnington(db));
        let present = shape(db.store());
        for step in 13..steps(db.store()) {
            db.take_back_to(step);
            assert_eq!(steps(db.store()), step);
            let store = Store::open(&db.url(), &db.keys(), StoreOptions::default()).unwrap();
            assert_eq!(shape(&store), present, "from step {step}");
            let verified = store.read_blocking(|reader| redress_store::verify(reader, DONNINGTON)).unwrap();
            assert_eq!((verified.cases, found(&store, "gray jean")), (5, 5));
        }
    }

    /// Whoever was stopped while the people of before were sealed goes on where they were.
    fn what_is_plain_still_is_sealed_at_the_next_start(db) {
        fill(&House::donnington(db));
        db.tamper(&format!("{PLAIN}, sealed_with = NULL, name_digest = NULL, phone_digest = NULL WHERE case_no IN (2, 4)"));
        db.tamper("UPDATE sealing_keys SET files_cleared = FALSE");
        assert!(db.store().read_blocking(|reader| redress_store::verify(reader, DONNINGTON)).is_err());
        let store = Store::open(&db.url(), &db.keys(), StoreOptions::default()).unwrap();
        store.read_blocking(|reader| redress_store::verify(reader, DONNINGTON)).unwrap();
        assert!(!db.everything().contains("Jean Gray"));
    }
}
