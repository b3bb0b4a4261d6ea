//! The browser that asks: what it calls itself, from where it comes, and whether somebody has signed in with it before.

use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::header::{COOKIE, SET_COOKIE, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use redress_app::{Session, Whence};
use redress_http_kit::peer::PeerAddress;
use redress_http_kit::session;

use crate::answer::Failed;
use crate::state::Web;

/// Name of the cookie by which a browser is known, without TLS and with it.
const KNOWN: [&str; 2] = ["redress_browser", "__Host-redress_browser"];
/// A year, in seconds: for as long a browser is known.
const KNOWN_SECONDS: u32 = 365 * 24 * 3_600;

/// Where a request comes from, with the secret of its session where it has one.
#[derive(Debug)]
pub(crate) struct Here {
    pub(crate) whence: Whence,
    pub(crate) session: Option<String>,
    pub(crate) secure: bool,
}

impl FromRequestParts<Web> for Here {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Failed> {
        let Ok(PeerAddress(address)) = PeerAddress::from_request_parts(parts, web).await;
        let secure = web.http.settings.secure_cookies;
        let session = session::secret_from(&parts.headers, secure).map(str::to_owned);
        Ok(Self { whence: whence_of(&parts.headers, address, secure), session, secure })
    }
}

impl Here {
    /// The secret of the session; empty, which is nobody's, where there is none.
    pub(crate) fn secret(&self) -> &str {
        self.session.as_deref().unwrap_or_default()
    }

    /// Gives the browser a session that has just begun.
    pub(crate) fn give(&self, response: &mut Response, session: &Session) {
        response.headers_mut().append(SET_COOKIE, session::cookie_header(&session.secret, self.secure));
    }

    /// Lets the browser be known next time.
    pub(crate) fn know(&self, response: &mut Response, known: &str) {
        let security = if self.secure { "; Secure" } else { "" };
        let name = cookie_name(self.secure);
        let text = format!("{name}={known}; Path=/; HttpOnly; SameSite=Lax; Max-Age={KNOWN_SECONDS}{security}");
        if let Ok(value) = HeaderValue::from_str(&text) {
            response.headers_mut().append(SET_COOKIE, value);
        }
    }
}

fn whence_of(headers: &HeaderMap, address: Option<IpAddr>, secure: bool) -> Whence {
    Whence { address, browser: name(headers), known_browser: known(headers, secure) }
}

fn known(headers: &HeaderMap, secure: bool) -> Option<String> {
    let cookies = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == cookie_name(secure)).map(|(_, value)| value.to_owned())
}

fn cookie_name(secure: bool) -> &'static str {
    let [plain, host] = KNOWN;
    if secure { host } else { plain }
}

/// What a browser calls itself, in a word or two: `Firefox on Windows`. Nothing of it is decided by.
pub(crate) fn name(headers: &HeaderMap) -> String {
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Those that call themselves by others' names too stand before these.
    let browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox")];
    let more = [("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    let systems = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows")];
    let others = [("Mac OS X", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")];
    let first =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let browser = first(&[&browsers[..], &more[..]].concat());
    let system = first(&[&systems[..], &others[..]].concat());
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use super::*;

    #[test]
    fn browsers_are_called_what_people_call_them() {
        for (agent, called) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                "Safari on iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            ("curl/8.5.0", ""),
        ] {
            let headers = HeaderMap::from_iter([(USER_AGENT, HeaderValue::from_static(agent))]);
            assert_eq!(name(&headers), called);
        }
    }
}
