//! The cookie of somebody who is at their organisation's sign-in: an answer counts only in the browser that was sent there.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use subtle::ConstantTimeEq;

/// Seconds for which it is kept.
const LIFE: u32 = 600;

/// `Set-Cookie` with the state; one that is no text for a cookie makes an empty one.
pub(super) fn set(state: &str, secure: bool) -> HeaderValue {
    header(state, secure, LIFE)
}

/// `Set-Cookie` that takes it back.
pub(super) fn clear(secure: bool) -> HeaderValue {
    header("", secure, 0)
}

/// Whether the browser was sent with this state.
pub(super) fn holds(headers: &HeaderMap, state: &str, secure: bool) -> bool {
    let cookies = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let kept = pairs.find(|(key, _)| *key == name(secure)).map(|(_, value)| value);
    kept.is_some_and(|kept| !kept.is_empty() && bool::from(kept.as_bytes().ct_eq(state.as_bytes())))
}

fn header(state: &str, secure: bool, seconds: u32) -> HeaderValue {
    let plain = state.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    let state = if plain { state } else { "" };
    let security = if secure { "; Secure" } else { "" };
    // Lax: it has to come along when the provider sends the browser back.
    let text = format!("{}={state}; Path=/; HttpOnly; SameSite=Lax{security}; Max-Age={seconds}", name(secure));
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

fn name(secure: bool) -> &'static str {
    if secure { "__Host-redress_elsewhere" } else { "redress_elsewhere" }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::*;

    #[test]
    fn only_the_browser_that_was_sent_holds_the_state() {
        for secure in [false, true] {
            let cookie = set("abc-DEF_123", secure);
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let headers = HeaderMap::from_iter([(COOKIE, HeaderValue::from_str(&format!("a=b; {pair}")).unwrap())]);
            assert!(holds(&headers, "abc-DEF_123", secure));
            assert!(!holds(&headers, "abc-DEF_124", secure));
            assert!(!holds(&headers, "abc-DEF_123", !secure));
            assert!(!holds(&HeaderMap::new(), "", secure));
        }
        assert!(set("a; Domain=example.org", false).to_str().unwrap().starts_with("redress_elsewhere=; Path=/"));
    }
}
