//! Redaction takes text away and leaves chain and checkpoints as they are; nothing else may.

use redress_domain::case::{By, ErasureGround};
use redress_store::{StoreError, Tx, erase_case};
use redress_testkit::both_engines;
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House};

use crate::checkpoints::{against, make};

const SECRET: &str = "held earlier than advertised";

/// Number, payload and salt of the event that logged the first case.
fn logged(db: &TestDatabase) -> (i64, String, Vec<u8>) {
    let sql = "SELECT seq, payload, salt FROM events WHERE case_no = 1 AND case_version = 1";
    let read = db.store().read_blocking(move |reader| -> Result<_, StoreError> {
        reader.query_one(sql, &[], |row| Ok((row.int(0)?, row.text(1)?, row.blob(2)?)))
    });
    read.unwrap()
}

/// Erases the first case, as it stands.
fn redact(db: &TestDatabase, house: &House) {
    assert!(logged(db).1.contains(SECRET));
    erase(db, house, 1).unwrap();
}

fn erase(db: &TestDatabase, house: &House, case_no: i64) -> Result<(), StoreError> {
    let now = house.app.now();
    let ground = ErasureGround::Decided { reason: "Retention".to_owned() };
    let work =
        move |tx: &mut Tx<'_>| erase_case(tx, DONNINGTON, case_no, &ground, now, &By::Operator, [[9; 16], [8; 16]]);
    db.store().write_blocking(work)
}

fn found(house: &House) -> String {
    house.wait(house.app.verify(DONNINGTON)).unwrap_err().to_string()
}

both_engines! {
    fn chain_and_checkpoints_hold_and_the_text_is_gone(db) {
        let house = House::donnington(db);
        let reference = house.log();
        let kept = make(&house);
        redact(db, &house);
        let verified = house.wait(house.app.verify_against(DONNINGTON, against(&kept))).unwrap();
        assert_eq!(verified.events, kept.says().events + 2);
        let view = house.view("sam", &reference).unwrap();
        assert_eq!(view.case.summary.as_deref(), Some("[erased]"));
        let (_, payload, salt) = logged(db);
        assert!(salt.is_empty() && !payload.contains(SECRET));
        // What is redacted can be redacted again, and signed.
        let again = make(&house);
        house.wait(house.app.verify_against(DONNINGTON, against(&again))).unwrap();
    }

    fn what_was_redacted_cannot_be_changed_nor_anything_be_redacted_in_silence(db) {
        let house = House::donnington(db);
        house.log();
        let (seq, payload, salt) = logged(db);
        db.tamper(&format!("UPDATE events SET salt = {} WHERE seq = {seq}", blob(db, &[])));
        assert!(found(&house).contains("nothing says that it was redacted"));
        db.tamper(&format!("UPDATE events SET salt = {} WHERE seq = {seq}", blob(db, &salt)));
        house.verified();

        redact(db, &house);
        house.verified();
        db.tamper(&format!("UPDATE events SET payload = REPLACE(payload, '[erased]', '[Erased]') WHERE seq = {seq}"));
        let told = found(&house);
        assert!(told.contains(&format!("event {seq}: what stands in place")), "{told}");
        let payload = payload.replace('\'', "''");
        db.tamper(&format!("UPDATE events SET payload = '{payload}', salt = {} WHERE seq = {seq}", blob(db, &salt)));
        let told = found(&house);
        assert!(told.contains("a payload with a salt is there again"), "{told}");
    }

    fn a_case_that_is_not_there_cannot_be_erased(db) {
        let house = House::donnington(db);
        erase(db, &house, 999).unwrap_err();
        house.verified();
    }
}

/// Bytes as this engine writes them in SQL.
fn blob(db: &TestDatabase, bytes: &[u8]) -> String {
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    match db.engine() {
        redress_store::Engine::Sqlite => format!("X'{digits}'"),
        redress_store::Engine::Postgres => format!("'\\x{digits}'::bytea"),
    }
}
