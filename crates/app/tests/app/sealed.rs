//! Renewing the key that personal data is sealed with: everything opens before, meanwhile and after.

use std::sync::{Arc, Mutex};

use redress_app::{
    App, CaseQuery, KeyPlace, KeyStanding, Keys, SealingKey, SignInAnswer, StillDue, StoreError, StoreOptions,
};
use redress_domain::case::{Log, Party};
use redress_store::{Store, register_key, renew_people};
use redress_testkit::authenticator::code;
use redress_testkit::both_engines;
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{House, call};

use crate::accounts::{from, set_up, sign_in, with_password};

fn logged(house: &House, app: &App, name: &str) -> String {
    let complainant = Some(Party { name: name.to_owned(), phone: Some("01632 960777".to_owned()), ..Party::default() });
    let log = Log { complainant, ..call(app.now()) };
    house.wait(app.log(&house.actor("sam"), log, Vec::new(), None)).unwrap().reference
}

fn found(house: &House, app: &App, words: &str) -> usize {
    let query = CaseQuery { words: Some(words.to_owned()), ..CaseQuery::default() };
    house.wait(app.list_cases(&house.actor("sam"), query)).unwrap().cases.len()
}

/// Another process on the same database, which reads the keys for itself.
fn process(house: &House, db: &TestDatabase) -> App {
    App::with_clock(Store::open(&db.url(), &db.keys(), StoreOptions::default()).unwrap(), house.clock.clone())
}

fn standings(app: &App) -> Vec<(KeyStanding, u64)> {
    app.list_keys_blocking().unwrap().into_iter().map(|key: SealingKey| (key.standing, key.people)).collect()
}

both_engines! {
    fn a_new_key_opens_everything_for_those_who_go_on_working_too(db) {
        let house = House::donnington(db);
        let server = process(&house, db);
        let reference = logged(&house, &server, "Ada Lind");
        with_password(&house, "asha");
        let (session, _, _) = sign_in(&house, "asha@donnington.example");
        let (authenticator, _) = set_up(&house, &session);
        let before = standings(&house.app);
        assert_eq!(before, [(KeyStanding::InUse, 1)]);

        let rotated = house.app.rotate_key_blocking().unwrap();
        assert_eq!((rotated.is_new, rotated.people, rotated.authenticators), (true, 1, 1));
        assert_eq!(standings(&house.app), before);
        assert_eq!(db.keys().ids().unwrap(), std::slice::from_ref(&rotated.key_id));

        // What the other process read of the keys is of before.
        assert_eq!(found(&house, &server, "lind ad"), 1);
        assert_eq!(house.wait(server.case(&house.actor("sam"), &reference)).unwrap().complainant.unwrap().name, "Ada Lind");
        logged(&house, &server, "Ben Moor");
        assert_eq!((found(&house, &server, "moor"), found(&house, &house.app, "moor")), (1, 1));
        assert_eq!(standings(&house.app), [(KeyStanding::InUse, 2)]);
        house.at("2026-03-03T10:05:00Z");
        let (half, due, _) = sign_in(&house, "asha@donnington.example");
        assert_eq!(due, Some(StillDue::Code));
        let typed = code(&authenticator, house.app.now());
        let signed_in = house.wait(server.finish_sign_in(&half, &typed, &from(1))).unwrap();
        assert!(matches!(signed_in, SignInAnswer::Begun { .. }), "{signed_in:?}");
        house.verified();
    }

    /// Wherever it is stopped, it is brought to its end the next time, without a further key.
    fn a_renewal_that_was_interrupted_is_finished(db) {
        let house = House::donnington(db);
        let stops: [fn(&TestDatabase); 3] = [
            |db| drop(db.keys().add().unwrap()),
            |db| {
                let new = db.keys().add().unwrap();
                db.store().write_blocking(move |tx| register_key(tx, &new)).unwrap();
            },
            |db| {
                let (old, new) = (db.keys().ids().unwrap().remove(0), db.keys().add().unwrap());
                db.store().write_blocking(move |tx| register_key(tx, &new)).unwrap();
                db.store().write_blocking(move |tx| renew_people(tx, Some(&old))).unwrap();
                db.store().write_blocking(redress_store::forget_older_keys).unwrap();
            },
        ];
        for (at, stop) in stops.into_iter().enumerate() {
            logged(&house, &house.app, "Ada Lind");
            stop(db);
            // Meanwhile everything goes on.
            logged(&house, &process(&house, db), "Ada Lind");
            assert_eq!(found(&house, &house.app, "ada lind"), 2 * at + 2);
            house.verified();
            let rotated = process(&house, db).rotate_key_blocking().unwrap();
            assert!(!rotated.is_new, "stopped at {at}");
            assert_eq!(standings(&process(&house, db)), [(KeyStanding::InUse, u64::try_from(2 * at + 2).unwrap())]);
            assert_eq!(db.keys().ids().unwrap(), [rotated.key_id]);
            assert_eq!(found(&house, &house.app, "ada lind"), 2 * at + 2);
            house.verified();
        }
    }

    fn a_key_goes_only_when_nothing_is_sealed_with_it(db) {
        let house = House::donnington(db);
        logged(&house, &house.app, "Ada Lind");
        logged(&house, &house.app, "Ben Moor");
        let old = db.keys().ids().unwrap().remove(0);
        db.tamper("UPDATE people SET phone = name WHERE case_no = 1");
        let refused = house.app.rotate_key_blocking().unwrap_err();
        assert!(refused.to_string().contains("person 1 of case 1 of 'donnington' has a phone that does not open"), "{refused}");
        assert_eq!(db.keys().ids().unwrap()[0], old);
        assert_eq!(house.view("sam", "SF-2026-0002").unwrap().complainant.unwrap().name, "Ben Moor");
        assert!(!house.view("sam", "SF-2026-0001").unwrap_err().to_string().contains("Ada"));
    }
}

/// A place that cannot be written: a key that would not last is not put in use.
#[test]
fn a_key_that_cannot_be_kept_is_not_used() {
    #[derive(Clone)]
    struct Full(Arc<Mutex<Vec<[u8; 32]>>>);
    impl KeyPlace for Full {
        fn read(&self) -> Result<Vec<[u8; 32]>, StoreError> {
            Ok(self.0.lock().unwrap().clone())
        }
        fn begin(&self, secret: &[u8; 32]) -> Result<(), StoreError> {
            self.0.lock().unwrap().push(*secret);
            Ok(())
        }
        fn replace(&self, _: &[[u8; 32]]) -> Result<(), StoreError> {
            Err(StoreError::KeyUnusable { what: "the disk is full".to_owned() })
        }
    }
    let db = TestDatabase::bare(redress_app::Engine::Sqlite).unwrap();
    let store = Store::open(&db.url(), &Keys::kept_in(Full(Arc::default())), StoreOptions::default()).unwrap();
    store.write_blocking(|tx| tx.seal("a test", b"somebody")).unwrap();
    let app = App::new(store);
    let before = app.list_keys_blocking().unwrap();
    assert_eq!(app.rotate_key_blocking().unwrap_err().code(), "sealing-key-unusable");
    assert_eq!(app.list_keys_blocking().unwrap(), before);
}
