//! The brake on wrong passwords. In memory only, addresses as keyed hashes under a key that is thrown away daily.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const MINUTE: Duration = Duration::from_secs(60);

/// Wrong tries that are borne, and for how long they are remembered. `(what, tries, time)`: of one account from one address;
/// of one account from anywhere; from one address, whatever the account.
/// The rules on addresses hold only where the address is known.
const LIMITS: [(Key, u32, Duration); 3] = [
    (Key::AccountAtAddress, 10, MINUTE.saturating_mul(15)),
    (Key::Account, 100, MINUTE.saturating_mul(60)),
    (Key::Address, 60, MINUTE.saturating_mul(15)),
];
/// Most counts kept at once. Beyond them new names wait: filling them takes more addresses than an honest crowd has.
const KEPT: usize = 100_000;
/// How long a key for hashing addresses lives.
const KEY_LIFE: Duration = Duration::from_secs(24 * 3_600);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    AccountAtAddress,
    Account,
    Address,
}

/// Too many wrong tries: so long until the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    pub seconds: u64,
}

/// Counts tries to sign in.
#[derive(Debug, Default)]
pub struct SignIn {
    counts: Mutex<Counts>,
}

impl SignIn {
    /// Counts a try before the password is looked at, so that many at once are no way around it.
    ///
    /// # Errors
    /// [`Wait`] when there have been too many; the password is then not to be looked at.
    pub fn attempt(&self, account: &str, address: Option<IpAddr>) -> Result<(), Wait> {
        self.attempt_at(Instant::now(), account, address)
    }

    /// Takes the count of a try back, because the password was right, and forgets earlier slips from that address.
    pub fn succeeded(&self, account: &str, address: Option<IpAddr>) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        for (key, _, _) in limits(address) {
            let hash = counts.hash(key, account, address);
            match key {
                Key::AccountAtAddress => drop(counts.tries.remove(&hash)),
                Key::Account | Key::Address => {
                    counts.tries.entry(hash).and_modify(|tries| tries.number = tries.number.saturating_sub(1));
                }
            }
        }
    }

    fn attempt_at(&self, now: Instant, account: &str, address: Option<IpAddr>) -> Result<(), Wait> {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        counts.forget(now);
        let hashes: Vec<_> =
            limits(address).map(|(key, limit, life)| (counts.hash(key, account, address), limit, life)).collect();
        let waits = hashes.iter().filter_map(|(hash, limit, life)| counts.wait(now, *hash, *limit, *life));
        if let Some(wait) = waits.max() {
            return Err(Wait { seconds: wait.as_secs().saturating_add(1) });
        }
        for (hash, _, life) in hashes {
            counts.add(now, hash, life)?;
        }
        Ok(())
    }
}

/// The rules that hold for a try from an address.
fn limits(address: Option<IpAddr>) -> impl Iterator<Item = (Key, u32, Duration)> {
    LIMITS.into_iter().filter(move |(key, _, _)| address.is_some() || *key == Key::Account)
}

#[derive(Debug)]
struct Counts {
    key: RandomState,
    key_since: Option<Instant>,
    tries: HashMap<u64, Tries>,
}

#[derive(Debug)]
struct Tries {
    number: u32,
    ends: Instant,
}

impl Default for Counts {
    fn default() -> Self {
        Self { key: RandomState::new(), key_since: None, tries: HashMap::new() }
    }
}

impl Counts {
    fn hash(&self, key: Key, account: &str, address: Option<IpAddr>) -> u64 {
        let account = (key != Key::Address).then(|| account.trim().to_lowercase());
        let address = (key != Key::Account).then(|| address.map(network));
        self.key.hash_one((key, account, address))
    }

    /// A new key once a day, and no more counts than there is room for.
    fn forget(&mut self, now: Instant) {
        let since = *self.key_since.get_or_insert(now);
        if now.saturating_duration_since(since) >= KEY_LIFE {
            *self = Self { key_since: Some(now), ..Self::default() };
        }
        if self.tries.len() >= KEPT {
            self.tries.retain(|_, tries| tries.ends > now);
        }
    }

