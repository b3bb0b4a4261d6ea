//! The brake on wrong tries: a delay that grows, never a lock. Kept in the database, so that it holds for all processes on it;
//! who tries and from where stand there as keyed digests alone.
//!
//! A browser somebody has signed in with before is counted by itself: whoever tries their account from elsewhere slows down
//! strangers, not them.

use std::net::IpAddr;

use redress_domain::time::Instant;
use redress_store::{Keyring, StoreError, Tries, Tx, hold_tries, remove_tries, set_tries};

use crate::App;
use crate::error::AppError;
use crate::random::random;

/// Tries of an account that are borne before the first delay: from one known browser, or from one address.
const BORNE_AT_ADDRESS: i64 = 10;
/// From one address, whatever the account.
const BORNE_FROM_ADDRESS: i64 = 60;
/// Of one account, from anywhere.
const BORNE_FROM_ANYWHERE: i64 = 100;
/// The first delay, in seconds; each wrong try after it doubles it, up to the longest.
const FIRST_DELAY: i64 = 60;
const LONGEST_DELAY: i64 = 15 * 60;
/// Minutes after the last wrong try at which all are forgotten.
const FORGOTTEN_AFTER: u32 = 60;
const BROWSER: &str = "known browser";

/// From where somebody tries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whence {
    /// The client's address, where it is known.
    pub address: Option<IpAddr>,
    /// What the browser calls itself, in a word or two.
    pub browser: String,
    /// What the browser was given when somebody last signed in with it.
    pub known_browser: Option<String>,
}

/// Too many wrong tries: so long until the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    pub seconds: u64,
}

impl Wait {
    /// How long, as people read it.
    pub fn sentence(self) -> String {
        match self.seconds.div_ceil(60) {
            0 | 1 => "Too many wrong tries. Try again in 1 minute.".to_owned(),
            minutes => format!("Too many wrong tries. Try again in {minutes} minutes."),
        }
    }
}

/// A try that was counted.
#[derive(Debug, Clone)]
pub(crate) struct Attempt {
    counts: Vec<Count>,
}

#[derive(Debug, Clone)]
struct Count {
    digest: [u8; 32],
    borne: i64,
    /// Forgotten altogether once a try was right; of the others that one try is taken back.
    own: bool,
}

impl App {
    /// Counts a try before what was typed is looked at, so that many at once are no way around it. `what` is what is tried,
    /// whether it exists or not: an address, or whose code.
    pub(crate) async fn attempt(&self, what: &str, whence: &Whence) -> Result<Result<Attempt, Wait>, AppError> {
        let keys = self.keys()?;
        self.count(Attempt { counts: counts(&keys, what, whence) }).await
    }

    /// Takes the count of a try back, because it was right, and forgets earlier slips from there.
    pub(crate) async fn succeeded(&self, attempt: Attempt) -> Result<(), AppError> {
        let now = self.now();
        self.write(move |tx| attempt.succeeded(tx, now).map_err(AppError::from)).await
    }

    /// Counts a message that came in without anybody signing in, so that one address cannot flood an organisation.
    ///
    /// # Errors
    /// Faults; the inner one is [`Wait`], when there have been too many: the message is then not to be taken.
    pub async fn count_message(
        &self,
        organisation_id: &str,
        address: Option<IpAddr>,
    ) -> Result<Result<(), Wait>, AppError> {
        let borne = if address.is_some() { BORNE_AT_ADDRESS } else { BORNE_FROM_ANYWHERE };
        let from = address.map(network_of).map_or_else(String::new, |network| format!("{network:x}"));
        let digest = self.keys()?.digest("message", &format!("{organisation_id}\n{from}"));
        let counted = self.count(Attempt { counts: vec![Count { digest, borne, own: true }] }).await?;
        Ok(counted.map(drop))
    }

    async fn count(&self, attempt: Attempt) -> Result<Result<Attempt, Wait>, AppError> {
        let now = self.now();
        self.write(move |tx| {
            let counted = attempt.count(tx, now)?;
            Ok::<_, AppError>(counted.map(|()| attempt))
        })
        .await
    }

    /// What a browser is given to keep once somebody has signed in with it.
    pub(crate) fn known_browser(&self, email: &str) -> Result<String, StoreError> {
        let keys = self.keys()?;
        keys.seal(BROWSER, format!("{} {email}", hex::encode(random::<16>()?)).as_bytes())
    }
}

