//! One connection to either engine: statements and transaction control, nothing of threads.

use super::pg::PgConn;
use super::sqlite::SqliteConn;
use super::url::{DatabaseUrl, Target};
use super::{Engine, Row, Val};
use crate::StoreError;
use crate::sealing::Keys;

/// Takes the rows of an answer one by one; its error ends the statement.
pub(crate) type Each<'e> = &'e mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>;

/// What a connection or a statement may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Read,
    Write,
}

#[derive(Debug)]
enum Driver {
    Sqlite(SqliteConn),
    Postgres(Box<PgConn>),
}

/// A connection, the keys of what is sealed there, and whether a statement has failed since the transaction or savepoint began.
#[derive(Debug)]
pub(crate) struct Conn {
    driver: Driver,
    keys: Keys,
    failure: Option<StoreError>,
}

impl Conn {
    pub(crate) fn open(url: &DatabaseUrl, keys: &Keys, access: Access) -> Result<Self, StoreError> {
        let driver = match &url.0 {
            Target::Sqlite(path) => Driver::Sqlite(SqliteConn::open(path, access)?),
            Target::Postgres(config) => Driver::Postgres(Box::new(PgConn::open(config, access)?)),
        };
        Ok(Self { driver, keys: keys.clone(), failure: None })
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }

