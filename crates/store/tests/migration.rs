//! A database of the first schema, filled, is brought to the present one: it has the tables of a fresh one, and every row
//! follows from the history.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use redress_domain::case::Command;
use redress_store::{Engine, Store, StoreError, StoreOptions, Tx, Viewer, search};
use redress_testkit::both_engines;
use redress_testkit::commands::{agreed, close, decide, hand_to, no_compensation, no_written_reply, triage};
use redress_testkit::engines::TestDatabase;
use redress_testkit::house::{DONNINGTON, House};

/// What step 2 added, taken away again: newest first.
const BACK: [&str; 117] = [
    "DROP INDEX handlings_late",
    "DROP INDEX cases_cause",
    "CREATE INDEX cases_cause ON cases (organisation_id, service_area, code, closed_on)",
    "DELETE FROM schema_migrations WHERE number = 16",
    "ALTER TABLE tokens DROP COLUMN expires_at",
    "DELETE FROM schema_migrations WHERE number = 15",
    "DROP INDEX handlings_silent",
    "DELETE FROM schema_migrations WHERE number = 14",
    "DROP INDEX people_sealed_with",
    "DROP INDEX people_phone",
    "DROP INDEX people_email",
    "DROP INDEX people_name",
    "ALTER TABLE people DROP COLUMN phone_digest",
    "ALTER TABLE people DROP COLUMN email_digest",
    "ALTER TABLE people DROP COLUMN name_digest",
    "ALTER TABLE people DROP COLUMN sealed_with",
    "CREATE INDEX people_email ON people (organisation_id, email)",
    "CREATE INDEX people_phone ON people (organisation_id, phone)",
    "DROP TABLE sealing_keys",
    "DELETE FROM schema_migrations WHERE number = 13",
    "DROP TABLE ceremonies",
    "DROP TABLE identities",
    "DROP TABLE passkeys",
    "DELETE FROM schema_migrations WHERE number = 12",
    "DROP TABLE clearings",
    "DROP INDEX events_taken_out",
    "DROP INDEX cases_kept",
    "ALTER TABLE cases DROP COLUMN erased_at",
    "ALTER TABLE cases DROP COLUMN records_held",
    "DELETE FROM schema_migrations WHERE number = 11",
    "DROP TABLE kept_files",
    "DROP TABLE attachments",
    "DELETE FROM schema_migrations WHERE number = 10",
    "DROP TABLE reads",
    "DROP TABLE case_openings",
    "DROP TABLE case_admitted",
    "DROP INDEX cases_confidential",
    "ALTER TABLE cases DROP COLUMN confidential",
    "DELETE FROM schema_migrations WHERE number = 9",
    "DROP TABLE sign_in_tries",
    "DROP TABLE second_factor_roles",
    "DROP TABLE recovery_codes",
    "DROP TABLE second_factors",
    "DROP TABLE sign_in_links",
    "DROP INDEX tokens_user",
    "DROP INDEX sessions_user",
    "ALTER TABLE sessions DROP COLUMN still_due",
    "ALTER TABLE sessions DROP COLUMN browser",
    "ALTER TABLE sessions DROP COLUMN signed_in_with",
    "DELETE FROM schema_migrations WHERE number = 8",
    "DROP TABLE checkpoints",
    "DELETE FROM schema_migrations WHERE number = 7",
    "DROP TABLE rate_bases",
    "DROP TABLE changes_told",
    "DROP INDEX cases_wants_to_know",
    "ALTER TABLE cases DROP COLUMN wants_to_know",
    "DROP TABLE case_splits",
    "DELETE FROM schema_migrations WHERE number = 6",
    "DROP INDEX events_learnt",
    "DROP INDEX handlings_faults",
    "DROP TABLE lesson_cases",
    "DROP TABLE lessons",
    "DROP TABLE improvement_cases_before",
    "DROP TABLE improvement_cases",
    "DROP TABLE improvement_notes",
    "DROP TABLE improvements",
    "DROP TABLE theme_cases",
    "DROP TABLE themes",
    "DELETE FROM schema_migrations WHERE number = 5",
    "DROP TABLE published_tables",
    "DROP TABLE report_withheld",
    "DROP TABLE report_editions",
    "DROP TABLE report_drafts",
    "DELETE FROM schema_migrations WHERE number = 4",
    "DROP INDEX handlings_received",
    "DROP INDEX handlings_open",
    "DROP INDEX handlings_closed",
    "DROP INDEX handlings_reclassified",
    "DROP INDEX clocks_due",
    "DROP INDEX actions_due",
    "DROP INDEX cases_changed",
    "DROP INDEX cases_settled",
    "DROP INDEX cases_unstated",
    "DROP INDEX cases_outside",
    "DROP INDEX cases_external",
    "DROP INDEX cases_repeats",
    "ALTER TABLE cases DROP COLUMN changed_at",
    "ALTER TABLE cases DROP COLUMN in_figures",
    "ALTER TABLE cases DROP COLUMN referred_outside_on",
    "ALTER TABLE handlings DROP COLUMN reference",
    "ALTER TABLE handlings DROP COLUMN channel",
    "ALTER TABLE handlings DROP COLUMN service_area",
    "ALTER TABLE handlings DROP COLUMN met_unextended",
    "ALTER TABLE handlings DROP COLUMN due_on",
    "ALTER TABLE handlings DROP COLUMN compensation_pence",
    "ALTER TABLE handlings DROP COLUMN natures",
    "ALTER TABLE clocks DROP COLUMN counts",
    "ALTER TABLE actions DROP COLUMN counts",
    "CREATE INDEX handlings_received ON handlings (organisation_id, received_on, closed_on, route, counts)",
    "CREATE INDEX handlings_closed ON handlings (organisation_id, closed_on, received_on, route, counts)",
    "CREATE INDEX cases_external ON cases (organisation_id, external_closed_on) WHERE external_closed_on IS NOT NULL",
    "CREATE INDEX cases_repeats ON cases (organisation_id, closed_on) WHERE repeat_of IS NOT NULL",
    "DELETE FROM schema_migrations WHERE number = 3",
    "DROP TABLE absences",
    "DROP INDEX people_phone",
    "DROP INDEX people_email",
    "DROP TABLE links",
    "DROP TABLE case_subjects",
    "DROP INDEX cases_repeats",
    "DROP INDEX cases_cause",
    "ALTER TABLE handlings DROP COLUMN handled_by",
    "ALTER TABLE cases DROP COLUMN first_contact",
    "ALTER TABLE cases DROP COLUMN merged_into",
    "ALTER TABLE cases DROP COLUMN repeat_of",
    "ALTER TABLE cases DROP COLUMN closed_on",
    "ALTER TABLE cases DROP COLUMN code",
    "DELETE FROM schema_migrations WHERE number = 2",
];

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

