//! Writing: one job's share of a write transaction.

use std::ops::{Deref, DerefMut};

use super::connection::{Access, Conn};
use super::reader::{Reader, no_row};
use super::{Row, Val};
use crate::heads::{BatchState, Head};
use crate::sealing::tokens;
use crate::{StoreError, dialect, search};

/// A write transaction as one job sees it. What it did is kept only if the job ends well and
/// the commit it shares with other jobs succeeds.
///
/// It reads like a [`Reader`]; its own `query_…` methods also run `INSERT … RETURNING` and the like.
/// A statement that fails ends the job: where a conflict is expected, write `ON CONFLICT DO NOTHING`.
#[derive(Debug)]
pub struct Tx<'c> {
    reader: Reader<'c>,
    batch: &'c mut BatchState,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(conn: &'c mut Conn, batch: &'c mut BatchState) -> Self {
        Self { reader: Reader::new(conn), batch }
    }

    /// Runs a statement; the number of rows it changed.
    pub fn execute(&mut self, sql: &str, params: &[Val<'_>]) -> Result<u64, StoreError> {
        self.reader.conn.execute(sql, params)
    }

    /// Inserts many rows: `prefix VALUES (…), (…) suffix`, where prefix is `INSERT INTO t (a, b)`,
    /// suffix is empty or an `ON CONFLICT` clause, and `values` holds `columns` values for each row.
    /// The number of rows inserted or changed.
    pub fn insert_many(
        &mut self,
        prefix: &str,
        columns: usize,
        values: &[Val<'_>],
        suffix: &str,
    ) -> Result<u64, StoreError> {
        self.reader.conn.insert_many(prefix, columns, values, suffix)
    }

    /// As [`Reader::query`], for statements that also write.
    pub fn query<T>(
        &mut self,
        sql: &str,
        params: &[Val<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        self.reader.conn.query(Access::Write, sql, params, map)
    }

    /// As [`Reader::query_opt`], for statements that also write.
    pub fn query_opt<T>(
        &mut self,
        sql: &str,
        params: &[Val<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        self.reader.conn.query_opt(Access::Write, sql, params, map)
    }

    /// As [`Reader::query_one`], for statements that also write.
    pub fn query_one<T>(
        &mut self,
        sql: &str,
        params: &[Val<'_>],
        map: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.query_opt(sql, params, map)?.ok_or_else(|| no_row(sql))
    }

    /// The end of the organisation's chain of events, locked until the commit. Change it in
    /// place; it is written once for all jobs that share the commit.
    pub fn head(&mut self, organisation_id: &str) -> Result<&mut Head, StoreError> {
        self.batch.head(self.reader.conn, organisation_id)
    }

    /// Lets the engine count its tables anew, so that it plans the next reports for what is there now.
    pub fn renew_statistics(&mut self) -> Result<(), StoreError> {
        match dialect::renew_statistics(self.engine()) {
            Some(sql) => self.execute(sql, &[]).map(|_| ()),
            None => Ok(()),
        }
    }

    /// Makes a case findable by these words and those of its people, in place of those given before. The text is taken
    /// over at the commit, so the transaction itself does not find it yet.
    pub fn put_search_text(
        &mut self,
        organisation_id: &str,
        case_no: i64,
        text: &str,
        people: &str,
    ) -> Result<(), StoreError> {
        let mut words = search::fold(text);
        if !people.is_empty() {
            words.push_str(&tokens(self.sealing_keys()?.in_use(), organisation_id, &search::fold(people)));
        }
        self.batch.put_words(self.reader.conn, organisation_id, case_no, Some(words))
    }

    /// Makes a case no longer findable by words.
    pub fn remove_search_text(&mut self, organisation_id: &str, case_no: i64) -> Result<(), StoreError> {
        self.batch.put_words(self.reader.conn, organisation_id, case_no, None)
    }

    /// What the jobs that share the commit keep in memory.
    pub(crate) fn batch(&mut self) -> &mut BatchState {
        self.batch
    }

    /// The first database fault of this job, even one that its code did not pass on.
    pub(crate) fn failure(&self) -> Option<StoreError> {
        self.reader.conn.failure()
    }
}

impl<'c> Deref for Tx<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}

impl<'c> DerefMut for Tx<'c> {
    fn deref_mut(&mut self) -> &mut Reader<'c> {
        &mut self.reader
    }
}
