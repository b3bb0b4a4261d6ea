//! The address at which people reach this installation: passkeys are bound to it, and a provider sends people back to it.

use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

/// An origin such as `https://complaints.example.org`: over TLS, or on the machine itself, where browsers ask for no TLS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicAddress {
    origin: Url,
}

/// Why a text is no [`PublicAddress`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("give the address as people type it, as https://complaints.example.org, with nothing after the host and port")]
pub struct NotAnAddress;

impl PublicAddress {
    /// The whole address of one of its paths.
    pub fn join(&self, path: &str) -> String {
        format!("{self}{path}")
    }

    pub(crate) fn url(&self) -> &Url {
        &self.origin
    }

    /// The name passkeys are bound to; none where the address has no name, only numbers.
    pub(crate) fn domain(&self) -> Option<&str> {
        self.origin.domain()
    }
}

impl FromStr for PublicAddress {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let origin = Url::parse(text).map_err(|_| NotAnAddress)?;
        let bare = origin.path() == "/"
            && origin.query().is_none()
            && origin.fragment().is_none()
            && origin.username().is_empty()
            && origin.password().is_none();
        let safe = origin.scheme() == "https" || (origin.scheme() == "http" && is_this_machine(&origin));
        if bare && safe { Ok(Self { origin }) } else { Err(NotAnAddress) }
    }
}

impl fmt::Display for PublicAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.origin.as_str().trim_end_matches('/'))
    }
}

/// Whether an address means the machine it is asked on.
pub(crate) fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_an_origin_that_nobody_can_listen_in_on() {
        for good in ["https://complaints.example.org", "https://example.org:8443", "http://localhost:8080"] {
            assert_eq!(good.parse::<PublicAddress>().map(|address| address.to_string()), Ok(good.to_owned()));
        }
        let slash: PublicAddress = "https://complaints.example.org/".parse().expect("a slash at the end means nothing");
        assert_eq!(slash.join("/sign-in"), "https://complaints.example.org/sign-in");
        for bad in [
            "",
            "complaints.example.org",
            "http://complaints.example.org",
            "https://example.org/complaints",
            "https://example.org/?a=b",
            "https://somebody@example.org",
            "ftp://example.org",
            "http://localhost.example.org",
        ] {
            assert_eq!(bad.parse::<PublicAddress>(), Err(NotAnAddress), "{bad}");
        }
    }
}