/// Tables, columns and indexes, without what a full-text index keeps for itself.
fn shape(store: &Store) -> Vec<String> {
    let sql = match store.engine() {
        Engine::Sqlite => {
            "SELECT 'table ' || t.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\"
             FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'search%'
             UNION ALL SELECT 'index ' || name FROM sqlite_master WHERE type = 'index' ORDER BY 1"
        }
        Engine::Postgres => {
            "SELECT 'table ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
             FROM information_schema.columns WHERE table_schema = 'public'
             UNION ALL SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
        }
    };
    let read =
        store.read_blocking(move |reader| -> Result<_, StoreError> { reader.query(sql, &[], |row| row.text(0)) });
    read.unwrap()
}

both_engines! {
    fn a_filled_database_of_the_first_step_becomes_what_a_fresh_one_is(db) {
        fill(&House::donnington(db));
        let fresh = TestDatabase::like(db);
        let present = shape(fresh.store());
        let plain = |tx: &mut Tx<'_>| (1..=5).try_for_each(|no| tx.put_search_text(DONNINGTON, no, "Jean Gray 01632 960001", ""));
        db.store().write_blocking(plain).unwrap();
        db.tamper(PLAIN);
        for sql in BACK {
            db.tamper(sql);
        }
        assert_ne!(shape(db.store()), present);

        let store = Store::open(&db.url(), &db.keys(), StoreOptions::default()).unwrap();
        assert_eq!(shape(&store), present);
        let verified = store.read_blocking(|reader| redress_store::verify(reader, DONNINGTON)).unwrap();
        assert_eq!(verified.cases, 5);
        assert_eq!((found(&store, "gray jean"), found(&store, "advertised 0163")), (5, 5));
        assert!(!db.everything().contains("Jean Gray") && !db.everything().contains("960001"));
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
