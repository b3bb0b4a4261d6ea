//! Many operations under way at once, as a busy server has them.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use tokio::task::JoinSet;

/// Does `work` for 0 to `count`, `width` at a time.
pub async fn each<W, F>(count: usize, width: usize, work: W) -> Result<()>
where
    W: Fn(usize) -> F + Clone + Send + 'static,
    F: Future<Output = Result<()>> + Send,
{
    let next = Arc::new(AtomicUsize::new(0));
    let mut tasks = JoinSet::new();
    for _ in 0..width {
        let (next, work) = (Arc::clone(&next), work.clone());
        tasks.spawn(async move {
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return Ok(());
                }
                work(number).await?;
            }
        });
    }
    join(tasks).await
}

/// Does `work` over and over, `width` at a time, and gives how often it was done in a second.
pub async fn rate<W, F>(width: usize, during: Duration, work: W) -> Result<f64>
where
    W: Fn(usize) -> F + Clone + Send + 'static,
    F: Future<Output = Result<()>> + Send,
{
    let done = Arc::new(AtomicUsize::new(0));
    let began = Instant::now();
    let mut tasks = JoinSet::new();
    for _ in 0..width {
        let (done, work) = (Arc::clone(&done), work.clone());
        tasks.spawn(async move {
            while began.elapsed() < during {
                work(done.fetch_add(1, Ordering::Relaxed)).await?;
            }
            Ok(())
        });
    }
    join(tasks).await?;
    Ok(per_second(done.load(Ordering::Relaxed), began.elapsed()))
}

async fn join(mut tasks: JoinSet<Result<()>>) -> Result<()> {
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    Ok(())
}

/// So many in that time, by the second.
#[expect(clippy::as_conversions, reason = "no count here comes near the 53 bits that a float holds exactly")]
pub fn per_second(count: usize, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64().max(f64::EPSILON)
}
