//! The handle through which everything reads and writes.

use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossbeam_channel::{Sender, TrySendError};
use redress_domain::time::Instant;
use tokio::sync::oneshot;

use crate::engine::job::{ReadJob, WriteJob, read_job, write_job};
use crate::engine::{Access, Conn, DatabaseUrl, Engine, Reader, Readers, Tx, Writer};
use crate::sealing::{Keys, check_keys, clear_of_older_keys, seal_what_is_plain};
use crate::{StoreError, schema};

/// Fixed limits of a store; the defaults suit one office as well as a busy ombudsman.
#[derive(Debug, Clone, Copy)]
pub struct StoreOptions {
    /// Threads that read, each with a connection (default 4).
    pub readers: usize,
    /// Writes that may wait; beyond, callers get [`StoreError::Busy`] (default 1,024).
    pub write_queue: usize,
    /// Reads that may wait; beyond, callers get [`StoreError::Busy`] (default 512).
    pub read_queue: usize,
    /// How long an async caller waits for its answer before [`StoreError::TimedOut`] (default 9 s).
    pub answer_within: Duration,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self { readers: 4, write_queue: 1_024, read_queue: 512, answer_within: Duration::from_secs(9) }
    }
}

/// A database in use. Copies share it; when the last one goes, work already accepted is
/// finished and the threads end.
#[derive(Debug, Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    engine: Engine,
    url: DatabaseUrl,
    keys: Keys,
    answer_within: Duration,
    /// `None` only while closing.
    queues: Option<Queues>,
    readers: Vec<JoinHandle<()>>,
    writer: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Queues {
    writes: Sender<WriteJob>,
    reads: Sender<ReadJob>,
}

impl Store {
    /// Connects, brings the tables to this program's shape, starts the threads, and seals what a program before left plain. Blocks.
    ///
    /// # Errors
    /// [`StoreError::KeyMissing`] when something is sealed with a key that is not there; the database cannot be opened, or is of
    /// another version.
    pub fn open(url: &DatabaseUrl, keys: &Keys, options: StoreOptions) -> Result<Self, StoreError> {
        Self::open_with(url, keys, options, |_| Ok(()))
    }

    /// As [`Store::open`], with `before_upgrade` run before the tables of an older program are changed; its error leaves them as
    /// they are.
    pub fn open_with(
        url: &DatabaseUrl,
        keys: &Keys,
        options: StoreOptions,
        before_upgrade: impl FnOnce(&mut Reader<'_>) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<Self, StoreError> {
        let prepare = move |conn: &mut Conn| schema::migrate(conn, before_upgrade).and_then(|()| check_keys(conn));
        let writer = Writer::start(url.clone(), keys.clone(), options.write_queue, prepare)?;
        let readers = Readers::start(url, keys, options.readers, options.read_queue)?;
        let store = Self {
            inner: Arc::new(Inner {
                engine: url.engine(),
                url: url.clone(),
                keys: keys.clone(),
                answer_within: options.answer_within,
                queues: Some(Queues { writes: writer.jobs, reads: readers.jobs }),
                readers: readers.threads,
                writer: Some(writer.thread),
            }),
        };
        seal_what_is_plain(&store)?;
        Ok(store)
    }

    /// The keys of what is sealed in the database.
    pub fn keys(&self) -> &Keys {
        &self.inner.keys
    }

    /// Which engine is behind this store.
    pub fn engine(&self) -> Engine {
        self.inner.engine
    }

    /// Runs `work` in a write transaction and answers when the commit is on disk. If `work` fails,
    /// all it did is undone. Needs a tokio runtime with time enabled.
    ///
    /// Dropping the future does not stop the work. After [`StoreError::TimedOut`] and
    /// [`StoreError::NotDurable`] it is unknown whether the change was kept.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        // A caller that has gone needs no answer.
        let job = write_job(work, move |result| drop(reply.send(result)));
        offer(&self.queues()?.writes, job)?;
        self.answer(answer).await
    }

    /// As [`Store::write`] for code without a runtime: waits for a place in the queue and for the
    /// answer without a time limit.
    pub fn write_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = sync_channel(1);
        let job = write_job(work, move |result| drop(reply.send(result)));
        self.queues()?.writes.send(job).map_err(|_| stopped())?;
        answer.recv().unwrap_or_else(|_| Err(stopped().into()))
    }

    /// Runs `work` in a read transaction: everything it reads is of one moment.
    /// Needs a tokio runtime with time enabled.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Reader<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = read_job(work, move |result| drop(reply.send(result)));
        offer(&self.queues()?.reads, job)?;
        self.answer(answer).await
    }

    /// As [`Store::read`] for code without a runtime, without limits on waiting.
    pub fn read_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Reader<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (reply, answer) = sync_channel(1);
        let job = read_job(work, move |result| drop(reply.send(result)));
        self.queues()?.reads.send(job).map_err(|_| stopped())?;
        answer.recv().unwrap_or_else(|_| Err(stopped().into()))
    }

    /// Clears the files of the database of what was taken out of its tables (see `erasing`). Blocks, for as long as it takes to
    /// write all of them anew; others who write wait for it.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while somebody else writes or reads for long; it can be tried again.
    pub fn clear_blocking(&self, now: Instant) -> Result<(), StoreError> {
        crate::erasing::clear(&mut self.connect()?, now)
    }

    /// Clears the files of the database of what was sealed with keys before the one in use. Blocks.
    ///
    /// # Errors
    /// As [`Store::clear_blocking`].
    pub fn clear_of_older_keys_blocking(&self) -> Result<(), StoreError> {
        clear_of_older_keys(&mut self.connect()?)
    }

    /// A connection of its own: others go on reading, and wait while they write.
    fn connect(&self) -> Result<Conn, StoreError> {
        Conn::open(&self.inner.url, &self.inner.keys, Access::Write)
    }

    /// Asks the database for a sign of life.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.read(|reader| reader.query_one("SELECT 1", &[], |row| row.int(0))).await.map(drop)
    }

    fn queues(&self) -> Result<&Queues, StoreError> {
        self.inner.queues.as_ref().ok_or_else(stopped)
    }

    async fn answer<T, E: From<StoreError>>(&self, answer: oneshot::Receiver<Result<T, E>>) -> Result<T, E> {
        let limit = self.inner.answer_within;
        match tokio::time::timeout(limit, answer).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) => Err(stopped().into()),
            Err(_) => Err(StoreError::TimedOut { seconds: limit.as_secs() }.into()),
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let Some(Queues { writes, reads }) = self.queues.take() else { return };
        // Without senders the threads finish what is queued and end. The writer ends last: SQLite takes its log into the file
        // with the last connection that closes, and of two that close at once each may leave it to the other.
        drop(reads);
        self.readers.drain(..).for_each(join);
        drop(writes);
        self.writer.take().into_iter().for_each(join);
    }
}

/// Waits for a thread to end, but for the one that waits: the last copy of a store may have lived in a closure.
fn join(thread: JoinHandle<()>) {
    if thread.thread().id() != thread::current().id() && thread.join().is_err() {
        tracing::error!("a store thread had panicked");
    }
}

/// Puts a job into its queue, or says at once that there is no place.
fn offer<J>(queue: &Sender<J>, job: J) -> Result<(), StoreError> {
    queue.try_send(job).map_err(|error| match error {
        TrySendError::Full(_) => StoreError::Busy { what: "too many operations are waiting".to_owned() },
        TrySendError::Disconnected(_) => stopped(),
    })
}

fn stopped() -> StoreError {
    StoreError::unavailable("the store has stopped")
}