    fn wait(&self, now: Instant, hash: u64, limit: u32, life: Duration) -> Option<Duration> {
        let tries = self.tries.get(&hash).filter(|tries| tries.number >= limit)?;
        Some(tries.ends.saturating_duration_since(now)).filter(|wait| !wait.is_zero() && *wait <= life)
    }

    fn add(&mut self, now: Instant, hash: u64, life: Duration) -> Result<(), Wait> {
        if self.tries.len() >= KEPT && !self.tries.contains_key(&hash) {
            return Err(Wait { seconds: 60 });
        }
        let tries = self.tries.entry(hash).or_insert(Tries { number: 0, ends: now + life });
        if tries.ends <= now {
            *tries = Tries { number: 0, ends: now + life };
        }
        tries.number = tries.number.saturating_add(1);
        Ok(())
    }
}

/// One household or office: an IPv4 address, or the network an IPv6 address is in.
fn network(address: IpAddr) -> u128 {
    match address.to_canonical() {
        IpAddr::V4(address) => u128::from(address.to_bits()),
        IpAddr::V6(address) => address.to_bits() >> 64,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::*;

    fn from(last: u8) -> Option<IpAddr> {
        Some(IpAddr::from([192, 0, 2, last]))
    }

    #[test]
    fn the_eleventh_wrong_try_waits_and_others_do_not() {
        let (brake, now) = (SignIn::default(), Instant::now());
        for _ in 0..10 {
            brake.attempt_at(now, "Ada@example.org", from(1)).unwrap();
        }
        assert_eq!(brake.attempt_at(now, " ada@EXAMPLE.org", from(1)), Err(Wait { seconds: 901 }));
        brake.attempt_at(now, "ada@example.org", from(2)).unwrap();
        brake.attempt_at(now, "bob@example.org", from(1)).unwrap();
        brake.attempt_at(now + MINUTE * 15, "ada@example.org", from(1)).unwrap();
    }

    #[test]
    fn an_account_is_guarded_from_everywhere_and_an_address_for_every_name() {
        let (brake, now) = (SignIn::default(), Instant::now());
        for number in 0..100 {
            brake.attempt_at(now, "ada@example.org", from(number)).unwrap();
        }
        assert!(brake.attempt_at(now, "ada@example.org", from(200)).is_err());
        for number in 0..60 {
            brake.attempt_at(now, &format!("{number}@example.org"), from(201)).unwrap();
        }
        assert!(brake.attempt_at(now, "somebody@example.org", from(201)).is_err());
    }

    #[test]
    fn without_addresses_one_account_does_not_lock_out_another() {
        let (brake, now) = (SignIn::default(), Instant::now());
        for _ in 0..100 {
            brake.attempt_at(now, "ada@example.org", None).unwrap();
        }
        assert!(brake.attempt_at(now, "ada@example.org", None).is_err());
        brake.attempt_at(now, "bob@example.org", None).unwrap();
    }

    #[test]
    fn the_right_password_costs_nothing() {
        let (brake, now) = (SignIn::default(), Instant::now());
        for _ in 0..500 {
            brake.attempt_at(now, "ada@example.org", from(1)).unwrap();
            brake.succeeded("ada@example.org", from(1));
        }
    }

    #[test]
    fn counts_go_with_the_key_of_the_day() {
        let (brake, now) = (SignIn::default(), Instant::now());
        brake.attempt_at(now, "ada@example.org", from(1)).unwrap();
        brake.attempt_at(now + KEY_LIFE, "bob@example.org", from(1)).unwrap();
        assert_eq!(brake.counts.lock().unwrap().tries.len(), LIMITS.len());
    }

    #[test]
    fn neighbours_in_an_ipv6_network_count_as_one() {
        let [one, two] = ["2001:db8::1", "2001:db8::2"].map(|text| network(text.parse().unwrap()));
        assert_eq!(one, two);
        assert_eq!(network("::ffff:192.0.2.1".parse().unwrap()), network("192.0.2.1".parse().unwrap()));
    }
}
