//! Heavy work in turn, off the threads that answer requests: so much at once, so much waiting, and busy beyond that.

use redress_store::StoreError;
use tokio::sync::Semaphore;

/// Room for one kind of heavy work. Without it whoever asks often enough takes processors and memory from everybody.
#[derive(Debug)]
pub struct Turns {
    what: &'static str,
    under_way: Semaphore,
    asked_for: Semaphore,
}

impl Turns {
    /// `at_once` pieces of work at a time, while `waiting` more wait for their turn.
    pub const fn new(what: &'static str, at_once: usize, waiting: usize) -> Self {
        let asked_for = Semaphore::const_new(at_once.saturating_add(waiting));
        Self { what, under_way: Semaphore::const_new(at_once), asked_for }
    }

    /// Does a piece of work when its turn comes.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when too many wait; [`StoreError::Panicked`] when the work did not come to an end.
    pub async fn take<T: Send + 'static>(
        &'static self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let busy = |_| StoreError::Busy { what: self.what.to_owned() };
        let _asked = self.asked_for.try_acquire().map_err(busy)?;
        let room = self.under_way.acquire().await.map_err(|error| StoreError::unavailable(error.to_string()))?;
        let work = move || {
            // Held by the work itself, which goes on when whoever asked has gone.
            let _room = room;
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| StoreError::Panicked)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use std::sync::mpsc::channel;

    use super::*;

    #[tokio::test(flavor = "multi_thread")]
    async fn one_works_one_waits_and_the_third_is_told() {
        static TURNS: Turns = Turns::new("tests", 1, 1);
        let (begun, has_begun) = channel();
        let (end, ends) = channel();
        let first = tokio::spawn(TURNS.take(move || {
            begun.send(()).unwrap();
            ends.recv().unwrap();
            1
        }));
        has_begun.recv().unwrap();
        let second = tokio::spawn(TURNS.take(|| 2));
        while TURNS.asked_for.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(TURNS.take(|| 3).await.unwrap_err().code(), "store-busy");
        end.send(()).unwrap();
        assert_eq!((first.await.unwrap().unwrap(), second.await.unwrap().unwrap()), (1, 2));
        assert_eq!(TURNS.take(|| 4).await.unwrap(), 4);
    }
}
