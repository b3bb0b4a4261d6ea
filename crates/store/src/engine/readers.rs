//! The reading threads: each owns a connection and runs one read at a time in a snapshot.

use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender, bounded};

use super::connection::Access;
use super::job::ReadJob;
use super::link::Link;
use super::{DatabaseUrl, Reader};
use crate::StoreError;
use crate::sealing::Keys;

/// The threads and the one queue they share.
#[derive(Debug)]
pub(crate) struct Readers {
    pub(crate) jobs: Sender<ReadJob>,
    pub(crate) threads: Vec<JoinHandle<()>>,
}

impl Readers {
    /// Starts the threads; each connects at its first read.
    pub(crate) fn start(url: &DatabaseUrl, keys: &Keys, count: usize, queue: usize) -> Result<Self, StoreError> {
        let (jobs, waiting) = bounded(queue);
        let start_one = |number: usize| {
            let mut link = Link::new(url.clone(), keys.clone(), Access::Read);
            let waiting = waiting.clone();
            thread::Builder::new()
                .name(format!("store-reader-{number}"))
                .spawn(move || work_off(&mut link, &waiting))
                .map_err(|error| StoreError::unavailable(format!("cannot start a thread: {error}")))
        };
        let threads = (1..=count.max(1)).map(start_one).collect::<Result<_, _>>()?;
        Ok(Self { jobs, threads })
    }
}

/// Until every sender is gone and the queue is empty.
fn work_off(link: &mut Link, waiting: &Receiver<ReadJob>) {
    while let Ok(job) = waiting.recv() {
        let conn = match link.begin() {
            Ok(conn) => conn,
            Err(error) => {
                job(Err(error));
                continue;
            }
        };
        job(Ok(&mut Reader::new(conn)));
        if conn.rollback().is_err() {
            link.drop_conn();
        }
    }
}
