//! The session cookie, and who is behind it.

use axum::http::header::COOKIE as COOKIE_HEADER;
use axum::http::{HeaderMap, HeaderValue};
use redress_app::{AppError, SignedIn};

use crate::HttpState;

/// Name of the cookie where there is no TLS.
pub const COOKIE: &str = "redress_session";
/// Name of the cookie over TLS: browsers then take it only from this very host, with `Secure` and `Path=/`.
pub const HOST_COOKIE: &str = "__Host-redress_session";

/// `Set-Cookie` for a session that has begun. The secret is hexadecimal, as [`redress_app::App::sign_in`] makes it; of any
/// other text an empty cookie is made.
pub fn cookie_header(secret: &str, secure: bool) -> HeaderValue {
    set(secret, secure, "")
}

/// `Set-Cookie` that takes the cookie back.
pub fn clear_cookie_header(secure: bool) -> HeaderValue {
    set("", secure, "; Max-Age=0")
}

fn set(secret: &str, secure: bool, end: &str) -> HeaderValue {
    let secret = if is_secret(secret) { secret } else { "" };
    let security = if secure { "; Secure" } else { "" };
    let text = format!("{}={secret}; Path=/; HttpOnly; SameSite=Lax{security}{end}", name(secure));
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The secret that came with a request. Over TLS (`secure`) only the `__Host-` cookie counts, so that a neighbouring host
/// cannot slip in a session of its own.
pub fn secret_from(headers: &HeaderMap, secure: bool) -> Option<&str> {
    let cookies = headers.get_all(COOKIE_HEADER).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, value)| *key == name(secure) && is_secret(value)).map(|(_, value)| value)
}

/// Who is signed in with the cookie of a request.
///
/// # Errors
/// Faults only.
pub async fn signed_in(state: &HttpState, headers: &HeaderMap) -> Result<Option<SignedIn>, AppError> {
    match secret_from(headers, state.settings.secure_cookies) {
        Some(secret) => state.app.session(secret).await,
        None => Ok(None),
    }
}

fn name(secure: bool) -> &'static str {
    if secure { HOST_COOKIE } else { COOKIE }
}

fn is_secret(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::*;

    const SECRET: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    fn request(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(COOKIE_HEADER, HeaderValue::from_str(cookie).unwrap())])
    }

    #[test]
    fn what_is_set_is_found_again() {
        for secure in [false, true] {
            let set = cookie_header(SECRET, secure);
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            assert_eq!(secret_from(&request(&format!("theme=dark; {pair}")), secure), Some(SECRET));
            assert_eq!(secret_from(&request(pair), !secure), None);
        }
    }

    #[test]
    fn attributes() {
        assert_eq!(
            cookie_header(SECRET, true),
            format!("__Host-redress_session={SECRET}; Path=/; HttpOnly; SameSite=Lax; Secure").as_str()
        );
        assert_eq!(clear_cookie_header(false), "redress_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    }

    #[test]
    fn nothing_but_a_secret_goes_in_or_comes_out() {
        assert_eq!(cookie_header("a; Domain=example.org", false), "redress_session=; Path=/; HttpOnly; SameSite=Lax");
        for cookie in ["redress_session=", "redress_session=abc", "redress_session", "", "=;=;;"] {
            assert_eq!(secret_from(&request(cookie), false), None, "{cookie}");
        }
    }
}
