//! The open connections: no more than so many, and which of them goes when another comes.

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

/// Every connection that is open.
#[derive(Debug)]
pub(super) struct Connections {
    most: usize,
    ticks: Arc<AtomicU64>,
    open: Mutex<BTreeMap<u64, Arc<Entry>>>,
}

#[derive(Debug)]
struct Entry {
    /// The tick since which it has kept us waiting for a request; 0 while a whole request is at work.
    waiting: AtomicU64,
    end: Notify,
}

impl Connections {
    pub(super) fn new(most: usize) -> Self {
        Self { most, ticks: Arc::new(AtomicU64::new(1)), open: Mutex::default() }
    }

    /// Takes a connection in. When there are too many, the one that has kept us waiting longest ends; `None` when all are at
    /// work.
    pub(super) fn admit(self: &Arc<Self>) -> Option<Guard> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.len() >= self.most {
            let waiting = open.iter().map(|(id, entry)| (entry.waiting.load(Ordering::Relaxed), *id));
            let (_, longest) = waiting.filter(|(since, _)| *since != 0).min()?;
            if let Some(entry) = open.remove(&longest) {
                entry.end.notify_one();
            }
        }
        let id = self.ticks.fetch_add(1, Ordering::Relaxed);
        let entry = Arc::new(Entry { waiting: AtomicU64::new(id), end: Notify::new() });
        open.insert(id, Arc::clone(&entry));
        Some(Guard { id, connections: Arc::clone(self), entry })
    }

    /// Ends every connection.
    pub(super) fn end_all(&self) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in std::mem::take(&mut *open).into_values() {
            entry.end.notify_one();
        }
    }
}

/// One connection's place. Dropping it gives the place back.
#[derive(Debug)]
pub(super) struct Guard {
    id: u64,
    connections: Arc<Connections>,
    entry: Arc<Entry>,
}

impl Guard {
    /// How to say what the connection does, and what is ready once it has to end.
    pub(super) fn parts(&self) -> (Activity, impl Future<Output = ()> + use<>) {
        let activity = Activity { ticks: Arc::clone(&self.connections.ticks), entry: Arc::clone(&self.entry) };
        let entry = Arc::clone(&self.entry);
        (activity, async move { entry.end.notified().await })
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.connections.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.id);
    }
}

/// Says what a connection is doing.
#[derive(Debug, Clone)]
pub(super) struct Activity {
    ticks: Arc<AtomicU64>,
    entry: Arc<Entry>,
}

impl Activity {
    /// A whole request has come and is at work.
    pub(super) fn at_work(&self) {
        self.entry.waiting.store(0, Ordering::Relaxed);
    }

    /// It has been answered; the next is awaited.
    pub(super) fn waits(&self) {
        self.entry.waiting.store(self.ticks.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use std::task::{Context, Poll, Waker};

    use super::*;

    fn is_ended(guard: &Guard) -> bool {
        let ended = std::pin::pin!(guard.entry.end.notified());
        ended.poll(&mut Context::from_waker(Waker::noop())) == Poll::Ready(())
    }

    #[test]
    fn the_one_that_waits_longest_goes() {
        let connections = Arc::new(Connections::new(3));
        let [first, second, third] = [(); 3].map(|()| connections.admit().unwrap());
        first.parts().0.at_work();
        second.parts().0.at_work();
        second.parts().0.waits();
        let _fourth = connections.admit().unwrap();
        assert_eq!([&first, &second, &third].map(is_ended), [false, false, true]);
        let _fifth = connections.admit().unwrap();
        assert_eq!([&first, &second].map(is_ended), [false, true]);
    }

    #[test]
    fn nobody_at_work_is_thrown_out() {
        let connections = Arc::new(Connections::new(1));
        let only = connections.admit().unwrap();
        only.parts().0.at_work();
        assert!(connections.admit().is_none());
        drop(only);
        assert!(connections.admit().is_some());
    }
}
