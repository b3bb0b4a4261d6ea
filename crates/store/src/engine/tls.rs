//! TLS to PostgreSQL: rustls with the certificates this machine trusts.

use rustls::crypto::{CryptoProvider, ring};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::StoreError;

/// A connector that verifies the server's certificate and name.
///
/// A private certificate authority is added to the operating system's list, or named by
/// the environment variable `SSL_CERT_FILE`.
pub(crate) fn connector() -> Result<MakeRustlsConnect, StoreError> {
    if CryptoProvider::get_default().is_none() {
        // Losing the race to another thread is fine: it installs the same provider.
        let _lost_race = ring::default_provider().install_default();
    }
    match MakeRustlsConnect::with_native_certs() {
        Ok((connector, _unreadable)) => Ok(connector),
        Err(errors) => Err(StoreError::unavailable(format!(
            "no trusted certificates were found for TLS to PostgreSQL ({} errors); install \
             ca-certificates or set SSL_CERT_FILE",
            errors.len()
        ))),
    }
}
