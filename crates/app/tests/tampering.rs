//! `verify` finds whatever was changed past the program, and names the place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use redress_domain::case::Command;
use redress_testkit::both_engines;
use redress_testkit::house::{DONNINGTON, House};

both_engines! {
    fn every_kind_of_change_is_found(db) {
        let changes = [
            ("UPDATE events SET payload = REPLACE(payload, 'earlier', 'Earlier') WHERE case_no = 1 AND case_version = 1", "event"),
            ("UPDATE events SET actor = 'user:asha' WHERE case_no = 1 AND case_version = 1", "event"),
            ("UPDATE events SET at = at + 1 WHERE case_no = 1 AND case_version = 2", "event"),
            ("UPDATE cases SET summary = 'Something else'", "cases"),
            ("UPDATE cases SET counts = FALSE", "cases"),
            ("UPDATE handlings SET received_on = '2026-03-02'", "handlings"),
            ("UPDATE clocks SET due_at = due_at + 1", "clocks"),
            ("UPDATE people SET name = 'Joan Gray'", "people"),
            ("DELETE FROM people", "people"),
            ("UPDATE users SET name = 'Somebody' WHERE user_id = 'sam'", "users"),
            ("UPDATE user_roles SET role = 'trustee' WHERE user_id = 'sam'", "users"),
            ("UPDATE organisations SET name = 'Doddington'", "organisations"),
            ("UPDATE procedures SET source = source || ' '", "procedures"),
            ("DELETE FROM events WHERE case_no = 1 AND case_version = 2", "event"),
            ("UPDATE heads SET hash = (SELECT hash FROM events WHERE seq = 1)", "heads"),
        ];
        let house = House::donnington(db);
        let reference = house.log();
        house.act("sam", &reference, Command::Triage { class: "failure".to_owned(), note: None }).unwrap();
        house.verified();
        // Each change is made on a database of its own, so that one does not hide another.
        for (sql, place) in changes {
            let other = redress_testkit::engines::TestDatabase::like(db);
            let house = House::donnington(&other);
            let reference = house.log();
            house.act("sam", &reference, Command::Triage { class: "failure".to_owned(), note: None }).unwrap();
            other.tamper(sql);
            let found = house.wait(house.app.verify(DONNINGTON)).expect_err(sql).to_string();
            assert!(found.contains(place), "{sql}: {found}");
        }
    }
}
