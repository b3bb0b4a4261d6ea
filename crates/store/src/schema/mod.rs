//! Bringing the tables to the shape this program needs: numbered steps, all or none of them.

use sha2::{Digest, Sha256};

use crate::cases::remake_rows;
use crate::engine::{Access, Conn, Engine, Reader, Tx};
use crate::heads::BatchState;
use crate::{StoreError, dialect, vals};

/// One step. Its text is the same for both engines but for what `dialect` adds, and is never
/// changed once released.
struct Migration {
    number: i64,
    name: &'static str,
    sql: &'static str,
    dialect: fn(Engine) -> &'static str,
    /// Whether the rows of cases hold something else after it than before: then they are made again from their history.
    changes_rows: bool,
}

/// Every step, in order, numbered from 1 without a gap.
const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        name: "first",
        sql: include_str!("0001_first.sql"),
        dialect: dialect::search_tables,
        changes_rows: true,
    },
    Migration {
        number: 2,
        name: "whole procedure",
        sql: include_str!("0002_whole_procedure.sql"),
        dialect: dialect::nothing,
        changes_rows: true,
    },
    Migration {
        number: 3,
        name: "figures",
        sql: include_str!("0003_figures.sql"),
        dialect: dialect::nothing,
        changes_rows: true,
    },
    Migration {
        number: 4,
        name: "reports",
        sql: include_str!("0004_reports.sql"),
        dialect: dialect::nothing,
        changes_rows: true,
    },
    Migration {
        number: 5,
        name: "improvements",
        sql: include_str!("0005_improvements.sql"),
        dialect: dialect::nothing,
        changes_rows: true,
    },
    Migration {
        number: 6,
        name: "classes",
        sql: include_str!("0006_classes.sql"),
        dialect: dialect::nothing,
        changes_rows: true,
    },
    Migration {
        number: 7,
        name: "checkpoints",
        sql: include_str!("0007_checkpoints.sql"),
        dialect: dialect::nothing,
        changes_rows: true,
    },
    Migration {
        number: 8,
        name: "accounts",
        sql: include_str!("0008_accounts.sql"),
        dialect: dialect::nothing,
        changes_rows: true,
    },
    Migration {
        number: 9,
        name: "confidential",
        sql: include_str!("0009_confidential.sql"),
        dialect: dialect::nothing,
        changes_rows: true,
    },
    Migration {
        number: 10,
        name: "attachments",
        sql: include_str!("0010_attachments.sql"),
        dialect: dialect::nothing,
        changes_rows: true,
    },
    Migration {
        number: 11,
        name: "data protection",
        sql: include_str!("0011_data_protection.sql"),
        dialect: dialect::nothing,
        changes_rows: true,
    },
    Migration {
        number: 12,
        name: "sign-in elsewhere",
        sql: include_str!("0012_sign_in_elsewhere.sql"),
        dialect: dialect::nothing,
        changes_rows: true,
    },
    Migration {
        number: 13,
        name: "sealed people",
        sql: include_str!("0013_sealed_people.sql"),
        dialect: dialect::nothing,
        changes_rows: true,
    },
    Migration {
        number: 14,
        name: "narratives",
        sql: include_str!("0014_narratives.sql"),
        dialect: dialect::nothing,
        changes_rows: false,
    },
    Migration {
        number: 15,
        name: "tokens",
        sql: include_str!("0015_tokens.sql"),
        dialect: dialect::nothing,
        changes_rows: false,
    },
    Migration {
        number: 16,
        name: "repeats and late",
        sql: include_str!("0016_repeats_and_late.sql"),
        dialect: dialect::nothing,
        changes_rows: false,
    },
    Migration { number: 17, name: "tidied sooner", sql: "", dialect: dialect::tidied_sooner, changes_rows: false },
    Migration {
        number: 18,
        name: "faults with references",
        sql: include_str!("0018_faults_with_references.sql"),
        dialect: dialect::nothing,
        changes_rows: false,
    },
];

/// The step that people are sealed since.
pub(crate) const SEALED_SINCE: i64 = 13;

const LEDGER: &str = "CREATE TABLE IF NOT EXISTS schema_migrations (
    number BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL
)";

