//! What callers hand to the store's threads: a closure, and the way its answer travels back.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::{Reader, Tx};
use crate::StoreError;

/// A read. Given an error instead of a transaction, it only passes the error on.
pub(crate) type ReadJob = Box<dyn FnOnce(Result<&mut Reader<'_>, StoreError>) + Send>;

/// A write. It must not answer before the commit, so it returns how to.
pub(crate) type WriteJob = Box<dyn FnOnce(Result<&mut Tx<'_>, StoreError>) -> Ran + Send>;

/// Tells the caller of a job how it ended, once it is known whether the commit succeeded.
pub(crate) type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;

/// A write that has run and waits for its commit.
pub(crate) struct Ran {
    /// False: what it did must be undone.
    pub(crate) keep: bool,
    pub(crate) answer: Answer,
}

pub(crate) fn read_job<T, E, F>(work: F, reply: impl FnOnce(Result<T, E>) + Send + 'static) -> ReadJob
where
    F: FnOnce(&mut Reader<'_>) -> Result<T, E> + Send + 'static,
    E: From<StoreError>,
{
    Box::new(move |reader| {
        reply(match reader {
            Ok(reader) => guarded(|| work(reader)),
            Err(error) => Err(error.into()),
        });
    })
}

pub(crate) fn write_job<T, E, F>(work: F, reply: impl FnOnce(Result<T, E>) + Send + 'static) -> WriteJob
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    Box::new(move |tx| {
        let result = match tx {
            Ok(tx) => {
                let result = guarded(|| work(tx));
                // A fault that the work did not pass on still undid or refused part of it.
                match (result, tx.failure()) {
                    (Ok(_), Some(fault)) => Err(fault.into()),
                    (result, _) => result,
                }
            }
            Err(error) => Err(error.into()),
        };
        Ran {
            keep: result.is_ok(),
            answer: Box::new(move |commit| {
                reply(match commit {
                    Ok(()) => result,
                    Err(error) => Err(error.into()),
                });
            }),
        }
    })
}

/// A panic ends the job alone, not the thread it runs on.
fn guarded<T, E: From<StoreError>>(work: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(StoreError::Panicked.into()))
}
