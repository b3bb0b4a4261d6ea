//! Calls to the provider, and to nobody else: named hosts, TLS, no redirects, limits on time and size (SSRF, R37).

mod reach;

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use openidconnect::{HttpRequest, HttpResponse};
use ureq::http::Uri;
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, config::Config};
use url::Url;

use crate::address::is_this_machine;

pub(crate) use reach::is_public;

/// How long a call may take in all. Whoever signs in waits for three of them.
const CALL_TIME: Duration = Duration::from_secs(8);
/// Largest answer, in bytes; keys of large providers come to some 20,000.
const ANSWER_BYTES: u64 = 512 * 1024;
/// Largest headers of an answer, in bytes.
const HEADER_BYTES: usize = 32 * 1024;

/// Why a call was not made, or has no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CallError {
    #[error("the host {0} is not one that may be asked")]
    OtherHost(String),
    #[error("it is asked over TLS only")]
    WithoutTls,
    #[error("its answer has more than {ANSWER_BYTES} bytes")]
    TooLarge,
    #[error("{0}")]
    Failed(String),
}

/// Makes calls to the hosts it was made for.
#[derive(Debug)]
pub(crate) struct Outgoing {
    agent: Agent,
    hosts: Vec<String>,
    /// Without TLS, the machine itself alone.
    plain: bool,
}

impl Outgoing {
    /// For an issuer and the other hosts its service is spread over. Names that lead to addresses of a private network are
    /// refused unless `private_network`; an issuer on the machine itself, as in tests, may be asked without TLS.
    pub(crate) fn new(issuer: &Url, other_hosts: &[String], private_network: bool) -> Self {
        let local = is_this_machine(issuer);
        let config = Config::builder()
            .https_only(false) // Checked for each call below, by the host.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(CALL_TIME))
            .max_response_header_size(HEADER_BYTES)
            .proxy(None)
            .user_agent("redress")
            .tls_config(TlsConfig::builder().root_certs(roots(issuer)).build())
            .build();
        let resolver = Guarded { private: private_network || local, inner: DefaultResolver::default() };
        let mut hosts: Vec<String> = issuer.host_str().map(str::to_owned).into_iter().collect();
        hosts.extend(other_hosts.iter().map(|host| host.to_lowercase()));
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), resolver), hosts, plain: local }
    }

    /// Makes one call. A redirect is an answer like any other, and is not followed.
    pub(crate) fn call(&self, request: HttpRequest) -> Result<HttpResponse, CallError> {
        self.check(request.uri())?;
        let answer = self.agent.run(request).map_err(|error| CallError::Failed(error.to_string()))?;
        let (parts, body) = answer.into_parts();
        let mut bytes = Vec::new();
        let mut limited = body.into_reader().take(ANSWER_BYTES.saturating_add(1));
        limited.read_to_end(&mut bytes).map_err(|error| CallError::Failed(error.to_string()))?;
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > ANSWER_BYTES {
            return Err(CallError::TooLarge);
        }
        Ok(HttpResponse::from_parts(parts, bytes))
    }

    fn check(&self, uri: &Uri) -> Result<(), CallError> {
        // Read the way a browser reads it, so that no two readings of one address differ in the host.
        let url = Url::parse(&uri.to_string()).map_err(|error| CallError::Failed(error.to_string()))?;
        let host = url.host_str().unwrap_or_default();
        if !self.hosts.iter().any(|known| known == host) {
            return Err(CallError::OtherHost(host.to_owned()));
        }
        let plain = self.plain && url.scheme() == "http" && is_this_machine(&url);
        if url.scheme() == "https" || plain { Ok(()) } else { Err(CallError::WithoutTls) }
    }
}

/// Whom the machine trusts, an organisation's own authority among them.
fn roots(issuer: &Url) -> RootCerts {
    if issuer.scheme() != "https" {
        return RootCerts::Specific(Arc::new(Vec::new()));
    }
    let found = rustls_native_certs::load_native_certs();
    for error in &found.errors {
        tracing::warn!(%error, "a certificate authority of this machine could not be read");
    }
    RootCerts::Specific(Arc::new(found.certs.iter().map(|der| Certificate::from_der(der).to_owned()).collect()))
}

/// Finds addresses by name and lets only those through that may be called; the connection goes to these very addresses.
#[derive(Debug)]
struct Guarded {
    private: bool,
    inner: DefaultResolver,
}

impl Resolver for Guarded {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if self.private || found.iter().all(|address| is_public(address.ip())) {
            return Ok(found);
        }
        Err(ureq::Error::Other("its name leads into a private network, and `private_network` is not set".into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(outgoing: &Outgoing, uri: &str) -> String {
        let uri: Uri = uri.parse().expect("an address");
        outgoing.check(&uri).expect_err("refused").to_string()
    }

    #[test]
    fn nobody_but_the_provider_is_asked_and_never_without_tls() {
        let issuer = Url::parse("https://id.example.org/tenant").expect("an address");
        let outgoing = Outgoing::new(&issuer, &["Keys.example.org".to_owned()], false);
        for good in ["https://id.example.org/token", "https://keys.example.org:8443/jwks"] {
            outgoing.check(&good.parse().expect("an address")).expect("allowed");
        }
        assert!(refused(&outgoing, "https://169.254.169.254/latest").contains("169.254.169.254"));
        assert!(refused(&outgoing, "https://id.example.org.evil.test/").contains("evil.test"));
        assert!(refused(&outgoing, "https://id.example.org@evil.test/").contains("evil.test"));
        assert!(refused(&outgoing, "http://id.example.org/token").contains("TLS"));
        assert!(refused(&outgoing, "http://localhost:8080/").contains("localhost"));
    }

    #[test]
    fn a_name_that_leads_into_the_private_network_is_not_followed() {
        let issuer = Url::parse("https://id.example.org").expect("an address");
        let outgoing = Outgoing::new(&issuer, &["localhost".to_owned()], false);
        let mut request = HttpRequest::new(Vec::new());
        *request.uri_mut() = "https://localhost:9/".parse().expect("an address");
        let told = outgoing.call(request).expect_err("refused").to_string();
        assert!(told.contains("private network"), "{told}");
    }
}
