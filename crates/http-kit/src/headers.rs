//! Headers on every answer: what browsers may do with it, and the request's id.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY, SET_COOKIE,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::answer::{answer, wants_page};
use crate::{HttpState, health, ids};

/// Everything from this origin, nothing inline, and no page of another site around ours.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; form-action 'self'; \
                      frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

/// Name of the header with the request's id, on every answer; the log has it too.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Adds each header that the answer does not carry already. Without a `Cache-Control` of its own (as an asset has) an answer
/// is kept nowhere. Behind TLS browsers are told to come by TLS only, for a year.
pub async fn secure(State(state): State<HttpState>, request: Request, next: Next) -> Response {
    const HEADERS: [(HeaderName, &str); 8] = [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("x-frame-options"), "DENY"),
        (CACHE_CONTROL, "no-store"),
    ];
    const BY_TLS_ONLY: (HeaderName, &str) = (STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    let mut response = next.run(request).await;
    let by_tls_only = state.settings.secure_cookies.then_some(BY_TLS_ONLY);
    for (name, value) in HEADERS.into_iter().chain(by_tls_only) {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    if state.settings.secure_cookies {
        secure_cookies(response.headers_mut());
    }
    response
}

/// Whatever sets a cookie, behind TLS it goes back by TLS alone.
fn secure_cookies(headers: &mut HeaderMap) {
    const SECURE: &str = "; Secure";
    let cookies: Vec<HeaderValue> = headers.get_all(SET_COOKIE).iter().cloned().collect();
    headers.remove(SET_COOKIE);
    for cookie in cookies {
        let lacking = cookie.to_str().ok().filter(|cookie| !cookie.contains(SECURE));
        let secured = lacking.and_then(|cookie| HeaderValue::from_str(&format!("{cookie}{SECURE}")).ok());
        headers.append(SET_COOKIE, secured.unwrap_or(cookie));
    }
}

/// Gives the request an id: in the log with all that is logged meanwhile, and on the answer.
pub async fn request_id(request: Request, next: Next) -> Response {
    let id = ids::next();
    let span = tracing::info_span!("request", id, method = %request.method());
    let mut response = next.run(request).instrument(span).await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// Refuses a `Host` that is not ours, where the installation says which are. Probes ask by address and are let through.
pub async fn trusted_host(State(state): State<HttpState>, request: Request, next: Next) -> Response {
    let trusted = &state.settings.trusted_hosts;
    let mut hosts = request.headers().get_all(HOST).into_iter();
    let host = hosts.next().filter(|_| hosts.next().is_none()).and_then(|host| host.to_str().ok());
    let known = host.is_some_and(|host| trusted.iter().any(|trusted| trusted.eq_ignore_ascii_case(host)));
    if trusted.is_empty() || known || health::PATHS.contains(&request.uri().path()) {
        return next.run(request).await;
    }
    let message = "This server does not answer under that name.";
    answer(wants_page(request.headers()), StatusCode::MISDIRECTED_REQUEST, "unknown-host", message)
}
