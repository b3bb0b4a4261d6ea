//! The clock and the source of randomness: the only places that know the time and make secrets.

use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

use redress_domain::time::Instant;

/// Tells the time. A fake stands in for tests and for demo data.
pub trait Clock: Send + Sync + std::fmt::Debug {
    fn now(&self) -> Instant;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Instant {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Instant::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

/// A clock that stands where it is set: for demo data and tests.
#[derive(Debug)]
pub struct SetClock {
    now: Mutex<Instant>,
}

impl SetClock {
    pub fn at(now: Instant) -> Self {
        Self { now: Mutex::new(now) }
    }

    pub fn set(&self, to: Instant) {
        let mut now = self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *now = to;
    }
}

impl Clock for SetClock {
    fn now(&self) -> Instant {
        *self.now.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
