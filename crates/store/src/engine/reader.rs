//! Reading: what both a read transaction and a write transaction can do.

use super::connection::{Access, Conn};
use super::{Engine, Row, Val};
use crate::StoreError;
use crate::sealing::Keys;

/// A transaction seen by code that only reads. Functions that read take `&mut Reader<'_>`; a
/// [`crate::Tx`] can be passed to them too, and even then they cannot write.
///
/// SQL uses `$1` to `$n` for both engines. After a database fault the same fault is the answer
/// to everything else in the transaction.
#[derive(Debug)]
pub struct Reader<'c> {
    pub(super) conn: &'c mut Conn,
}

impl<'c> Reader<'c> {
    pub(crate) fn new(conn: &'c mut Conn) -> Self {
        Self { conn }
    }

    /// Which engine this is, for the few texts that differ (`dialect`).
    pub fn engine(&self) -> Engine {
        self.conn.engine()
    }

    /// The keys of what is sealed in this database.
    pub(crate) fn keys(&self) -> &Keys {
        self.conn.keys()
    }

    /// All rows of an answer. The SQL must bound their number.
    pub fn query<T>(
        &mut self,
        sql: &str,
        params: &[Val<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.conn.query(Access::Read, sql, params, map)
    }

    /// The row of an answer, if there is one; a second row is [`StoreError::Inconsistent`].
    pub fn query_opt<T>(
        &mut self,
        sql: &str,
        params: &[Val<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.conn.query_opt(Access::Read, sql, params, map)
    }

    /// The one row of an answer; none is [`StoreError::Inconsistent`].
    pub fn query_one<T>(
        &mut self,
        sql: &str,
        params: &[Val<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.query_opt(sql, params, map)?.ok_or_else(|| no_row(sql))
    }

    /// Hands over each row of an answer that is taken at once, such as the groups of a figure: one statement,
    /// held to the reader's time limit. An error of `each` ends the statement and is returned.
    pub fn for_each(
        &mut self,
        sql: &str,
        params: &[Val<'_>],
        mut each: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.conn.for_each(Access::Read, sql, params, &mut each)
    }

    /// Hands over each row of a `SELECT` as it comes: for answers of any length, and for callers that take their
    /// time, such as exports. An error of `each` ends the statement and is returned.
    pub fn stream(
        &mut self,
        sql: &str,
        params: &[Val<'_>],
        mut each: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.conn.stream(sql, params, &mut each)
    }
}

pub(super) fn no_row(sql: &str) -> StoreError {
    StoreError::inconsistent(format!("no row from: {sql}"))
}
