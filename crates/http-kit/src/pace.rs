//! How fast: bounds on how many requests come from one address, and with one session or token.
//!
//! Both are needed: behind one address there may be a whole office, and with many addresses there may be one actor.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, HeaderValue, RETRY_AFTER};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use redress_app::network_of;

use crate::HttpState;
use crate::answer::{answer, wants_page};
use crate::peer::PeerAddress;
use crate::session::secret_from;

/// Sources that are told apart; of more, some share what they may do. So nobody's many names take memory.
const TOLD_APART: u64 = 65_536;

/// How many requests are answered: so many at once, and so many each second after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    pub at_once: u32,
    pub each_second: u32,
}

/// How many requests are answered of each source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaceSettings {
    /// With one session or token.
    pub actor: Pace,
    /// From one address (IPv6: one network).
    pub address: Pace,
}

/// Requests each second with one session or token, where nobody says otherwise.
pub const PACE: u32 = 20;

impl PaceSettings {
    /// So many each second with one session or token, and five times as many from one address, behind which there may be a whole
    /// office. What fifteen seconds allow may come at once, as when somebody opens one page after another.
    pub fn each_second(number: u32) -> Self {
        let pace = |each_second: u32| Pace { at_once: each_second.saturating_mul(15), each_second };
        Self { actor: pace(number), address: pace(number.saturating_mul(5)) }
    }
}

impl Default for PaceSettings {
    fn default() -> Self {
        Self::each_second(PACE)
    }
}

type Limiter = RateLimiter<u64, HashMapStateStore<u64>, MonotonicClock, NoOpMiddleware<std::time::Instant>>;

/// Where requests come from, and how many of late. Sources are kept as keyed hashes, in memory alone.
#[derive(Debug)]
pub(crate) struct Paces {
    hashing: RandomState,
    actors: Limiter,
    addresses: Limiter,
}

impl Paces {
    pub(crate) fn of(settings: PaceSettings) -> Self {
        let PaceSettings { actor, address } = settings;
        Self { hashing: RandomState::new(), actors: limiter(actor), addresses: limiter(address) }
    }

    /// How long to wait, where the address or an actor has been too fast.
    fn wait(&self, address: Option<IpAddr>, secrets: [Option<&str>; 2]) -> Option<Duration> {
        let address = address.map(network_of).and_then(|network| self.wait_at(&self.addresses, network));
        let actors = || secrets.into_iter().flatten().find_map(|secret| self.wait_at(&self.actors, secret));
        address.or_else(actors)
    }

    fn wait_at(&self, limiter: &Limiter, source: impl Hash) -> Option<Duration> {
        let refused = limiter.check_key(&(self.hashing.hash_one(source) % TOLD_APART)).err()?;
        Some(refused.wait_time_from(limiter.clock().now()))
    }
}

fn limiter(pace: Pace) -> Limiter {
    let number = |number: u32| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
    let quota = Quota::per_second(number(pace.each_second)).allow_burst(number(pace.at_once));
    RateLimiter::new(quota, HashMapStateStore::default(), MonotonicClock)
}

/// Turns a request away whose address, session or token has been too fast. Before anything is asked of the database.
pub async fn keep(State(state): State<HttpState>, request: Request, next: Next) -> Response {
    let address = request.extensions().get::<PeerAddress>().and_then(|address| address.0);
    // Both, where both came: what nobody asked for must not hide the one that counts.
    let secrets = [secret_from(request.headers(), state.settings.secure_cookies), token(request.headers())];
    match state.paces.wait(address, secrets) {
        None => next.run(request).await,
        Some(wait) => too_fast(wants_page(request.headers()), wait),
    }
}

/// The token alone, in however many ways its scheme can be written.
fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?.to_str().ok()?;
    value.split_ascii_whitespace().next_back()
}

fn too_fast(as_page: bool, wait: Duration) -> Response {
    let message = "Too many requests have come from you in a short time. Please wait a moment and try again.";
    let mut response = answer(as_page, StatusCode::TOO_MANY_REQUESTS, "too-fast", message);
    let seconds = wait.as_secs().saturating_add(1);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}
