//! Who is at the other end of the connection, or behind the proxy there.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{FromRequestParts, Request, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::Response;

use crate::{HttpSettings, HttpState};

/// The other end of the connection, put into each request by [`crate::serve::run`]. Absent in tests that call the router
/// directly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);

/// The address of the client, where it is known: of the other end, or what a trusted proxy there says. Nobody else's
/// forwarding headers are believed, because anybody can send them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeerAddress(pub Option<IpAddr>);

impl<S: Sync> FromRequestParts<S> for PeerAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let found = parts.extensions.get::<Self>().copied();
        Ok(found.unwrap_or_else(|| Self(parts.extensions.get::<Peer>().map(|peer| peer.0.ip()))))
    }
}

/// Finds the address of the client, for [`PeerAddress`].
pub async fn find(State(state): State<HttpState>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>().map(|peer| peer.0.ip());
    let client = peer.and_then(|peer| client(&state.settings, peer, request.headers()));
    request.extensions_mut().insert(PeerAddress(client));
    next.run(request).await
}

/// Behind a proxy nobody named, all clients have the proxy's address: then theirs is not known.
fn client(settings: &HttpSettings, peer: IpAddr, headers: &HeaderMap) -> Option<IpAddr> {
    let is_proxy = |address: &IpAddr| settings.trusted_proxies.iter().any(|proxy| proxy.to_canonical() == *address);
    let peer = peer.to_canonical();
    if !is_proxy(&peer) {
        let unnamed_proxy = settings.secure_cookies && settings.trusted_proxies.is_empty();
        return (!unnamed_proxy).then_some(peer);
    }
    // Each proxy adds, at the end, the address it was asked from: what stands before the last stranger is hearsay.
    let lines = headers.get_all("x-forwarded-for").into_iter().rev();
    let entries = lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(','));
    let mut addresses = entries.map(|entry| address(entry.trim()));
    addresses.find(|address| address.is_none_or(|address| !is_proxy(&address))).flatten()
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let address = text.parse().or_else(|_| text.parse::<SocketAddr>().map(|socket| socket.ip())).ok()?;
    Some(address.to_canonical())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    const PROXY: &str = "192.0.2.10";

    fn found(settings: &HttpSettings, peer: &str, forwarded: &[&'static str]) -> Option<String> {
        let name = HeaderName::from_static("x-forwarded-for");
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append(name.clone(), HeaderValue::from_static(line));
        }
        client(settings, peer.parse().unwrap(), &headers).map(|address| address.to_string())
    }

    #[test]
    fn without_a_proxy_the_other_end_is_the_client_whatever_it_says() {
        let settings = HttpSettings::default();
        assert_eq!(found(&settings, "198.51.100.1", &["203.0.113.9"]).as_deref(), Some("198.51.100.1"));
    }

    #[test]
    fn behind_a_proxy_nobody_named_the_client_is_not_known() {
        let settings = HttpSettings { secure_cookies: true, ..HttpSettings::default() };
        assert_eq!(found(&settings, PROXY, &["203.0.113.9"]), None);
    }

    #[test]
    fn a_trusted_proxy_is_believed_as_far_as_the_last_stranger() {
        let trusted_proxies = vec![PROXY.parse().unwrap(), "192.0.2.11".parse().unwrap()];
        let settings = HttpSettings { secure_cookies: true, trusted_proxies, ..HttpSettings::default() };
        let behind = |forwarded: &[&'static str]| found(&settings, PROXY, forwarded);
        assert_eq!(behind(&["203.0.113.9"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(behind(&["10.0.0.1, 203.0.113.9:4711, 192.0.2.11"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(behind(&["10.0.0.1", "203.0.113.9,192.0.2.11"]).as_deref(), Some("203.0.113.9"));
        assert_eq!(behind(&["203.0.113.9, unknown"]), None);
        assert_eq!(behind(&[]), None);
        assert_eq!(found(&settings, "198.51.100.1", &["203.0.113.9"]).as_deref(), Some("198.51.100.1"));
        assert_eq!(found(&settings, "::ffff:192.0.2.10", &["::ffff:203.0.113.9"]).as_deref(), Some("203.0.113.9"));
    }
}
