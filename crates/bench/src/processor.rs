//! How long processors have worked for this program: what a busy machine does not distort.

use std::time::Duration;

use anyhow::{Context, Result};

/// Linux tells these times in hundredths of a second.
const TICK_MS: u64 = 10;

/// Processor time of all threads so far, in the program and in the kernel for it.
pub fn time() -> Result<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    // The name, in brackets, may hold anything; the numbers follow it.
    let (_, numbers) = stat.rsplit_once(')').context("/proc/self/stat cannot be read")?;
    let ticks = numbers.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
    let ticks = ticks.sum::<Result<u64, _>>().context("/proc/self/stat holds no times")?;
    Ok(Duration::from_millis(ticks.saturating_mul(TICK_MS)))
}
