//! The writing thread: what is acknowledged is kept, what fails is undone alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

use std::sync::mpsc::channel;
use std::thread;

use redress_store::{Head, Store, StoreError, StoreOptions, Tx, vals};
use redress_testkit::both_engines;

type Done<T = ()> = Result<T, StoreError>;

/// A fault of the caller's own, as the use cases have them.
#[derive(Debug, PartialEq)]
enum Refused {
    ByRule(i64),
    Store(StoreError),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

fn table(store: &Store) {
    let sql = "CREATE TABLE entry (seq BIGINT NOT NULL PRIMARY KEY, words TEXT NOT NULL)";
    store.write_blocking(|tx| tx.execute(sql, &[])).unwrap();
}

/// Takes the next number and writes a row under it.
fn append(tx: &mut Tx<'_>, words: &str) -> Done<i64> {
    let head = tx.head("org")?;
    head.seq += 1;
    let seq = head.seq;
    tx.execute("INSERT INTO entry (seq, words) VALUES ($1, $2)", vals![seq, words])?;
    Ok(seq)
}

fn entries(store: &Store) -> Vec<(i64, String)> {
    let sql = "SELECT seq, words FROM entry ORDER BY seq";
    store
        .read_blocking(|reader| reader.query(sql, &[], |row| Ok((row.int(0)?, row.text(1)?))))
        .map_err(|error: StoreError| error)
        .unwrap()
}

fn head(store: &Store) -> Head {
    store.write_blocking(|tx| tx.head("org").copied()).unwrap()
}

/// Keeps the writing thread busy while `queue` fills it, so that all those jobs are in one batch.
fn in_one_batch(store: &Store, queue: impl FnOnce()) {
    let (entered, wait_entered) = channel();
    let (release, wait_release) = channel::<()>();
    let busy = store.clone();
    let blocker = thread::spawn(move || {
        busy.write_blocking(move |_| -> Done {
            entered.send(()).unwrap();
            wait_release.recv().map_err(|_| StoreError::inconsistent("the test ended"))
        })
    });
    wait_entered.recv().unwrap();
    queue();
    release.send(()).unwrap();
    blocker.join().unwrap().unwrap();
}

/// Puts jobs into the queue in order without waiting for their answers.
fn queued<T: Send + 'static, E: From<StoreError> + Send + 'static>(
    runtime: &tokio::runtime::Runtime,
    store: &Store,
    job: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
) -> Box<dyn FnOnce() -> Result<T, E>> {
    let store = store.clone();
    let (polled, was_polled) = channel();
    let task = runtime.spawn(async move {
        let answer = store.write(job);
        tokio::pin!(answer);
        // The first poll queues the job.
        let first =
            std::future::poll_fn(|context| std::task::Poll::Ready(std::future::Future::poll(answer.as_mut(), context)));
        let now = first.await;
        polled.send(()).unwrap();
        match now {
            std::task::Poll::Ready(result) => result,
            std::task::Poll::Pending => answer.await,
        }
    });
    was_polled.recv().unwrap();
    let handle = runtime.handle().clone();
    Box::new(move || handle.block_on(task).unwrap())
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

both_engines! {
    fn every_acknowledged_write_is_there(db) {
        let store = db.store();
        table(store);
        let writers: Vec<_> = (0..8).map(|writer| {
            let store = store.clone();
            thread::spawn(move || {
                let mut done = Vec::new();
                for turn in 0..50 {
                    let words = format!("{writer}/{turn}");
                    let job_words = words.clone();
                    let result = store.write_blocking(move |tx| {
                        let seq = append(tx, &job_words)?;
                        if turn % 5 == 3 { Err(Refused::ByRule(seq)) } else { Ok(seq) }
                    });
                    match result {
                        Ok(seq) => done.push((seq, words)),
                        Err(refused) => assert!(matches!(refused, Refused::ByRule(_)), "{refused:?}"),
                    }
                }
                done
            })
        }).collect();
        let mut acknowledged: Vec<_> = writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect();
        acknowledged.sort();
        assert_eq!(acknowledged.len(), 8 * 40);
        assert_eq!(entries(store), acknowledged);
        assert!(acknowledged.iter().map(|(seq, _)| *seq).eq(1..=320), "numbers have a gap");
        assert_eq!(head(store).seq, 320);
    }

    fn a_failing_job_is_undone_alone(db) {
        let (store, runtime) = (db.store(), runtime());
        table(store);
        let mut answers = Vec::new();
        in_one_batch(store, || {
            for number in 0..20 {
                answers.push(queued(&runtime, store, move |tx| {
                    let seq = append(tx, &format!("job {number}"))?;
                    tx.head("org")?.last_case += 1;
                    match number % 4 {
                        0 => Err(Refused::ByRule(number)),
                        1 => panic!("a defect in the job"),
                        2 => Ok(append(tx, "second row").and_then(|_| {
                            tx.execute("INSERT INTO entry (seq, words) VALUES ($1, $2)", vals![seq, "taken"])
                        }).map(|_| seq)?),
                        _ => Ok(seq),
                    }
                }));
            }
        });
        let answers: Vec<_> = answers.into_iter().map(|answer| answer()).collect();
        for (number, answer) in (0..).zip(&answers) {
            match number % 4 {
                0 => assert_eq!(*answer, Err(Refused::ByRule(number))),
                1 => assert_eq!(*answer, Err(Refused::Store(StoreError::Panicked))),
                2 => assert_eq!(*answer, Err(Refused::Store(StoreError::Conflict { key: "entry.seq".into() }))),
                _ => assert_eq!(*answer, Ok(number / 4 + 1)),
            }
        }
        let kept: Vec<_> = entries(store).into_iter().map(|(_, words)| words).collect();
        assert_eq!(kept, ["job 3", "job 7", "job 11", "job 15", "job 19"]);
        assert_eq!((head(store).seq, head(store).last_case), (5, 5));
    }

    fn a_swallowed_fault_is_not_acknowledged(db) {
        let store = db.store();
        table(store);
        let answer = store.write_blocking(|tx| -> Done {
            append(tx, "first")?;
            let twice = tx.execute("INSERT INTO entry (seq, words) VALUES (1, 'again')", &[]);
            assert!(twice.is_err());
            assert!(tx.execute("INSERT INTO entry (seq, words) VALUES (2, 'more')", &[]).is_err());
            Ok(())
        });
        assert_eq!(answer, Err(StoreError::Conflict { key: "entry.seq".into() }));
        assert!(entries(store).is_empty());
        assert_eq!(head(store).seq, 0);
    }

    fn heads_of_organisations_are_apart_and_kept(db) {
        let store = db.store();
        let moved = Head { seq: 7, hash: [9; 32], last_case: 3 };
        store.write_blocking(move |tx| -> Done {
            *tx.head("org")? = moved;
            tx.head("other")?.seq = 1;
            Ok(())
        }).unwrap();
        assert_eq!(head(store), moved);
        let other = store.write_blocking(|tx| tx.head("other").copied());
        assert_eq!(other, Ok(Head { seq: 1, hash: [0; 32], last_case: 0 }));
    }

    fn two_processes_number_without_a_gap(db) {
        let other = Store::open(&db.url(), &db.keys(), StoreOptions::default()).unwrap();
        table(db.store());
        let writers: Vec<_> = [db.store().clone(), other].into_iter().map(|store| {
            thread::spawn(move || {
                for turn in 0..30 {
                    store.write_blocking(move |tx| append(tx, &turn.to_string())).unwrap();
                }
            })
        }).collect();
        for writer in writers {
            writer.join().unwrap();
        }
        assert!(entries(db.store()).iter().map(|(seq, _)| *seq).eq(1..=60));
    }

    fn a_full_queue_says_busy(db) {
        let options = StoreOptions { write_queue: 1, ..StoreOptions::default() };
        let (store, runtime) = (Store::open(&db.url(), &db.keys(), options).unwrap(), runtime());
        let mut answers = Vec::new();
        in_one_batch(&store, || {
            for _ in 0..3 {
                answers.push(queued(&runtime, &store, |_| -> Done { Ok(()) }));
            }
        });
        let codes: Vec<_> = answers.into_iter().map(|answer| answer().map_err(|error| error.code())).collect();
        assert_eq!(codes, [Ok(()), Err("store-busy"), Err("store-busy")]);
    }

    fn closing_finishes_what_was_accepted(db) {
        let (store, runtime) = (Store::open(&db.url(), &db.keys(), StoreOptions::default()).unwrap(), runtime());
        table(db.store());
        let mut answers = Vec::new();
        in_one_batch(&store, || {
            for number in 0..5 {
                answers.push(queued(&runtime, &store, move |tx| append(tx, &number.to_string())));
            }
        });
        drop(store);
        let numbers: Vec<_> = answers.into_iter().map(|answer| answer().unwrap()).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5]);
        assert_eq!(entries(db.store()).len(), 5);
    }

    fn ping_answers(db) {
        runtime().block_on(db.store().ping()).unwrap();
    }
}
