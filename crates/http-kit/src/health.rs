//! Whether the process is up, whether it can work, and its counters.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use subtle::ConstantTimeEq;

use crate::peer::Peer;
use crate::{HttpState, fault};

/// The paths of [`routes`].
pub const PATHS: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// `/healthz`, `/readyz` and `/metrics`.
pub fn routes(state: HttpState) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(state)
}

/// The schema is current whenever the process runs: it is brought up to date, or refused, when the database is opened.
async fn ready(State(state): State<HttpState>) -> Response {
    match state.app.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            let incident = fault::log_fault(&error);
            (StatusCode::SERVICE_UNAVAILABLE, format!("not ready: {} ({incident})\n", error.code())).into_response()
        }
    }
}

async fn metrics(State(state): State<HttpState>, request: Request) -> Response {
    if may_read(&state, &request) {
        return ([(CONTENT_TYPE, "text/plain; version=0.0.4")], state.metrics.text()).into_response();
    }
    (StatusCode::NOT_FOUND, "not found\n").into_response()
}

/// With the token where there is one; else only from this machine itself, and not through a proxy on it. Behind TLS a proxy on
/// this machine that says nothing of whom it asks for would look like the machine itself, so there it takes the token.
fn may_read(state: &HttpState, request: &Request) -> bool {
    if let Some(token) = &state.settings.metrics_token {
        let given = request.headers().get(AUTHORIZATION).and_then(|value| value.as_bytes().strip_prefix(b"Bearer "));
        return given.is_some_and(|given| bool::from(given.ct_eq(token.as_bytes())));
    }
    if state.settings.secure_cookies {
        return false;
    }
    let forwarded = ["forwarded", "x-forwarded-for", "via"].iter().any(|name| request.headers().contains_key(*name));
    let local = request.extensions().get::<Peer>().is_some_and(|peer| peer.0.ip().to_canonical().is_loopback());
    local && !forwarded
}
