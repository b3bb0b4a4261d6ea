//! The SQL that cannot be one text for both engines: the order of texts, joins, an engine's own checks, and full-text search.

mod search;

use crate::backup::Kind;
use crate::engine::{Access, Conn, Engine, Reader};
use crate::{StoreError, vals};

pub(crate) use search::{merge_search, search_find, search_put, search_tables};

/// A text column to order by the bytes of its text, whatever language the database was made for.
pub(crate) fn byte_order(engine: Engine, column: &str) -> String {
    match engine {
        Engine::Sqlite => column.to_owned(),
        Engine::Postgres => format!("{column} COLLATE \"C\""),
    }
}

/// A condition, beginning with AND: the case of a row is not among those that `from` (known as `name`) holds under
/// `condition`. SQLite does best to look each row up in a list made once; PostgreSQL would do that for short lists only,
/// and joins the two.
pub(crate) fn not_among(engine: Engine, table: &str, from: &str, name: &str, condition: &str) -> String {
    match engine {
        Engine::Sqlite => format!(
            " AND {table}.case_no NOT IN (SELECT {name}.case_no FROM {from} \
             WHERE {name}.organisation_id = $1 AND {condition})"
        ),
        Engine::Postgres => format!(
            " AND NOT EXISTS (SELECT 1 FROM {from} WHERE {name}.organisation_id = {table}.organisation_id \
             AND {name}.case_no = {table}.case_no AND {condition})"
        ),
    }
}

/// A table joined to what stands before it, row by row through the index that its condition names. PostgreSQL, which expects
/// far more rows before it than there are, would read the whole table at once; what is told not to be flattened stays as it is written.
pub(crate) fn join_each(engine: Engine, table: &str, name: &str, condition: &str) -> String {
    match engine {
        Engine::Sqlite => format!("CROSS JOIN {table} {name} ON {condition}"),
        Engine::Postgres => {
            format!("CROSS JOIN LATERAL (SELECT {name}.* FROM {table} {name} WHERE {condition} OFFSET 0) {name}")
        }
    }
}

/// Statements of this transaction are planned for the dates they are asked with. After some runs PostgreSQL would take one plan
/// for any dates, and what is best for a day is not for a year; SQLite plans without looking at them.
pub(crate) fn plan_by_dates(reader: &mut Reader<'_>) -> Result<(), StoreError> {
    if reader.engine() == Engine::Postgres {
        let sql = "SELECT set_config('plan_cache_mode', 'force_custom_plan', true)";
        reader.query_one(sql, &[], |row| row.text(0))?;
    }
    Ok(())
}

/// What the engine itself finds wrong with its file: pages, indexes that disagree with their tables, dangling keys.
/// PostgreSQL enforces its keys and checks its pages as it reads them.
pub(crate) fn damage(reader: &mut Reader<'_>) -> Result<Option<String>, StoreError> {
    if reader.engine() == Engine::Postgres {
        return Ok(None);
    }
    let found = reader.query("PRAGMA integrity_check(1)", &[], |row| row.text(0))?;
    if let Some(damage) = found.into_iter().find(|line| line != "ok") {
        return Ok(Some(damage));
    }
    let dangling = reader.query("PRAGMA foreign_key_check", &[], |row| Ok((row.text(0)?, row.text(2)?)))?;
    Ok(dangling.into_iter().next().map(|(table, parent)| format!("a row of {table} has no {parent}")))
}

/// The names of all tables in the order they were made, in which none refers to a later one.
pub(crate) fn table_names(reader: &mut Reader<'_>) -> Result<Vec<String>, StoreError> {
    let sql = match reader.engine() {
        Engine::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
        }
        Engine::Postgres => {
            "SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND n.nspname = current_schema() ORDER BY c.oid"
        }
    };
    reader.query(sql, &[], |row| row.text(0))
}

/// The columns of a table by name, in the order of their names: columns that were added later stand elsewhere on each engine.
pub(crate) fn columns(reader: &mut Reader<'_>, table: &str) -> Result<Vec<(String, Kind)>, StoreError> {
    let sql = match reader.engine() {
        Engine::Sqlite => "SELECT name, type FROM pragma_table_info($1) ORDER BY name",
        Engine::Postgres => {
            "SELECT column_name::text, data_type::text FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = $1 ORDER BY column_name COLLATE \"C\""
        }
    };
    reader.query(sql, vals![table], |row| {
        let (name, declared) = (row.text(0)?, row.text(1)?);
        let kind = match declared.to_lowercase().as_str() {
            "bigint" | "integer" | "smallint" => Kind::Int,
            "text" => Kind::Text,
            "boolean" => Kind::Bool,
            "bytea" => Kind::Bytes,
            other => return Err(StoreError::inconsistent(format!("{table}.{name} is of the type {other}"))),
        };
        Ok((name, kind))
    })
}

/// Counting the tables of cases anew after many were added. PostgreSQL would do so by itself a minute later;
/// SQLite plans by its indexes alone.
pub(crate) fn renew_statistics(engine: Engine) -> Option<&'static str> {
    match engine {
        Engine::Sqlite => None,
        Engine::Postgres => Some("ANALYZE cases, handlings, clocks, events"),
    }
}

/// Writes the files of the database anew without what is in none of its tables, and empties SQLite's log. PostgreSQL keeps its
/// log, and archives of it, by rules of its own (docs/privacy.md).
pub(crate) fn clear_files(conn: &mut Conn) -> Result<(), StoreError> {
    match conn.engine() {
        Engine::Sqlite => {
            conn.batch("VACUUM")?;
            let busy = conn.query_opt(Access::Write, "PRAGMA wal_checkpoint(TRUNCATE)", &[], |row| row.int(0))?;
            match busy {
                Some(1) => Err(StoreError::Busy { what: "somebody was reading while the log was emptied".to_owned() }),
                _ => Ok(()),
            }
        }
        Engine::Postgres => {
            conn.batch("SET statement_timeout = 0")?;
            conn.batch("VACUUM")
        }
    }
}

/// Part of step 17. An index that holds all a figure needs answers alone only for pages that PostgreSQL has tidied since they were
/// written; by itself it waits until a fifth of a table has changed, and the quarter that is reported is less than that.
/// Until then each row of that quarter is looked up in its table, which takes twice as long.
pub(crate) fn tidied_sooner(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "",
        Engine::Postgres => include_str!("../schema/0017_tidied_sooner_postgres.sql"),
    }
}

/// A step of the schema that is the same for both engines.
pub(crate) fn nothing(_: Engine) -> &'static str {
    ""
}
