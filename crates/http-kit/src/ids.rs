//! Ids of requests and incidents: unique, to be quoted by people, and no secret.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// The next id: eight hexadecimal digits of this process, a hyphen, a running number.
pub(crate) fn next() -> String {
    static PROCESS: LazyLock<u64> = LazyLock::new(|| RandomState::new().hash_one(std::process::id()) & 0xffff_ffff);
    static NUMBER: AtomicU64 = AtomicU64::new(1);
    format!("{:08x}-{}", *PROCESS, NUMBER.fetch_add(1, Ordering::Relaxed))
}
