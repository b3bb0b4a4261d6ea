//! Group commit: the one thread that writes. Jobs that wait together share a transaction and
//! its flush to disk; each is undone alone if it fails, and none is answered before the commit.

use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender, bounded};

use super::connection::{Access, Conn};
use super::job::{Answer, WriteJob};
use super::link::Link;
use super::{DatabaseUrl, Tx};
use crate::StoreError;
use crate::heads::BatchState;
use crate::sealing::Keys;

/// Jobs that share one commit at most: bounds what one failed commit undoes, and the wait.
const BATCH: usize = 64;

/// The writing thread and the queue before it.
#[derive(Debug)]
pub(crate) struct Writer {
    pub(crate) jobs: Sender<WriteJob>,
    pub(crate) thread: JoinHandle<()>,
}

impl Writer {
    /// Starts the thread, which connects and runs `prepare` (the migrations) first.
    /// Waits for that, and gives back its failure.
    pub(crate) fn start(
        url: DatabaseUrl,
        keys: Keys,
        queue: usize,
        prepare: impl FnOnce(&mut Conn) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<Self, StoreError> {
        let (jobs, waiting) = bounded(queue);
        let (ready, started) = bounded(1);
        let run = move || {
            let mut link = Link::new(url, keys, Access::Write);
            let prepared = link.conn().and_then(prepare);
            let failed = prepared.is_err();
            if ready.send(prepared).is_ok() && !failed {
                work_off(&mut link, &waiting);
            }
        };
        let thread = thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(run)
            .map_err(|error| StoreError::unavailable(format!("cannot start a thread: {error}")))?;
        started.recv().unwrap_or(Err(StoreError::Panicked))?;
        Ok(Self { jobs, thread })
    }
}

/// Until every sender is gone and the queue is empty.
fn work_off(link: &mut Link, waiting: &Receiver<WriteJob>) {
    while let Ok(first) = waiting.recv() {
        let conn = match link.begin() {
            Ok(conn) => conn,
            Err(error) => {
                refuse_all(first, waiting, &error);
                continue;
            }
        };
        let mut answers = Vec::new();
        let committed = run_batch(conn, first, waiting, &mut answers);
        if let Err(error) = &committed {
            // After a failed flush nothing that this connection believes is trusted.
            tracing::error!(code = error.code(), jobs = answers.len(), "{error}");
            link.drop_conn();
        }
        for answer in answers {
            answer(committed.clone());
        }
    }
}

/// Runs the first job and those already waiting, then commits.
fn run_batch(
    conn: &mut Conn,
    first: WriteJob,
    waiting: &Receiver<WriteJob>,
    answers: &mut Vec<Answer>,
) -> Result<(), StoreError> {
    let mut batch = BatchState::default();
    let mut kept = false;
    let mut next = Some(first);
    while let Some(job) = next {
        kept |= run_one(conn, job, kept, &mut batch, answers)?;
        next = if answers.len() < BATCH { waiting.try_recv().ok() } else { None };
    }
    batch.flush(conn)?;
    conn.commit().map_err(|error| StoreError::NotDurable { what: error.to_string() })
}

/// Runs one job so that its failure undoes nothing but itself. With nothing kept before it the
/// whole transaction is its own, and no savepoint is needed. True when its work is kept.
fn run_one(
    conn: &mut Conn,
    job: WriteJob,
    after_others: bool,
    batch: &mut BatchState,
    answers: &mut Vec<Answer>,
) -> Result<bool, StoreError> {
    if after_others && let Err(error) = conn.savepoint() {
        answers.push(job(Err(error.clone())).answer);
        return Err(error);
    }
    let before = batch.mark();
    let ran = job(Ok(&mut Tx::new(conn, batch)));
    answers.push(ran.answer);
    match (ran.keep, after_others) {
        (true, true) => conn.release()?,
        (true, false) => {}
        (false, true) => {
            batch.restore(before);
            conn.rollback_to()?;
        }
        (false, false) => {
            batch.restore(before);
            conn.rollback()?;
            conn.begin_write()?;
        }
    }
    Ok(ran.keep)
}

/// Without a database everything that waits is refused at once, instead of one connection
/// attempt after another.
fn refuse_all(first: WriteJob, waiting: &Receiver<WriteJob>, error: &StoreError) {
    for job in std::iter::once(first).chain(waiting.try_iter().take(waiting.len())) {
        (job(Err(error.clone())).answer)(Ok(()));
    }
}
