//! Checkpoints: what they find that the chain alone does not.

use std::sync::Arc;

use redress_app::{VerifyError, Witness};
use redress_domain::calendar::{Closure, Division};
use redress_domain::checkpoint::{Checkpoint, PublicKey, SigningKey};
use redress_testkit::both_engines;
use redress_testkit::commands::day;
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House};

pub fn key() -> Arc<SigningKey> {
    Arc::new(SigningKey::from_secret(&[7; 32]).unwrap())
}

pub fn make(house: &House) -> Checkpoint {
    house.wait(house.app.make_checkpoint(DONNINGTON, key())).unwrap().checkpoint
}

/// Against one that was kept, with the key that it should have.
pub fn against(kept: &Checkpoint) -> Witness {
    Witness { keys: Some(vec![key().public()]), kept: Some(kept.clone()) }
}

/// The code, place and sentence of what is found.
fn found(house: &House, witness: Witness) -> (&'static str, String) {
    match house.wait(house.app.verify_against(DONNINGTON, witness)) {
        Err(VerifyError::Broken { code, at, what }) => (code, format!("{at}: {what}")),
        other => panic!("{other:?}"),
    }
}

fn close(house: &House, on: &str) {
    let closure = Closure { on: day(on), label: "Closed".to_owned() };
    house.wait(house.app.add_closure(&house.actor("admin"), closure)).unwrap();
}

/// Deletes the last event, which closed a day, so that nothing contradicts anything.
fn forget_the_closure(db: &TestDatabase) {
    db.tamper("DELETE FROM events WHERE seq = (SELECT seq FROM heads)");
    db.tamper("DELETE FROM closures");
    db.tamper("UPDATE organisations SET revision = revision - 1");
    db.tamper("UPDATE heads SET seq = seq - 1, hash = (SELECT e.hash FROM events e WHERE e.seq = heads.seq - 1)");
}

