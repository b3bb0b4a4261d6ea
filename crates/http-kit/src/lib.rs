//! What both HTTP faces share: session, forged requests, errors to answers, limits, the accept loop.
//!
//! [`outer`] goes around everything that is served; [`serve::run`] serves it.

mod answer;
pub mod csrf;
pub mod fault;
mod given;
pub mod headers;
pub mod health;
mod ids;
pub mod limits;
mod making;
pub mod metrics;
pub mod pace;
pub mod path;
pub mod peer;
mod refusals;
pub mod serve;
pub mod session;
mod state;
pub mod upload;
mod upload_room;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};

pub use answer::answer;
pub use given::given;
pub use making::MAKING;
pub use state::{HttpSettings, HttpState};
pub use upload_room::UploadRoom;

/// Puts request ids, counters, security headers and limits around all routes, and adds the health routes.
pub fn outer(router: Router, state: &HttpState) -> Router {
    router
        .merge(health::routes(state.clone()))
        .layer(from_fn_with_state(state.clone(), limits::bound))
        .layer(from_fn_with_state(state.clone(), pace::keep))
        .layer(from_fn_with_state(state.clone(), peer::find))
        .layer(from_fn_with_state(state.clone(), headers::trusted_host))
        .layer(from_fn_with_state(state.clone(), headers::secure))
        .layer(from_fn(refusals::note))
        .layer(from_fn_with_state(state.clone(), metrics::count))
        .layer(from_fn(headers::request_id))
}
