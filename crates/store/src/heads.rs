//! The end of each organisation's chain of events, and what else the jobs of one commit share.

use std::collections::HashMap;
use std::sync::Arc;

use crate::engine::{Access, Conn};
use crate::sealing::Keyring;
use crate::search::PendingWords;
use crate::{StoreError, vals};

/// Where an organisation's numbering and its hash chain stand. A new organisation starts at
/// zero, with a hash of zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Number of the last event; the next one gets `seq + 1`.
    pub seq: i64,
    /// Hash of the last event.
    pub hash: [u8; 32],
    /// Number of the last case.
    pub last_case: i64,
}

/// A head as the database has it and as the jobs of this batch have moved it.
#[derive(Debug, Clone, Copy)]
struct Slot {
    stored: Head,
    now: Head,
}

/// What the jobs that share a commit keep in memory, so that it is read and written once.
#[derive(Debug, Default)]
pub(crate) struct BatchState {
    heads: HashMap<Arc<str>, Slot>,
    words: PendingWords,
    /// The keys that people are sealed with, once somebody was.
    pub(crate) sealing: Option<Arc<Keyring>>,
}

/// The state before a job, to go back to if the job fails.
pub(crate) struct Mark(HashMap<Arc<str>, Slot>);

impl BatchState {
    pub(crate) fn mark(&mut self) -> Mark {
        self.words.mark();
        Mark(self.heads.clone())
    }

    pub(crate) fn restore(&mut self, mark: Mark) {
        self.heads = mark.0;
        self.words.restore();
        // The job may have put the first key in use.
        self.sealing = None;
    }

    /// Loads the head on first use in the batch. The statement creates a missing row and, on
    /// PostgreSQL, locks it against other processes in the same step.
    pub(crate) fn head(&mut self, conn: &mut Conn, organisation_id: &str) -> Result<&mut Head, StoreError> {
        if !self.heads.contains_key(organisation_id) {
            let stored = load(conn, organisation_id)?;
            self.heads.insert(Arc::from(organisation_id), Slot { stored, now: stored });
        }
        match self.heads.get_mut(organisation_id) {
            Some(slot) => Ok(&mut slot.now),
            None => Err(StoreError::inconsistent("a head was not kept")),
        }
    }

    pub(crate) fn put_words(
        &mut self,
        conn: &mut Conn,
        organisation_id: &str,
        case_no: i64,
        words: Option<String>,
    ) -> Result<(), StoreError> {
        self.words.put(conn, organisation_id, case_no, words)
    }

    /// Writes everything that was only kept in memory; called just before the commit.
    pub(crate) fn flush(&mut self, conn: &mut Conn) -> Result<(), StoreError> {
        for (organisation_id, slot) in &self.heads {
            if slot.now != slot.stored {
                save(conn, organisation_id, &slot.now)?;
            }
        }
        self.words.flush(conn)
    }
}

fn load(conn: &mut Conn, organisation_id: &str) -> Result<Head, StoreError> {
    let sql = "INSERT INTO heads (organisation_id, seq, hash, last_case) VALUES ($1, 0, $2, 0)
               ON CONFLICT (organisation_id) DO UPDATE SET seq = heads.seq
               RETURNING seq, hash, last_case";
    let params = vals![organisation_id, &[0; 32]];
    let found = conn.query_opt(Access::Write, sql, params, |row| {
        Ok(Head { seq: row.int(0)?, hash: row.bytes(1)?, last_case: row.int(2)? })
    })?;
    found.ok_or_else(|| StoreError::inconsistent("no head was returned"))
}

fn save(conn: &mut Conn, organisation_id: &str, head: &Head) -> Result<(), StoreError> {
    let sql = "UPDATE heads SET seq = $2, hash = $3, last_case = $4 WHERE organisation_id = $1";
    let changed = conn.execute(sql, vals![organisation_id, head.seq, &head.hash, head.last_case])?;
    if changed == 1 { Ok(()) } else { Err(StoreError::inconsistent(format!("the head of {organisation_id} is gone"))) }
}
