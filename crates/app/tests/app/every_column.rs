//! Whatever is changed in any column of any table of the history and its rows, `verify` names it.
//!
//! Tables and columns are asked of the database, so that one that comes later is tried as well: it is covered, or stands in
//! the list of what is not, with the reason.

use std::collections::BTreeSet;

use redress_app::{Arrival, Roles, TOKEN_DAYS};
use redress_domain::calendar::Closure;
use redress_domain::rate_base::RateBase;
use redress_domain::staff::{Absence, UserId};
use redress_store::{Engine, StoreError, Tx, VerifyError, verify};
use redress_testkit::both_engines;
use redress_testkit::commands::{day, name_subject};
use redress_testkit::elsewhere::Provider as Server;
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House};
use serde_json::json;

use crate::checkpoints::make;
use crate::passkeys;
use crate::single_sign_on::{arrive, with_provider};

/// No history: nothing follows from it, and nothing is decided by it.
const UNCOVERED_TABLES: [&str; 10] = [
    "schema_migrations",
    // Which keys there are: what is sealed with them opens or does not.
    "sealing_keys",
    // Who is signed in, and who tried to.
    "sessions",
    "sign_in_tries",
    // What waits for an answer from a provider or a device.
    "ceremonies",
    // Which bytes there are, and what the virus scanner said of them.
    "kept_files",
    // What repeated requests were answered.
    "answers",
    // A report on its way; what is published is covered.
    "report_drafts",
    // Words that cases are found by: nothing is shown of them.
    "case_search",
    "search_organisations",
];
/// When a row was written: the event that caused it has the time as well. What moves on at each use of a passkey: no history has it.
const UNCOVERED_COLUMNS: [&str; 7] =
    ["created_at", "stored_at", "kept_at", "last_step", "sign_count", "backed_up", "used_at"];

/// What came of one change, which is undone whatever it was.
enum Tried {
    Named(String),
    Unnoticed,
    /// The database itself does not let it through.
    Refused,
    Empty,
}

impl From<StoreError> for Tried {
    fn from(_: StoreError) -> Self {
        Tried::Refused
    }
}

fn told(house: &House) {
    house.under_review();
    let reference = house.log();
    house.act("sam", &reference, redress_testkit::commands::triage()).unwrap();
    house.act("sam", &reference, name_subject("bill")).unwrap();
    crate::attachments::attach(house, "sam", &reference, "photo.png", b"\x89PNG\r\n\x1a\n").unwrap();
    let away = Absence { from: day("2026-03-06"), to: day("2026-03-06") };
    house.wait(house.app.mark_absent(&house.actor("carol"), UserId::new("carol"), away)).unwrap();
    let admin = house.actor("admin");
    house.wait(house.app.add_closure(&admin, Closure { on: day("2026-12-24"), label: "Closed".to_owned() })).unwrap();
    let base = RateBase { kind: "residents".to_owned(), as_of: day("2026-01-01"), number: 500 };
    house.wait(house.app.set_rate_base(&admin, base)).unwrap();
    house.wait(house.app.create_token(DONNINGTON, "sam@donnington.example", TOKEN_DAYS)).unwrap();
    passkeys::add(house, &passkeys::with_passkeys(house), "sam", &mut passkeys::device()).unwrap();
    let server = Server::start();
    let app = with_provider(house, &server, Roles::Here);
    let bill = json!({"sub": "u-1", "email": "bill@donnington.example"});
    assert!(matches!(arrive(house, &app, &server, &bill), Arrival::SignedIn { .. }));
    crate::accounts::keeps_every_kind(house);
    make(house);
}

/// Table, column and type of everything that holds data.
fn columns(db: &TestDatabase) -> Vec<(String, String, String)> {
    let sql = match db.engine() {
        Engine::Sqlite => {
            "SELECT t.name, c.name, lower(c.type) FROM sqlite_master t JOIN pragma_table_info(t.name) c
             WHERE t.type = 'table' ORDER BY 1, 2"
        }
        Engine::Postgres => {
            "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT), CAST(data_type AS TEXT)
             FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"
        }
    };
    let read = db.store().read_blocking(move |reader| -> Result<_, StoreError> {
        reader.query(sql, &[], |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?)))
    });
    let all: Vec<(String, String, String)> = read.unwrap();
    let covered = all.into_iter().filter(|(table, column, _)| {
        let uncovered = UNCOVERED_TABLES.iter().any(|name| table == name || table.starts_with(&format!("{name}_")));
        !uncovered && !table.starts_with("sqlite_") && !UNCOVERED_COLUMNS.contains(&column.as_str())
    });
    covered.collect()
}

/// One change to one row: the first character, a number by one, a truth turned round, the first byte.
fn change(engine: Engine, table: &str, column: &str, kind: &str) -> String {
    let value = match (kind, engine) {
        ("text", _) => format!("COALESCE('~' || SUBSTR({column}, 2), '~')"),
        ("boolean", _) => format!("NOT COALESCE({column}, FALSE)"),
        ("bytea", Engine::Sqlite) => format!("CAST('~' || SUBSTR(HEX({column}), 2) AS BLOB)"),
        ("bytea", Engine::Postgres) => {
            let bytes = format!("COALESCE({column}, CAST('0' AS BYTEA))");
            format!("SET_BYTE({bytes}, 0, 255 - GET_BYTE({bytes}, 0))")
        }
        _ => format!("COALESCE({column}, 0) + 1"),
    };
    let row = if engine == Engine::Sqlite { "rowid" } else { "ctid" };
    format!("UPDATE {table} SET {column} = {value} WHERE {row} = (SELECT MAX({row}) FROM {table})")
}

fn tried(db: &TestDatabase, sql: String) -> Tried {
    let work = move |tx: &mut Tx<'_>| -> Result<(), Tried> {
        if tx.execute(&sql, &[])? == 0 {
            return Err(Tried::Empty);
        }
        Err(match verify(tx, DONNINGTON) {
            Err(VerifyError::Broken { at, what, .. }) => Tried::Named(format!("{at}: {what}")),
            Err(VerifyError::Store(error)) => Tried::Named(error.to_string()),
            Ok(_) => Tried::Unnoticed,
        })
    };
    db.store().write_blocking(work).unwrap_err()
}

both_engines! {
    fn a_change_anywhere_is_named(db) {
        let house = House::donnington(db);
        told(&house);
        house.verified();
        let (mut named, mut unnoticed, mut refused) = (0, Vec::new(), Vec::new());
        let mut tables = BTreeSet::new();
        for (table, column, kind) in columns(db) {
            match tried(db, change(db.engine(), &table, &column, &kind)) {
                Tried::Named(what) => {
                    assert!(!what.is_empty());
                    named += 1;
                    tables.insert(table);
                }
                Tried::Unnoticed => unnoticed.push(format!("{table}.{column}")),
                Tried::Refused => refused.push(format!("{table}.{column}")),
                Tried::Empty => {}
            }
        }
        assert_eq!(unnoticed, [""; 0]);
        // The database itself holds together what belongs to which organisation, person and case.
        refused.retain(|column| ![".organisation_id", ".user_id", ".case_no"].iter().any(|key| column.ends_with(key)));
        assert_eq!(refused, [""; 0]);
        for table in ["events", "heads", "checkpoints", "cases", "handlings", "clocks", "people", "users", "tokens"] {
            assert!(tables.contains(table), "{table} was not tried");
        }
        assert!(named > 100, "{named}");
        house.verified();
    }
}
