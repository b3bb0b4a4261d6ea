//! `verify` finds whatever was changed past the program, and names the place.

use redress_app::TOKEN_DAYS;
use redress_domain::case::{Command, LinkKind};
use redress_domain::staff::{Absence, UserId};
use redress_testkit::both_engines;
use redress_testkit::commands::{day, name_subject, triage};
use redress_testkit::house::{DONNINGTON, House};

/// A house in which there is something of each kind to change.
fn told(house: &House) -> &House {
    let (reference, other) = (house.log(), house.log());
    let link = Command::Link { to: other, kind: LinkKind::Related, note: None };
    house.acts("sam", &reference, [triage(), name_subject("bill"), link]);
    let away = Absence { from: day("2026-03-04"), to: day("2026-03-04") };
    house.wait(house.app.create_token(DONNINGTON, "sam@donnington.example", TOKEN_DAYS)).unwrap();
    house.wait(house.app.mark_absent(&house.actor("carol"), UserId::new("carol"), away)).unwrap();
    house
}

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
            ("UPDATE case_subjects SET barred = FALSE", "case_subjects"),
            ("DELETE FROM case_subjects", "case_subjects"),
            ("UPDATE links SET kind = 'joint'", "links"),
            ("DELETE FROM links", "links"),
            ("UPDATE absences SET to_on = '2026-03-05'", "absences"),
            ("DELETE FROM absences", "absences"),
            ("UPDATE tokens SET expires_at = NULL", "tokens"),
            ("UPDATE cases SET repeat_of = 'SF-2026-0002'", "cases"),
            ("UPDATE heads SET hash = (SELECT hash FROM events WHERE seq = 1)", "heads"),
        ];
        told(&House::donnington(db)).verified();
        // Each change is made on a database of its own, so that one does not hide another.
        for (sql, place) in changes {
            let other = redress_testkit::engines::TestDatabase::like(db);
            let house = House::donnington(&other);
            told(&house);
            other.tamper(sql);
            let found = house.wait(house.app.verify(DONNINGTON)).expect_err(sql).to_string();
            assert!(found.contains(place), "{sql}: {found}");
        }
    }
}
