//! `redress restore`: a backup into a new home or an empty database, checked before it takes its place.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use redress_app::{App, DatabaseUrl, Restored, StoreOptions, VerifyError, Witness, restore};

use crate::checkpoint_keys::CheckpointKeys;
use crate::failure::Failure;
use crate::house::{Place, make_home, make_private};
use crate::output::print;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file that `redress backup` has made
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub fn run(place: &Place, args: &Args) -> Result<(), Failure> {
    let file = File::open(&args.file)
        .map_err(|error| Failure::fault("backup-file-failed", format!("{}: {error}", args.file.display())))?;
    let restored = match place.database_file() {
        Some(database) => into_file(place, &database, BufReader::new(file)),
        None => checked(place, &place.database()?, BufReader::new(file)),
    }?;
    print(&format!(
        "restored as of {}: {} rows; history and rows hold together. Nobody is signed in.\n",
        restored.about.made_at, restored.rows
    ))
}

/// Restores beside the place of the database, which it takes when it was checked.
fn into_file(place: &Place, database: &Path, backup: BufReader<File>) -> Result<Restored, Failure> {
    if database.exists() {
        let message = format!("{} is there already; name a new home with --home", database.display());
        return Err(Failure::refused("restore-not-empty", message));
    }
    make_home(database.parent().unwrap_or_else(|| place.home()))?;
    let mut beside = database.as_os_str().to_owned();
    beside.push(".restoring");
    let beside = Beside(PathBuf::from(beside));
    beside.remove();
    let url =
        beside.0.to_str().ok_or_else(|| Failure::usage("home-not-text", "the path of the home is not UTF-8 text"))?;
    let unchecked = Place { database: Some(format!("sqlite://{url}")), ..place.clone() };
    make_private(&unchecked);
    let restored = checked(&unchecked, &unchecked.database()?, backup)?;
    fs::rename(&beside.0, database)
        .map_err(|error| Failure::fault("backup-file-failed", format!("{}: {error}", database.display())))?;
    Ok(restored)
}

/// A database on its way, taken away again where it did not arrive.
struct Beside(PathBuf);

impl Beside {
    fn remove(&self) {
        for end in ["", "-wal", "-shm"] {
            let mut path = self.0.as_os_str().to_owned();
            path.push(end);
            drop(fs::remove_file(path));
        }
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.remove();
    }
}

/// Restores, and verifies every organisation.
fn checked(place: &Place, url: &DatabaseUrl, backup: BufReader<File>) -> Result<Restored, Failure> {
    let restored = restore(url, backup)?;
    let app = App::open(url, StoreOptions { readers: 1, ..StoreOptions::default() })?;
    let keys = CheckpointKeys::of(place).known()?;
    let witness = Witness { keys: (!keys.is_empty()).then_some(keys), kept: None };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::fault("runtime", error))?;
    for organisation in runtime.block_on(app.list_organisations())? {
        runtime.block_on(app.verify_against(&organisation.id, witness.clone())).map_err(|error| match error {
            VerifyError::Broken { code, at, what } => Failure::refused(
                code,
                format!("the backup is undamaged, but what was saved did not hold together at {at}: {what}"),
            ),
            VerifyError::Store(fault) => fault.into(),
        })?;
    }
    Ok(restored)
}
