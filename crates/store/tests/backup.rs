//! A backup of either engine is restored on either, whole or not at all.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::collections::BTreeSet;
use std::sync::mpsc::channel;
use std::thread;

use redress_domain::case::Command;
use redress_domain::time::Instant;
use redress_store::{
    BackupError, Engine, KeyPlace, Keys, KeysInMemory, Store, StoreError, StoreOptions, Viewer, back_up, restore,
    search, verify,
};
use redress_testkit::both_engines;
use redress_testkit::commands::{hand_to, triage};
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House};

fn fill(house: &House) {
    house.acts("sam", &house.log(), [triage(), hand_to("bill")]);
    house.act("sam", &house.log(), Command::Triage { class: "query".to_owned(), note: None }).unwrap();
    house.under_review();
}

fn saved(store: &Store) -> Vec<u8> {
    let now = Instant::parse("2026-03-09T10:00:00Z").unwrap();
    let read = store.read_blocking(move |reader| -> Result<_, BackupError> {
        let mut file = Vec::new();
        back_up(reader, now, &mut file).map(|_| file)
    });
    read.unwrap()
}

/// The lines but for the digest: engines hand rows over in an order of their own.
fn lines(backup: &[u8]) -> BTreeSet<&[u8]> {
    backup.split(|byte| *byte == b'\n').filter(|line| !line.starts_with(b"{\"end\"")).collect()
}

fn found(store: &Store, words: &'static str) -> usize {
    let read = store.read_blocking(move |reader| -> Result<_, StoreError> {
        search(reader, &Viewer::everything(DONNINGTON), words, 100)
    });
    read.unwrap().len()
}

both_engines! {
    fn what_was_saved_is_restored_on_either_engine_and_holds_together(db) {
        let house = House::donnington(db);
        fill(&house);
        let backup = saved(db.store());
        for engine in [Engine::Sqlite, Engine::Postgres] {
            let Some(mut other) = TestDatabase::bare(engine) else { continue };
            let restored = restore(&other.url(), &other.keys(), &backup[..]).unwrap();
            other.reopen();
            assert_eq!(restored.rows as usize, backup.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"{\"row\"")).count());
            assert_eq!(lines(&saved(other.store())), lines(&backup));
            let verified = other.store().read_blocking(|reader| verify(reader, DONNINGTON)).unwrap();
            assert_eq!(verified.cases, 3);
            assert_eq!(found(other.store(), "advertised"), found(db.store(), "advertised"));
            assert!(found(db.store(), "advertised") > 0);
        }
    }

    fn a_damaged_backup_is_refused_and_nothing_of_it_is_kept(db) {
        fill(&House::donnington(db));
        let backup = saved(db.store());
        let other = TestDatabase::bare(db.engine()).unwrap();
        for at in (0..backup.len()).step_by(backup.len() / 40) {
            let mut changed = backup.clone();
            changed[at] ^= 0x01;
            assert!(restore(&other.url(), &other.keys(), &changed[..]).is_err(), "byte {at} changed");
            assert!(restore(&other.url(), &other.keys(), &backup[..at]).is_err(), "cut at {at}");
        }
        let more = [&backup[..], b"{}\n"].concat();
        assert_eq!(restore(&other.url(), &other.keys(), &more[..]).unwrap_err().code(), "backup-damaged");
        assert_eq!(restore(&other.url(), &other.keys(), &b"SQLite format 3"[..]).unwrap_err().code(), "backup-not-one");
        assert!(restore(&other.url(), &other.keys(), &backup[..]).is_ok(), "something was kept of what was damaged");
        assert_eq!(restore(&other.url(), &other.keys(), &backup[..]).unwrap_err().code(), "restore-not-empty");
    }

    /// The backup has who the people are sealed, and not the key.
    fn a_backup_is_not_restored_where_its_key_is_not(db) {
        fill(&House::donnington(db));
        let backup = saved(db.store());
        let text = String::from_utf8(backup.clone()).unwrap();
        assert!(!text.contains("Jean Gray") && !text.contains("960001"));
        assert!(!text.contains(&hex::encode([7; 32])), "the secret of the test databases");
        let other = TestDatabase::bare(db.engine()).unwrap();
        for place in [KeysInMemory::default(), KeysInMemory::of(&[[8; 32]])] {
            let before = place.read().unwrap();
            let refused = restore(&other.url(), &Keys::kept_in(place.clone()), &backup[..]).unwrap_err();
            assert_eq!((refused.code(), place.read().unwrap()), ("sealing-key-missing", before));
        }
        let both = Keys::kept_in(KeysInMemory::of(&[[7; 32], [8; 32]]));
        restore(&other.url(), &both, &backup[..]).unwrap();
    }

    fn a_backup_of_a_newer_version_is_refused(db) {
        let backup = String::from_utf8(saved(db.store())).unwrap();
        let other = TestDatabase::bare(db.engine()).unwrap();
        for (present, newer) in [("\"schema\":", "\"schema\":9"), ("\"version\":3", "\"version\":4")] {
            let newer = backup.replacen(present, newer, 1);
            assert_eq!(restore(&other.url(), &other.keys(), newer.as_bytes()).unwrap_err().code(), "backup-newer");
        }
    }

    /// Every event of the backup is of before it or none of it is: what is written meanwhile is not half there.
    fn a_backup_taken_while_others_write_is_of_one_moment(db) {
        let house = House::donnington(db);
        fill(&house);
        let store = db.store().clone();
        let (stop, stopped) = channel::<()>();
        let saving = thread::spawn(move || {
            let mut backups = vec![saved(&store)];
            while stopped.try_recv().is_err() && backups.len() < 20 {
                backups.push(saved(&store));
            }
            backups
        });
        for _ in 0..30 {
            house.acts("sam", &house.log(), [triage(), hand_to("bill")]);
        }
        // It may have had enough before.
        stop.send(()).ok();
        for backup in saving.join().unwrap() {
            let mut other = TestDatabase::bare(Engine::Sqlite).unwrap();
            restore(&other.url(), &other.keys(), &backup[..]).unwrap();
            other.reopen();
            other.store().read_blocking(|reader| verify(reader, DONNINGTON)).unwrap();
        }
    }
}

/// An upgrade that cannot be backed up first does not happen.
#[test]
fn nothing_is_upgraded_that_was_not_saved() {
    let db = TestDatabase::sqlite();
    db.take_back_to(12);
    let refused = Store::open_with(&db.url(), &db.keys(), StoreOptions::default(), |_| {
        Err(StoreError::unavailable("the disk is full"))
    });
    assert_eq!(refused.unwrap_err().code(), "store-unavailable");
    let (send, taken) = channel();
    let save = move |reader: &mut redress_store::Reader<'_>| {
        let mut file = Vec::new();
        let saved = back_up(reader, Instant::parse("2026-03-09T10:00:00Z").unwrap(), &mut file);
        saved.map(|_| send.send(file).unwrap()).map_err(|error| StoreError::unavailable(error.to_string()))
    };
    drop(Store::open_with(&db.url(), &db.keys(), StoreOptions::default(), save).unwrap());
    let other = TestDatabase::bare(Engine::Sqlite).unwrap();
    let restored = restore(&other.url(), &other.keys(), &taken.recv().unwrap()[..]);
    assert!(restored.is_ok(), "what was saved before the upgrade can be restored by the program after it");
}