/// Several processes may start at once: the first to come does the work, the others wait for it.
const POSTGRES_LOCK: &str = "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = '60s';
    SELECT pg_advisory_xact_lock(7233180)";

/// A short text that changes whenever a migration does; test databases are kept under it.
pub fn schema_fingerprint() -> String {
    let mut hash = Sha256::new();
    for migration in MIGRATIONS {
        hash.update(checksum(migration, Engine::Sqlite));
        hash.update(checksum(migration, Engine::Postgres));
    }
    hex::encode(hash.finalize()).chars().take(12).collect()
}

/// Applies what is missing and, where it changes what they hold, makes the rows of cases again from their history, in one transaction:
/// an interrupted upgrade leaves the old schema whole.
/// Whatever is to be done before the tables of an older program change is done first, in the same transaction.
pub(crate) fn migrate(
    conn: &mut Conn,
    before_upgrade: impl FnOnce(&mut Reader<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    conn.begin_write()?;
    if conn.engine() == Engine::Postgres {
        conn.batch(POSTGRES_LOCK)?;
    }
    conn.batch(LEDGER)?;
    let applied =
        conn.query(Access::Read, "SELECT number, name, checksum FROM schema_migrations ORDER BY number", &[], |row| {
            Ok((row.int(0)?, row.text(1)?, row.text(2)?))
        })?;
    for (number, name, sum) in &applied {
        check_applied(conn.engine(), *number, name, sum)?;
    }
    let missing = MIGRATIONS.get(applied.len()..).unwrap_or_default();
    if !applied.is_empty() && !missing.is_empty() {
        before_upgrade(&mut Reader::new(conn))?;
    }
    for migration in missing {
        apply(conn, migration)?;
    }
    if missing.iter().any(|migration| migration.changes_rows) {
        remake_rows(&mut Tx::new(conn, &mut BatchState::default()))?;
    }
    conn.commit()
}

/// How many steps a database has.
pub(crate) fn steps_applied(reader: &mut Reader<'_>) -> Result<i64, StoreError> {
    reader.query_one("SELECT COUNT(*) FROM schema_migrations", &[], |row| row.int(0))
}

/// Gives an empty database the shape it had after so many steps. False where this program does not know that many.
pub(crate) fn apply_steps(conn: &mut Conn, steps: i64) -> Result<bool, StoreError> {
    if !(1..=i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)).contains(&steps) {
        return Ok(false);
    }
    conn.batch(LEDGER)?;
    for migration in MIGRATIONS.iter().filter(|migration| migration.number <= steps) {
        apply(conn, migration)?;
    }
    Ok(true)
}

/// Refuses a database that this program did not make and would not understand.
fn check_applied(engine: Engine, number: i64, name: &str, sum: &str) -> Result<(), StoreError> {
    let Some(known) = MIGRATIONS.iter().find(|migration| migration.number == number) else {
        return Err(StoreError::Schema {
            what: format!(
                "it has step {number} ({name}), made by a newer version; start that version, or restore the \
                 backup taken before the upgrade"
            ),
        });
    };
    if checksum(known, engine) != sum {
        return Err(StoreError::Schema {
            what: format!("step {number} ({name}) is not the one this version knows; use a released version"),
        });
    }
    Ok(())
}

fn apply(conn: &mut Conn, migration: &Migration) -> Result<(), StoreError> {
    let engine = conn.engine();
    conn.batch(migration.sql)?;
    conn.batch((migration.dialect)(engine))?;
    conn.execute(
        "INSERT INTO schema_migrations (number, name, checksum) VALUES ($1, $2, $3)",
        vals![migration.number, migration.name, checksum(migration, engine)],
    )?;
    tracing::info!(number = migration.number, name = migration.name, "schema step applied");
    Ok(())
}

fn checksum(migration: &Migration, engine: Engine) -> String {
    let mut hash = Sha256::new();
    hash.update(migration.sql);
    hash.update((migration.dialect)(engine));
    hex::encode(hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_numbered_from_one_without_a_gap() {
        let numbers = MIGRATIONS.iter().map(|migration| migration.number);
        assert!(numbers.eq((1..).take(MIGRATIONS.len())));
    }
}