    pub(crate) fn engine(&self) -> Engine {
        match self.driver {
            Driver::Sqlite(_) => Engine::Sqlite,
            Driver::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs a reading statement and hands over each row as it comes, however many there are.
    pub(crate) fn stream(&mut self, sql: &str, params: &[Val<'_>], each: Each<'_>) -> Result<(), StoreError> {
        self.rows(params, each, |driver, each| match driver {
            Driver::Sqlite(conn) => conn.for_each(Access::Read, sql, params, each),
            Driver::Postgres(conn) => conn.stream(sql, params, each),
        })
    }

    /// Runs a statement with an answer of bounded length.
    pub(crate) fn for_each(
        &mut self,
        access: Access,
        sql: &str,
        params: &[Val<'_>],
        each: Each<'_>,
    ) -> Result<(), StoreError> {
        self.rows(params, each, |driver, each| match driver {
            Driver::Sqlite(conn) => conn.for_each(access, sql, params, each),
            Driver::Postgres(conn) => conn.for_each(sql, params, each),
        })
    }

    /// A fault of the caller's closure leaves the transaction whole; one of the database does not.
    fn rows(
        &mut self,
        params: &[Val<'_>],
        each: Each<'_>,
        run: impl FnOnce(&mut Driver, Each<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.usable(params)?;
        let mut refused = None;
        let mut watched = |row: &Row<'_>| each(row).inspect_err(|error| refused = Some(error.clone()));
        let ran = run(&mut self.driver, &mut watched);
        match refused {
            Some(error) => Err(error),
            None => self.noted(ran),
        }
    }

    /// All rows of an answer.
    pub(crate) fn query<T>(
        &mut self,
        access: Access,
        sql: &str,
        params: &[Val<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.for_each(access, sql, params, &mut |row| {
            found.push(map(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The only row of an answer, or none; a second row is a defect.
    pub(crate) fn query_opt<T>(
        &mut self,
        access: Access,
        sql: &str,
        params: &[Val<'_>],
        mut map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let mut found = None;
        self.for_each(access, sql, params, &mut |row| {
            if found.is_some() {
                return Err(StoreError::inconsistent(format!("more than one row from: {sql}")));
            }
            found = Some(map(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// Runs a statement and counts the rows it changed.
    pub(crate) fn execute(&mut self, sql: &str, params: &[Val<'_>]) -> Result<u64, StoreError> {
        self.usable(params)?;
        let ran = match &mut self.driver {
            Driver::Sqlite(conn) => conn.execute(sql, params),
            Driver::Postgres(conn) => conn.execute(sql, params),
        };
        self.noted(ran)
    }

    /// `prefix VALUES (…),(…) suffix`, in as many statements as the engine needs.
    pub(crate) fn insert_many(
        &mut self,
        prefix: &str,
        columns: usize,
        values: &[Val<'_>],
        suffix: &str,
    ) -> Result<u64, StoreError> {
        self.usable(values)?;
        if columns == 0 || !values.len().is_multiple_of(columns) {
            let given = values.len();
            return Err(StoreError::inconsistent(format!("{given} values for {columns} columns")));
        }
        let ran = match &mut self.driver {
            Driver::Sqlite(conn) => {
                let marks = vec!["?"; columns].join(",");
                conn.insert_many(&format!("{prefix} VALUES ({marks}) {suffix}"), columns, values)
            }
            Driver::Postgres(conn) => conn.insert_many(prefix, columns, values, suffix),
        };
        self.noted(ran)
    }

    /// Several statements without parameters, such as a migration.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreError> {
        let ran = match &mut self.driver {
            Driver::Sqlite(conn) => conn.batch(sql),
            Driver::Postgres(conn) => conn.batch(sql),
        };
        self.noted(ran)
    }

    /// The first database fault since the transaction or the savepoint began, if any. PostgreSQL
    /// refuses everything after it, so both engines do: see [`Conn::usable`].
    pub(crate) fn failure(&self) -> Option<StoreError> {
        self.failure.clone()
    }

    fn usable(&self, params: &[Val<'_>]) -> Result<(), StoreError> {
        match &self.failure {
            Some(error) => Err(error.clone()),
            None => Val::check(params),
        }
    }

    fn noted<T>(&mut self, ran: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(error) = &ran {
            self.failure = Some(error.clone());
        }
        ran
    }
}

/// Transactions. After an error here the connection is to be dropped.
impl Conn {
    /// Takes the write lock at once on SQLite, so that no later statement can fail for want of it.
    pub(crate) fn begin_write(&mut self) -> Result<(), StoreError> {
        self.control("BEGIN IMMEDIATE", "BEGIN")
    }

    /// From here on every statement sees the same state of the database.
    pub(crate) fn begin_read(&mut self) -> Result<(), StoreError> {
        self.control("BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    }

    pub(crate) fn savepoint(&mut self) -> Result<(), StoreError> {
        self.control("SAVEPOINT job", "SAVEPOINT job")
    }

    pub(crate) fn release(&mut self) -> Result<(), StoreError> {
        self.still_open()?;
        self.control("RELEASE job", "RELEASE job")
    }

    /// Undoes everything since the savepoint and gives it up.
    pub(crate) fn rollback_to(&mut self) -> Result<(), StoreError> {
        self.still_open()?;
        self.control("ROLLBACK TO job", "ROLLBACK TO job; RELEASE job")?;
        match &self.driver {
            Driver::Sqlite(_) => self.control("RELEASE job", ""),
            Driver::Postgres(_) => Ok(()),
        }
    }

    pub(crate) fn commit(&mut self) -> Result<(), StoreError> {
        self.still_open()?;
        self.control("COMMIT", "COMMIT")
    }

    pub(crate) fn rollback(&mut self) -> Result<(), StoreError> {
        self.still_open()?;
        self.control("ROLLBACK", "ROLLBACK")
    }

    fn control(&mut self, sqlite: &str, postgres: &str) -> Result<(), StoreError> {
        self.failure = None;
        match &mut self.driver {
            Driver::Sqlite(conn) => conn.control(sqlite),
            Driver::Postgres(conn) => conn.batch(postgres),
        }
    }

    /// SQLite ends a transaction by itself after some faults; what follows would then not belong to it.
    fn still_open(&self) -> Result<(), StoreError> {
        let open = match &self.driver {
            Driver::Sqlite(conn) => conn.in_transaction(),
            Driver::Postgres(conn) => !conn.is_closed(),
        };
        match (open, &self.failure) {
            (true, _) => Ok(()),
            (false, Some(error)) => Err(error.clone()),
            (false, None) => Err(StoreError::unavailable("the transaction was lost")),
        }
    }
}
