//! The record of processing names every column of the database, and docs/privacy.md says what it says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;

use redress_store::privacy::{IMPERSONAL, PERSONAL};
use redress_store::{Engine, StoreError};
use redress_testkit::both_engines;

const PAGE: &str = "../../docs/privacy.md";
const BEGINS: &str = "<!-- from crates/store/src/privacy.rs; UPDATE=1 writes it again -->\n";
const ENDS: &str = "<!-- until here -->\n";

fn table() -> String {
    let mut text = "| where | of whom | what for | how long |\n|---|---|---|---|\n".to_owned();
    for kept in PERSONAL {
        let columns = kept.columns.replace(' ', "`, `");
        let sealed = if kept.sealed { ", sealed" } else { "" };
        text.push_str(&format!(
            "| `{}`: `{columns}`{sealed} | {} | {} | {} |\n",
            kept.table, kept.whose, kept.purpose, kept.kept
        ));
    }
    text
}

#[test]
fn the_page_says_what_the_program_keeps() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    let page = fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGINS).unwrap();
    let (_, after) = rest.split_once(ENDS).unwrap();
    let wanted = format!("{before}{BEGINS}\n{}\n{ENDS}{after}", table());
    if std::env::var("UPDATE").is_ok() {
        fs::write(&path, &wanted).unwrap();
    }
    assert_eq!(page, wanted, "run again with UPDATE=1");
}

both_engines! {
    fn every_column_is_personal_or_it_is_not(db) {
        let sql = match db.engine() {
            Engine::Sqlite => {
                "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'
                 AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE 'case_search%' AND t.name <> 'schema_migrations'
                 AND t.name <> 'search_organisations'"
            }
            Engine::Postgres => {
                "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
                 WHERE table_schema = 'public' AND table_name NOT IN ('schema_migrations', 'case_search')"
            }
        };
        let read = db.store().read_blocking(move |reader| -> Result<Vec<(String, String)>, StoreError> {
            reader.query(sql, &[], |row| Ok((row.text(0)?, row.text(1)?)))
        });
        let columns = read.unwrap();
        let named = |table: &str, column: &str| {
            PERSONAL.iter().any(|kept| kept.table == table && kept.columns.split(' ').any(|one| one == column))
        };
        for (table, column) in &columns {
            let of_table = format!("{table}.{column}");
            let impersonal = |name: &str| IMPERSONAL.contains(&name);
            let said = named(table, column) || impersonal(column) || impersonal(&of_table);
            assert!(said, "say in crates/store/src/privacy.rs what {table}.{column} holds, why, and how long");
        }
        for kept in PERSONAL.iter().filter(|kept| kept.table != "case_search") {
            for column in kept.columns.split(' ') {
                let there = columns.contains(&(kept.table.to_owned(), column.to_owned()));
                assert!(there, "there is no {}.{column} any more", kept.table);
            }
        }
    }
}
