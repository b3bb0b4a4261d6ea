//! The SQLite side of the façade: opening, settings, statements, transactions, errors.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, Statement, ffi};

use super::{
    Row, Val,
    connection::{Access, Each},
};
use crate::StoreError;

/// How long a statement waits for another process that writes the same file.
const LOCK_WAIT: Duration = Duration::from_secs(5);
/// Prepared statements kept per connection.
const STATEMENTS: usize = 192;

/// What every connection is told. FULL: an acknowledged change survives a power cut (G1);
/// NORMAL was measured to lose some. What is deleted is overwritten where that costs no further writing; the rest is cleared
/// after cases were erased. The page cache is 2 MB so that all threads together stay small.
const SETTINGS: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;
    PRAGMA secure_delete = FAST;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -2048;
    PRAGMA wal_autocheckpoint = 2000;
    PRAGMA journal_size_limit = 16777216;
";

#[derive(Debug)]
pub(crate) struct SqliteConn {
    connection: Connection,
}

impl SqliteConn {
    /// Opens the file; a writer also creates it and its folder.
    pub(crate) fn open(path: &Path, access: Access) -> Result<Self, StoreError> {
        if let (Access::Write, Some(folder)) = (access, path.parent()) {
            std::fs::create_dir_all(folder)
                .map_err(|error| StoreError::unavailable(format!("cannot create {}: {error}", folder.display())))?;
        }
        let flags = match access {
            Access::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            Access::Read => OpenFlags::SQLITE_OPEN_READ_WRITE,
        } | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| opening(path, &error))?;
        connection
            .busy_timeout(LOCK_WAIT)
            .and_then(|()| connection.execute_batch(SETTINGS))
            .and_then(|()| match access {
                Access::Read => connection.execute_batch("PRAGMA query_only = ON"),
                Access::Write => Ok(()),
            })
            .map_err(|error| opening(path, &error))?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(Self { connection })
    }

    pub(crate) fn for_each(
        &self,
        access: Access,
        sql: &str,
        params: &[Val<'_>],
        each: Each<'_>,
    ) -> Result<(), StoreError> {
        let mut statement = self.statement(access, sql, params)?;
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(|error| mapped(&error))? {
            each(&Row::Sqlite(row))?;
        }
        Ok(())
    }

    pub(crate) fn execute(&self, sql: &str, params: &[Val<'_>]) -> Result<u64, StoreError> {
        let mut statement = self.statement(Access::Write, sql, params)?;
        count(statement.raw_execute())
    }

    /// One prepared statement for one row, run for each row: in process that is as quick as
    /// one statement for many rows, and never meets a limit.
    pub(crate) fn insert_many(&self, sql: &str, columns: usize, values: &[Val<'_>]) -> Result<u64, StoreError> {
        let mut statement = self.prepare(sql)?;
        let mut inserted = 0;
        for row in values.chunks(columns) {
            bind(&mut statement, row)?;
            inserted += count(statement.raw_execute())?;
        }
        Ok(inserted)
    }

    /// Several statements without parameters, such as a migration.
    pub(crate) fn batch(&self, sql: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(sql).map_err(|error| mapped(&error))
    }

    /// One of the fixed transaction statements, kept prepared.
    pub(crate) fn control(&self, sql: &str) -> Result<(), StoreError> {
        self.execute(sql, &[]).map(drop)
    }

    /// False when the engine itself gave up the transaction, as it does on a full disk.
    pub(crate) fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    fn prepare(&self, sql: &str) -> Result<CachedStatement<'_>, StoreError> {
        self.connection.prepare_cached(sql).map_err(|error| mapped(&error))
    }

    fn statement(&self, access: Access, sql: &str, params: &[Val<'_>]) -> Result<CachedStatement<'_>, StoreError> {
        let mut statement = self.prepare(sql)?;
        if access == Access::Read && !statement.readonly() {
            return Err(StoreError::inconsistent(format!("a reader may not run: {sql}")));
        }
        bind(&mut statement, params)?;
        Ok(statement)
    }
}

/// Binds `$n` to the n-th value. SQLite numbers named parameters in order of appearance, so
/// the name decides; a bare `?` takes the next value.
fn bind(statement: &mut Statement<'_>, params: &[Val<'_>]) -> Result<(), StoreError> {
    let slots = statement.parameter_count();
    if slots > params.len() {
        let given = params.len();
        return Err(StoreError::inconsistent(format!("{slots} parameters, {given} values")));
    }
    for slot in 1..=slots {
        let number = match statement.parameter_name(slot) {
            Some(name) => name.get(1..).and_then(|digits| digits.parse().ok()).unwrap_or(0),
            None => slot,
        };
        let value = number.checked_sub(1).and_then(|place: usize| params.get(place));
        let value = value.ok_or_else(|| StoreError::inconsistent("a parameter is not $1 to $n"))?;
        statement.raw_bind_parameter(slot, value).map_err(|error| mapped(&error))?;
    }
    Ok(())
}

fn count(changed: rusqlite::Result<usize>) -> Result<u64, StoreError> {
    let changed = changed.map_err(|error| mapped(&error))?;
    u64::try_from(changed).map_err(|_| StoreError::inconsistent("a row count beyond 64 bits"))
}

fn opening(path: &Path, error: &rusqlite::Error) -> StoreError {
    let path = PathBuf::from(path);
    match mapped(error) {
        busy @ StoreError::Busy { .. } => busy,
        other => StoreError::unavailable(format!("cannot open {}: {other}", path.display())),
    }
}

/// Sorts SQLite's error codes into our kinds.
fn mapped(error: &rusqlite::Error) -> StoreError {
    let rusqlite::Error::SqliteFailure(failure, message) = error else {
        return StoreError::inconsistent(error.to_string());
    };
    let what = message.clone().unwrap_or_else(|| error.to_string());
    match failure.code {
        ErrorCode::ConstraintViolation => match failure.extended_code {
            ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                let key = what.rsplit_once(": ").map_or(what.as_str(), |(_, key)| key);
                StoreError::Conflict { key: key.to_owned() }
            }
            _ => StoreError::Violation { what },
        },
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy { what },
        ErrorCode::DiskFull
        | ErrorCode::SystemIoFailure
        | ErrorCode::CannotOpen
        | ErrorCode::ReadOnly
        | ErrorCode::PermissionDenied
        | ErrorCode::FileLockingProtocolFailed
        | ErrorCode::OutOfMemory => StoreError::Unavailable { what },
        _ => StoreError::Inconsistent { what },
    }
}
