//! Where a run stores its cases: a SQLite file of its own, or a PostgreSQL database that was given.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, bail};
use redress_store::{DatabaseUrl, KeyFile, Keys, Store, StoreOptions};

/// A database to measure on, and a home for the server.
#[derive(Debug)]
pub struct Place {
    home: PathBuf,
    postgres: Option<String>,
}

impl Place {
    /// A file in a new folder beside the build, on the disk that was built on.
    pub fn sqlite() -> Result<Self> {
        Self::new(None)
    }

    /// A database that was given; the server still gets a home.
    pub fn postgres(url: &str) -> Result<Self> {
        Self::new(Some(url.to_owned()))
    }

    fn new(postgres: Option<String>) -> Result<Self> {
        let engine = if postgres.is_some() { "postgres" } else { "sqlite" };
        let home = beside_build().join(format!("bench-{engine}-{}", std::process::id()));
        std::fs::create_dir_all(&home)?;
        Ok(Self { home, postgres })
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
            // Taking over a week of a national body's cases takes longer than somebody at a screen waits.
            Ok(url) => {
                let options = StoreOptions { answer_within: Duration::from_secs(3_600), ..StoreOptions::default() };
                Ok(Store::open(&url, &Keys::kept_in(KeyFile::of_home(&self.home)), options)?)
            }
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

/// The folder of this program, where there is room for builds.
fn beside_build() -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|path| Some(path.parent()?.to_owned()));
    beside.unwrap_or_else(std::env::temp_dir)
}
