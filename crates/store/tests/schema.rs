//! Opening a database: what fits is opened, what does not is refused with a reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use redress_store::{DatabaseUrl, Engine, Keys, KeysInMemory, Store, StoreError, StoreOptions, vals};
use redress_testkit::both_engines;
use redress_testkit::engines::TestDatabase;

fn open_again(db: &TestDatabase) -> Result<Store, StoreError> {
    Store::open(&db.url(), &db.keys(), StoreOptions::default())
}

both_engines! {
    fn opening_again_changes_nothing(db) {
        let rows = |store: &Store| store.read_blocking(|reader| -> Result<_, StoreError> {
            reader.query("SELECT number, checksum FROM schema_migrations", &[], |row| Ok((row.int(0)?, row.text(1)?)))
        }).unwrap();
        let before = rows(db.store());
        assert!(!before.is_empty());
        assert_eq!(rows(&open_again(db).unwrap()), before);
    }

    fn a_newer_schema_is_refused(db) {
        db.tamper("INSERT INTO schema_migrations (number, name, checksum) VALUES (9999, 'from-later', 'x')");
        let refused = open_again(db).unwrap_err();
        assert_eq!(refused.code(), "store-schema");
        assert!(refused.to_string().contains("9999 (from-later)"), "{refused}");
    }

    fn a_changed_step_is_refused(db) {
        db.tamper("UPDATE schema_migrations SET checksum = 'other' WHERE number = 1");
        assert_eq!(open_again(db).unwrap_err().code(), "store-schema");
    }

    fn a_failed_upgrade_leaves_nothing_behind(db) {
        // Forgotten but for its first table, the step gets past that one and fails at the next.
        db.tamper("DELETE FROM schema_migrations");
        db.tamper("DROP TABLE heads");
        assert!(open_again(db).is_err());
        let tables = db.store().read_blocking(|reader| -> Result<_, StoreError> {
            let catalogue = match reader.engine() {
                Engine::Sqlite => "SELECT count(*) FROM sqlite_master WHERE name = $1",
                Engine::Postgres => "SELECT count(*) FROM pg_class WHERE relname = CAST($1 AS TEXT)",
            };
            reader.query_one(catalogue, vals!["heads"], |row| row.int(0))
        });
        assert_eq!(tables, Ok(0));
    }

    fn stores_that_start_together_all_open(db) {
        let openers: Vec<_> = (0..4).map(|_| {
            let (url, keys) = (db.url(), db.keys());
            std::thread::spawn(move || Store::open(&url, &keys, StoreOptions::default()).map(drop))
        }).collect();
        for opener in openers {
            opener.join().unwrap().unwrap();
        }
    }
}

#[test]
fn an_unusable_place_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let url = DatabaseUrl::parse(&format!("sqlite://{}", folder.path().display())).unwrap();
    let keys = Keys::kept_in(KeysInMemory::default());
    let open = |url: &DatabaseUrl| Store::open(url, &keys, StoreOptions::default());
    let refused = open(&url).unwrap_err();
    assert_eq!(refused.code(), "store-unavailable");
    let file = folder.path().join("text.db");
    std::fs::write(&file, "this is a text file and no database, and long enough to be looked at").unwrap();
    let url = DatabaseUrl::parse(&file.display().to_string()).unwrap();
    assert!(open(&url).unwrap_err().to_string().contains("text.db"));
    let url = DatabaseUrl::parse("postgres://nobody@127.0.0.1:1/none").unwrap();
    assert_eq!(open(&url).unwrap_err().code(), "store-unavailable");
}