both_engines! {
    fn checkpoints_follow_one_another_where_something_happens(db) {
        let house = House::donnington(db);
        let first = make(&house);
        assert_eq!((first.says().number, first.says().previous), (1, None));
        let again = house.wait(house.app.make_checkpoint(DONNINGTON, key())).unwrap();
        assert!(!again.is_new && again.checkpoint == first);
        house.log();
        house.at("2026-03-03T11:00:00Z");
        let second = make(&house);
        assert_eq!((second.says().number, second.says().previous), (2, Some(first.digest())));
        assert_eq!(second.says().made_at, house.app.now());
        assert!(second.says().events > first.says().events);
        for kept in [&first, &second] {
            let verified = house.wait(house.app.verify_against(DONNINGTON, against(kept))).unwrap();
            assert_eq!(verified.checkpoints, 2);
        }
        house.wait(house.app.make_checkpoint("nobody", key())).unwrap_err();
    }

    fn one_is_due_a_day_after_the_last_where_something_has_happened(db) {
        let house = House::donnington(db);
        house.organisation("quiet", "Quiet", Division::Scotland, "spso-customer-service");
        let due = || house.wait(house.app.list_due_checkpoints()).unwrap();
        assert_eq!(due(), [DONNINGTON, "quiet"]);
        for organisation in due() {
            house.wait(house.app.make_checkpoint(&organisation, key())).unwrap();
        }
        house.log();
        assert!(due().is_empty());
        house.at("2026-03-04T09:59:59Z");
        assert!(due().is_empty());
        house.at("2026-03-04T10:00:00Z");
        assert_eq!(due(), [DONNINGTON]);
    }

    fn a_deleted_last_event_is_found_through_a_checkpoint_kept_elsewhere(db) {
        let house = House::donnington(db);
        make(&house);
        close(&house, "2026-12-24");
        let kept = make(&house);
        let last = kept.says().events;
        forget_the_closure(db);
        // The checkpoint that is stored here tells it as well.
        let (code, told) = found(&house, Witness::default());
        assert_eq!(code, "history-cut");
        assert!(told.contains("checkpoint 2 knows"), "{told}");
        db.tamper("DELETE FROM checkpoints WHERE number = 2");
        house.verified();

        let (code, told) = found(&house, against(&kept));
        assert_eq!(code, "history-cut");
        assert!(told.starts_with(&format!("organisation 'donnington', events {last} to {last}: the last events")), "{told}");
    }

    fn a_history_made_anew_is_found_between_the_checkpoints_that_hold(db) {
        let house = House::donnington(db);
        let first = make(&house);
        close(&house, "2026-12-24");
        let kept = make(&house);
        forget_the_closure(db);
        db.tamper("DELETE FROM checkpoints WHERE number = 2");
        close(&house, "2026-12-28");
        house.verified();
        house.wait(house.app.verify_against(DONNINGTON, against(&first))).unwrap();
        let (code, told) = found(&house, against(&kept));
        let (from, to) = (first.says().events + 1, kept.says().events);
        assert_eq!(code, "history-rewritten");
        assert!(told.starts_with(&format!("organisation 'donnington', events {from} to {to}: ")), "{told}");
    }

    fn a_history_that_was_cut_is_not_signed_again(db) {
        let house = House::donnington(db);
        close(&house, "2026-12-24");
        make(&house);
        forget_the_closure(db);
        let refused = house.wait(house.app.make_checkpoint(DONNINGTON, key())).unwrap_err().to_string();
        assert!(refused.contains("does not go on from its checkpoint 1"), "{refused}");
        close(&house, "2026-12-28");
        house.wait(house.app.make_checkpoint(DONNINGTON, key())).unwrap_err();
    }

    fn whatever_is_done_to_stored_checkpoints_is_named(db) {
        let house = House::donnington(db);
        house.organisation("other", "Other", Division::Scotland, "spso-customer-service");
        make(&house);
        house.log();
        make(&house);
        house.wait(house.app.make_checkpoint("other", key())).unwrap();
        house.verified();
        let second = "WHERE organisation_id = 'donnington' AND number = 2";
        let changes = [
            (format!("UPDATE checkpoints SET document = REPLACE(document, '\"number\": 2', '\"number\": 3') {second}"), "checkpoint-altered", "checkpoint 2"),
            (format!("UPDATE checkpoints SET document = document || ' ' {second}"), "checkpoint-altered", "checkpoint 2"),
            (format!("UPDATE checkpoints SET number = 3 {second}"), "checkpoint-missing", "checkpoint 3: checkpoint 2 is missing"),
            (format!("UPDATE checkpoints SET number = -1 {second}"), "checkpoint-altered", "checkpoints"),
            ("DELETE FROM checkpoints WHERE organisation_id = 'donnington' AND number = 1".to_owned(), "checkpoint-missing", "checkpoint 2"),
            (format!("UPDATE checkpoints SET document = (SELECT c.document FROM checkpoints c WHERE c.organisation_id = 'other') {second}"), "checkpoint-altered", "another one"),
            (format!("UPDATE checkpoints SET document = (SELECT c.document FROM checkpoints c WHERE c.organisation_id = 'donnington' AND c.number = 1) {second}"), "checkpoint-altered", "another one"),
        ];
        let kept: Vec<(i64, String)> = documents(db);
        for (sql, code, place) in changes {
            db.tamper(&sql);
            let (named, told) = found(&house, Witness::default());
            assert_eq!(named, code, "{sql}: {told}");
            assert!(told.contains(place), "{sql}: {told}");
            put_back(db, &kept);
            house.verified();
        }
    }

    fn a_checkpoint_of_another_key_or_organisation_or_history_is_refused(db) {
        let house = House::donnington(db);
        house.organisation("other", "Other", Division::Scotland, "spso-customer-service");
        let kept = make(&house);
        let others = house.wait(house.app.make_checkpoint("other", key())).unwrap().checkpoint;
        assert_eq!(found(&house, against(&others)).0, "checkpoint-other-organisation");

        let wrong: PublicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a".parse().unwrap();
        let (code, told) = found(&house, Witness { keys: Some(vec![wrong]), kept: Some(kept.clone()) });
        assert_eq!(code, "checkpoint-other-key");
        assert!(told.contains("the kept checkpoint 1"), "{told}");

        // The same history, signed by somebody who has not the key.
        let thief = SigningKey::from_secret(&[8; 32]).unwrap();
        let forged = Checkpoint::sign(kept.says().clone(), &thief);
        assert_eq!(found(&house, against(&forged)).0, "checkpoint-other-key");
        let stored = Witness { keys: Some(vec![key().public(), thief.public()]), kept: Some(forged) };
        assert_eq!(found(&house, stored).0, "checkpoint-altered");
        db.tamper("DELETE FROM checkpoints WHERE organisation_id = 'donnington'");
        assert_eq!(found(&house, against(&kept)).0, "checkpoint-missing");
    }
}

fn documents(db: &TestDatabase) -> Vec<(i64, String)> {
    let sql = "SELECT number, document FROM checkpoints WHERE organisation_id = 'donnington' ORDER BY number";
    let read = db.store().read_blocking(move |reader| -> Result<_, redress_store::StoreError> {
        reader.query(sql, &[], |row| Ok((row.int(0)?, row.text(1)?)))
    });
    read.unwrap()
}

fn put_back(db: &TestDatabase, kept: &[(i64, String)]) {
    db.tamper("DELETE FROM checkpoints WHERE organisation_id = 'donnington'");
    for (number, document) in kept {
        db.tamper(&format!(
            "INSERT INTO checkpoints (organisation_id, number, document) VALUES ('donnington', {number}, '{document}')"
        ));
    }
}
