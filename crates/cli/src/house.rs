//! The home and the database a command works on, and the application opened on them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use redress_app::{App, AppError, DatabaseUrl, Settings, StoreOptions};
use tokio::runtime::{Builder, Runtime};

use crate::configuration::Configuration;
use crate::failure::Failure;
use crate::output::{NewFile, private, private_folder};
use crate::sealing_keys;

/// The folder used where none is named.
const DEFAULT_HOME: &str = "redress-home";
const DATABASE_FILE: &str = "redress.db";
/// Folder of the home with what was saved before upgrades.
const BACKUPS: &str = "before-upgrade";

/// Where the home and the database are.
#[derive(Debug, Clone, Args)]
pub struct Place {
    /// Folder of this installation [default: redress-home, for demo: redress-demo]
    #[arg(long, global = true, env = "REDRESS_HOME", value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// Database, as sqlite://PATH or postgres://… [default: the SQLite file in the home]
    #[arg(long, global = true, env = "REDRESS_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database: Option<String>,
}

impl Place {
    /// The folder of this installation.
    pub fn home(&self) -> &Path {
        self.home.as_deref().unwrap_or(Path::new(DEFAULT_HOME))
    }

    /// The address of the database.
    ///
    /// # Errors
    /// A wrong usage when it is not one.
    pub fn database(&self) -> Result<DatabaseUrl, Failure> {
        if let Some(url) = &self.database {
            return Ok(DatabaseUrl::parse(url)?);
        }
        let file = self.home().join(DATABASE_FILE);
        let path = file.to_str().ok_or_else(|| {
            Failure::usage("home-not-text", "the path of the home is not UTF-8 text; use another folder")
        })?;
        Ok(DatabaseUrl::parse(path)?)
    }

    /// The database where it is a file.
    pub fn database_file(&self) -> Option<PathBuf> {
        match &self.database {
            None => Some(self.home().join(DATABASE_FILE)),
            Some(url) => match url.split_once("://") {
                Some(("sqlite", path)) => Some(PathBuf::from(path)),
                Some(_) => None,
                None => Some(PathBuf::from(url)),
            },
        }
    }
}

/// The application on a home, for commands that do one thing and end.
#[derive(Debug)]
pub struct House {
    pub app: App,
    runtime: Runtime,
}

impl House {
    /// Opens what is there.
    ///
    /// # Errors
    /// A refusal when there is no database yet; a fault when it cannot be used.
    pub fn open(place: &Place) -> Result<Self, Failure> {
        if let Some(file) = place.database_file().filter(|file| !file.exists()) {
            let message = format!(
                "there is no database at {}; name the home with --home, or begin one with: redress organisation add",
                file.display()
            );
            return Err(Failure::refused("no-home", message));
        }
        Self::found(place)
    }

    /// Opens what is there, or makes it.
    ///
    /// # Errors
    /// A fault when that cannot be done.
    pub fn found(place: &Place) -> Result<Self, Failure> {
        // An import may take minutes, and whoever started it waits for it.
        let options = StoreOptions { readers: 1, answer_within: Duration::from_secs(3600), ..StoreOptions::default() };
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Failure::fault("runtime", error))?;
        Ok(Self { app: open_app(place, options)?, runtime })
    }

    /// Waits for a use case.
    pub fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// The settings of an organisation.
    ///
    /// # Errors
    /// A refusal that says how to find its id when there is none.
    pub fn settings(&self, organisation: &str) -> Result<Arc<Settings>, Failure> {
        self.wait(self.app.settings(organisation)).map_err(|error| match error {
            AppError::NotFound { .. } => {
                let message = format!(
                    "there is no organisation '{organisation}'; list those there are with: redress organisation list"
                );
                Failure::refused("organisation-not-found", message)
            }
            other => other.into(),
        })
    }
}

/// Opens the database, making the home for it where it is the one in the home.
///
/// # Errors
/// A fault when that cannot be done.
pub fn open_app(place: &Place, options: StoreOptions) -> Result<App, Failure> {
    let url = place.database()?;
    if place.database.is_none() {
        make_home(place.home())?;
    }
    make_private(place);
    let folder = place.home().join(BACKUPS);
    let app = App::open_saving(
        &url,
        &sealing_keys::of(place),
        options,
        move || NewFile::in_new_place(&folder),
        NewFile::finish,
    )?;
    let (files, scanner) = Configuration::of(place)?.attachments(place.home())?;
    Ok(app.keeping(files, scanner))
}

/// Makes the file of a database that is not there yet, for nobody else to read; SQLite gives its other files the same rights.
/// Where that cannot be done, opening it says why.
pub fn make_private(place: &Place) {
    if let Some(file) = place.database_file() {
        private().create_new(true).open(file).ok();
    }
}

/// Makes the folder of a home, for nobody else to look into.
///
/// # Errors
/// A fault when it cannot be made.
pub fn make_home(home: &Path) -> Result<(), Failure> {
    private_folder(home)
        .map_err(|error| Failure::fault("home-not-made", format!("cannot make the home {}: {error}", home.display())))
}
