//! A connection that is opened when needed and replaced when it was lost.

use super::connection::{Access, Conn};
use super::url::DatabaseUrl;
use crate::StoreError;
use crate::sealing::Keys;

/// The place of one thread's connection.
#[derive(Debug)]
pub(crate) struct Link {
    url: DatabaseUrl,
    keys: Keys,
    access: Access,
    conn: Option<Conn>,
}

impl Link {
    pub(crate) fn new(url: DatabaseUrl, keys: Keys, access: Access) -> Self {
        Self { url, keys, access, conn: None }
    }

    /// The connection, opened if there is none.
    pub(crate) fn conn(&mut self) -> Result<&mut Conn, StoreError> {
        let conn = match self.conn.take() {
            Some(conn) => conn,
            None => Conn::open(&self.url, &self.keys, self.access)?,
        };
        Ok(self.conn.insert(conn))
    }

    /// The connection in a new transaction. One that was lost while idle (a restarted server) is
    /// replaced once: nothing had been asked of it yet.
    pub(crate) fn begin(&mut self) -> Result<&mut Conn, StoreError> {
        let was_open = self.conn.is_some();
        match self.try_begin() {
            Err(StoreError::Unavailable { .. }) if was_open => {
                self.drop_conn();
                self.try_begin()
            }
            other => other,
        }
        .inspect_err(|error| tracing::warn!(code = error.code(), "{error}"))?;
        self.conn()
    }

    /// Gives up a connection that is no longer trusted.
    pub(crate) fn drop_conn(&mut self) {
        self.conn = None;
    }

    fn try_begin(&mut self) -> Result<(), StoreError> {
        let access = self.access;
        let conn = self.conn()?;
        match access {
            Access::Read => conn.begin_read(),
            Access::Write => conn.begin_write(),
        }
    }
}
