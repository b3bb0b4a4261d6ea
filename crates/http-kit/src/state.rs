//! What every handler is given.

use std::net::IpAddr;
use std::sync::Arc;

use redress_app::{Actor, App, AppError};
use tokio::sync::Semaphore;

use crate::limits::{BODIES_KIB, CONCURRENT_REQUESTS};
use crate::metrics::Metrics;
use crate::pace::{PaceSettings, Paces};
use crate::upload_room::{UploadRoom, Uploads};

/// How this installation is reached.
#[derive(Debug, Clone, Default)]
pub struct HttpSettings {
    /// Cookies go over TLS only, under a name with the `__Host-` prefix. Off only where there is no TLS, as on one's own machine.
    pub secure_cookies: bool,
    /// `Host` headers that are answered (`complaints.example.org`, with the port where there is one); empty answers any.
    pub trusted_hosts: Vec<String>,
    /// Addresses of the proxies in front, whose `X-Forwarded-For` is believed. Without one behind TLS no client's address is
    /// known, and none is slowed down by its address.
    pub trusted_proxies: Vec<IpAddr>,
    /// Bearer token for `/metrics`; without one only the machine itself may read it, and behind TLS nobody.
    pub metrics_token: Option<String>,
    /// How fast requests are answered.
    pub pace: PaceSettings,
}

/// The state of web and API alike. Cheap to copy.
#[derive(Debug, Clone)]
pub struct HttpState {
    pub app: App,
    pub settings: Arc<HttpSettings>,
    pub metrics: Arc<Metrics>,
    pub(crate) room: Arc<Semaphore>,
    pub(crate) paces: Arc<Paces>,
    /// Memory for bodies, in KiB.
    pub(crate) bodies: Arc<Semaphore>,
    uploads: Uploads,
}

impl HttpState {
    pub fn new(app: App, settings: HttpSettings) -> Self {
        Self {
            app,
            metrics: Arc::default(),
            room: Arc::new(Semaphore::new(CONCURRENT_REQUESTS)),
            bodies: Arc::new(Semaphore::new(BODIES_KIB)),
            paces: Arc::new(Paces::of(settings.pace)),
            settings: Arc::new(settings),
            uploads: Uploads::default(),
        }
    }

    /// Room to take an upload in, for as long as it is held.
    ///
    /// # Errors
    /// Busy, when as many are under way as there may be, of this actor or in all.
    pub fn room_for_upload(&self, actor: &Actor) -> Result<UploadRoom, AppError> {
        self.uploads.take(actor)
    }
}
