//! Requests forged by other sites.
//!
//! Two lines of defence. [`layer`] refuses every change that a browser says comes from another origin (`Sec-Fetch-Site`,
//! `Origin`); [`check`] asks for the session's own token in each form. The sign-in form has no session yet and so no token:
//! there the layer and the cookie's `SameSite` are enough, because all browsers since 2020 send at least one of the two
//! headers with a posted form, and a double-submit cookie would add nothing that they do not say. The API is exempt: a
//! token in a header is never sent by a browser of its own accord.

use axum::http::StatusCode;
use axum::response::Response;
use redress_app::SignedIn;
use subtle::ConstantTimeEq;
use tower_http::csrf::{CsrfLayer, ProtectionError};

use crate::answer;

/// Whether a form carries the token of the session it came with. Takes the same time whatever differs.
pub fn check(who: &SignedIn, token: &str) -> bool {
    let known = who.csrf.as_deref().unwrap_or_default();
    !known.is_empty() && bool::from(known.as_bytes().ct_eq(token.as_bytes()))
}

/// Refuses changes asked for by pages of other sites. For the web routes.
pub fn layer() -> CsrfLayer<fn(ProtectionError) -> Response> {
    CsrfLayer::new().with_rejection_response(refuse)
}

fn refuse(_: ProtectionError) -> Response {
    let message =
        "The request came from a page of another site, so nothing was done. Open the page here and try again.";
    answer(true, StatusCode::FORBIDDEN, "cross-site", message)
}