/// Under what a try is counted.
fn counts(keys: &Keyring, what: &str, whence: &Whence) -> Vec<Count> {
    let count = |kind, text: &str, borne, own| Count { digest: keys.digest(kind, text), borne, own };
    if let Some(browser) = whence.known_browser.as_deref().and_then(|given| known(keys, given, what)) {
        return vec![count(BROWSER, &browser, BORNE_AT_ADDRESS, true)];
    }
    let anywhere = count("account", what, BORNE_FROM_ANYWHERE, false);
    let Some(address) = whence.address.map(network_of) else { return vec![anywhere] };
    let address = format!("{address:x}");
    vec![
        count("account at address", &format!("{address}\n{what}"), BORNE_AT_ADDRESS, true),
        anywhere,
        count("address", &address, BORNE_FROM_ADDRESS, false),
    ]
}

/// What a browser was given, where it was given for this account.
fn known(keys: &Keyring, given: &str, what: &str) -> Option<String> {
    let text = String::from_utf8(keys.open(BROWSER, given)?).ok()?;
    let (_, account) = text.split_once(' ')?;
    (account == what).then_some(text)
}

impl Attempt {
    fn count(&self, tx: &mut Tx<'_>, now: Instant) -> Result<Result<(), Wait>, StoreError> {
        let mut counted = Vec::with_capacity(self.counts.len());
        for count in &self.counts {
            let Some(held) = count.hold(tx, now)? else { continue };
            if held.waits_until > now {
                return Ok(Err(wait(now, held.waits_until)));
            }
            counted.push((count, held.number.saturating_add(1)));
        }
        for (count, number) in counted {
            set_tries(tx, &count.digest, &count.after(number, now))?;
        }
        Ok(Ok(()))
    }

    fn succeeded(&self, tx: &mut Tx<'_>, now: Instant) -> Result<(), StoreError> {
        for count in &self.counts {
            let Some(held) = count.hold(tx, now)? else { continue };
            if count.own || held.number <= 1 {
                remove_tries(tx, &count.digest)?;
            } else {
                set_tries(tx, &count.digest, &count.after(held.number.saturating_sub(1), now))?;
            }
        }
        Ok(())
    }
}

impl Count {
    fn hold(&self, tx: &mut Tx<'_>, now: Instant) -> Result<Option<Tries>, StoreError> {
        hold_tries(tx, &self.digest, now, now.plus_minutes(FORGOTTEN_AFTER))
    }

    /// What is kept after so many wrong tries, the last of them now.
    fn after(&self, number: i64, now: Instant) -> Tries {
        let delay = delay_seconds(number.saturating_sub(self.borne));
        let waits_until = Instant::from_micros(now.as_micros().saturating_add(delay.saturating_mul(1_000_000)));
        Tries { number, waits_until, forgotten_at: now.plus_minutes(FORGOTTEN_AFTER) }
    }
}

/// Seconds until the next try, after so many more than are borne.
fn delay_seconds(beyond: i64) -> i64 {
    let doublings = u32::try_from(beyond.clamp(0, 10)).unwrap_or(0);
    match beyond {
        ..0 => 0,
        _ => FIRST_DELAY.saturating_mul(2_i64.saturating_pow(doublings)).min(LONGEST_DELAY),
    }
}

fn wait(now: Instant, until: Instant) -> Wait {
    let micros = until.as_micros().saturating_sub(now.as_micros());
    Wait { seconds: u64::try_from(micros).unwrap_or(0).div_ceil(1_000_000) }
}

/// One household or office: an IPv4 address, or the network an IPv6 address is in.
pub fn network_of(address: IpAddr) -> u128 {
    match address.to_canonical() {
        IpAddr::V4(address) => u128::from(address.to_bits()),
        IpAddr::V6(address) => address.to_bits() >> 64,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::*;

    #[test]
    fn the_delay_grows_to_a_quarter_of_an_hour_and_no_further() {
        let delays: Vec<i64> = (-1..8).map(delay_seconds).collect();
        assert_eq!(delays, [0, 60, 120, 240, 480, 900, 900, 900, 900]);
        assert_eq!(delay_seconds(i64::MAX), 900);
    }

    #[test]
    fn neighbours_in_an_ipv6_network_count_as_one() {
        let [one, two] = ["2001:db8::1", "2001:db8::2"].map(|text| network_of(text.parse().unwrap()));
        assert_eq!(one, two);
        assert_eq!(network_of("::ffff:192.0.2.1".parse().unwrap()), network_of("192.0.2.1".parse().unwrap()));
    }

    #[test]
    fn a_browser_is_known_for_the_account_it_was_used_with_alone() {
        let keys = Keyring::new(&[[1; 32]]).unwrap();
        let given = keys.seal(BROWSER, b"00ff ada@example.org").unwrap();
        assert!(known(&keys, &given, "ada@example.org").is_some());
        assert!(known(&keys, &given, "bob@example.org").is_none());
        assert!(known(&Keyring::new(&[[2; 32]]).unwrap(), &given, "ada@example.org").is_none());
        assert!(known(&keys, "nonsense", "ada@example.org").is_none());
    }
}
