//! What every page is given: the application, and how this installation is set up for the web.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use redress_domain::time::Instant;
use redress_http_kit::HttpState;
use subtle::ConstantTimeEq;

/// Hours for which the one-time address serves: whoever started the server sees it then.
const SETUP_HOURS: u32 = 24;

/// How the pages are set up.
#[derive(Debug, Default)]
pub struct WebSettings {
    /// People whom the sign-in page of a demonstration offers, with their passwords.
    pub demo_hint: Option<Vec<DemoUser>>,
    /// The last part of the one-time address `/setup/{token}` at which the first administrator is made. It serves only
    /// while nobody has an account, and once.
    pub setup_token: Option<String>,
}

/// Somebody who can sign in to the demonstration.
#[derive(Debug, Clone)]
pub struct DemoUser {
    pub organisation: String,
    pub name: String,
    /// As people read it: `Trustee`.
    pub role: String,
    pub email: String,
    pub password: String,
}

/// State of the routes. Cheap to copy.
#[derive(Debug, Clone)]
pub(crate) struct Web {
    pub(crate) http: HttpState,
    pub(crate) settings: Arc<WebSettings>,
    setup_done: Arc<AtomicBool>,
    /// When the one-time address ceases to serve, used or not.
    setup_until: Instant,
}

impl Web {
    pub(crate) fn new(http: HttpState, settings: WebSettings) -> Self {
        let setup_until = http.app.now().plus_hours(SETUP_HOURS);
        Self { http, settings: Arc::new(settings), setup_done: Arc::default(), setup_until }
    }

    /// Whether this is the one-time address, unused so far and made no longer than a day ago. Takes the same time whatever differs.
    pub(crate) fn is_setup_token(&self, given: &str) -> bool {
        let serves = !self.setup_done.load(Ordering::SeqCst) && self.http.app.now() < self.setup_until;
        let token = self.settings.setup_token.as_deref().unwrap_or_default();
        serves && !token.is_empty() && bool::from(token.as_bytes().ct_eq(given.as_bytes()))
    }

    /// The one-time address has served.
    pub(crate) fn end_setup(&self) {
        self.setup_done.store(true, Ordering::SeqCst);
    }

    /// A token by which a form sent twice is carried out once. It is no secret: it counts for one user alone.
    pub(crate) fn form_token(&self) -> String {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        format!("{}-{}", self.http.app.now().as_micros(), NUMBER.fetch_add(1, Ordering::Relaxed))
    }
}
