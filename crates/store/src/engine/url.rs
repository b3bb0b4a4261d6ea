//! The address of a database, as an administrator writes it.

use std::path::PathBuf;

use postgres::config::{Host, SslMode};

use super::Engine;
use crate::StoreError;

/// Where the database is. Its `Debug` form never shows a password.
#[derive(Debug, Clone)]
pub struct DatabaseUrl(pub(crate) Target);

/// The parsed address, for the connecting code alone.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    Sqlite(PathBuf),
    Postgres(Box<postgres::Config>),
}

impl DatabaseUrl {
    /// Reads `sqlite:///absolute/path`, `sqlite://relative/path`, a bare path,
    /// `postgres://…` or `postgresql://…`.
    ///
    /// A PostgreSQL server that is not on this machine is reached over TLS with a verified
    /// certificate, unless the address says `sslmode=disable`.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let bad = |what: String| StoreError::BadUrl { what };
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            let config = text.parse().map_err(|error| bad(describe(&error)))?;
            return Ok(Self(Target::Postgres(Box::new(with_tls_rule(config)))));
        }
        let path = match text.split_once("://") {
            Some(("sqlite", path)) => path,
            Some((scheme, _)) => return Err(bad(format!("the scheme {scheme} is not known"))),
            None => text,
        };
        if path.is_empty() || path.ends_with('/') || path.contains(":memory:") {
            return Err(bad("it must name a file".to_owned()));
        }
        Ok(Self(Target::Sqlite(PathBuf::from(path))))
    }

    /// Which engine the address speaks of.
    pub fn engine(&self) -> Engine {
        match self.0 {
            Target::Sqlite(_) => Engine::Sqlite,
            Target::Postgres(_) => Engine::Postgres,
        }
    }
}

/// Without a word about TLS: none on this machine, always to another.
fn with_tls_rule(mut config: postgres::Config) -> postgres::Config {
    if config.get_ssl_mode() == SslMode::Prefer {
        let here = config.get_hosts().iter().all(is_local);
        config.ssl_mode(if here { SslMode::Disable } else { SslMode::Require });
    }
    config
}

fn is_local(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => name == "localhost" || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback()),
    }
}

fn describe(error: &postgres::Error) -> String {
    match std::error::Error::source(error) {
        Some(cause) => cause.to_string(),
        None => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    fn sqlite_path(text: &str) -> String {
        match DatabaseUrl::parse(text).unwrap().0 {
            Target::Sqlite(path) => path.display().to_string(),
            Target::Postgres(_) => panic!("{text} is not SQLite"),
        }
    }

    fn ssl_mode(text: &str) -> SslMode {
        match DatabaseUrl::parse(text).unwrap().0 {
            Target::Postgres(config) => config.get_ssl_mode(),
            Target::Sqlite(_) => panic!("{text} is not PostgreSQL"),
        }
    }

    #[test]
    fn paths() {
        assert_eq!(sqlite_path("sqlite:///var/lib/x.db"), "/var/lib/x.db");
        assert_eq!(sqlite_path("sqlite://data/x.db"), "data/x.db");
        assert_eq!(sqlite_path("/tmp/x.db"), "/tmp/x.db");
        for bad in ["", "sqlite://", "mysql://host/x", "/var/lib/", "sqlite://:memory:"] {
            assert_eq!(DatabaseUrl::parse(bad).unwrap_err().code(), "store-bad-url", "{bad}");
        }
    }

    #[test]
    fn another_machine_is_reached_over_tls() {
        assert_eq!(ssl_mode("postgres://u@127.0.0.1/x"), SslMode::Disable);
        assert_eq!(ssl_mode("postgres://u@localhost/x"), SslMode::Disable);
        assert_eq!(ssl_mode("postgres://u@%2Frun%2Fpostgresql/x"), SslMode::Disable);
        assert_eq!(ssl_mode("postgres://u@db.example/x"), SslMode::Require);
        assert_eq!(ssl_mode("postgresql://u@127.0.0.1,db.example/x"), SslMode::Require);
        assert_eq!(ssl_mode("postgres://u@db.example/x?sslmode=disable"), SslMode::Disable);
        assert_eq!(ssl_mode("postgres://u@localhost/x?sslmode=require"), SslMode::Require);
    }

    #[test]
    fn the_password_is_not_shown() {
        let url = DatabaseUrl::parse("postgres://u:hunter2@localhost/x").unwrap();
        assert!(!format!("{url:?}").contains("hunter2"));
    }
}
