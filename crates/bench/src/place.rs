//! Where a run stores its cases: a SQLite file of its own, or a PostgreSQL database that was given.

use std::path::PathBuf;

use anyhow::{Result, bail};
use redress_store::{DatabaseUrl, Store, StoreOptions};

/// A database to measure on, and a home for the server.
#[derive(Debug)]
pub struct Place {
    home: PathBuf,
    postgres: Option<String>,
}

impl Place {
    /// A new folder beside the build, on the disk that was built on.
    pub fn sqlite() -> Result<Self> {
        let place = Self { home: home(), postgres: None };
        std::fs::create_dir_all(&place.home)?;
        Ok(place)
    }

    pub fn postgres(url: &str) -> Self {
        Self { home: home(), postgres: Some(url.to_owned()) }
    }

    pub fn name(&self) -> &'static str {
        if self.postgres.is_some() { "PostgreSQL" } else { "SQLite" }
    }

    pub fn home(&self) -> &PathBuf {
        &self.home
    }

    /// The address, as `--database` takes it.
    pub fn url(&self) -> String {
        match &self.postgres {
            Some(url) => url.clone(),
            None => format!("sqlite://{}", self.home.join("bench.db").display()),
        }
    }

    /// The store on it, with the product's own options.
    pub fn open(&self) -> Result<Store> {
        match DatabaseUrl::parse(&self.url()) {
            Ok(url) => Ok(Store::open(&url, StoreOptions::default())?),
            Err(error) => bail!("{}: {error}", self.url()),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.home) {
            eprintln!("{} was left behind: {error}", self.home.display());
        }
    }
}

/// Beside this program, where there is room for builds.
fn home() -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|path| Some(path.parent()?.to_owned()));
    beside.unwrap_or_else(std::env::temp_dir).join(format!("bench-home-{}", std::process::id()))
}
