//! `redress restore`: a backup into a new home or an empty database, checked before it takes its place.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use redress_app::{App, DatabaseUrl, ErasedCase, Restored, StoreOptions, VerifyError, Witness, restore};

use crate::checkpoint_keys::CheckpointKeys;
use crate::configuration::Configuration;
use crate::erasures::{self, Erasures};
use crate::failure::Failure;
use crate::house::{Place, make_home, make_private};
use crate::output::{print, tell};
use crate::sealing_keys;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// A file that `redress backup` has made
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// A list of erased cases that the backup must not bring back; may be given several times [default: erased.jsonl of the home]
    #[arg(long = "erasures", value_name = "FILE")]
    erasures: Vec<PathBuf>,
}

pub fn run(place: &Place, args: &Args) -> Result<(), Failure> {
    let file = File::open(&args.file)
        .map_err(|error| Failure::fault("backup-file-failed", format!("{}: {error}", args.file.display())))?;
    let erased = listed(place, args)?;
    let (restored, again) = match place.database_file() {
        Some(database) => into_file(place, &database, BufReader::new(file), erased),
        None => checked(place, &place.database()?, BufReader::new(file), erased),
    }?;
    print(&format!(
        "restored as of {}: {} rows, {again} cases erased again; history and rows hold together. Nobody is signed in.\n",
        restored.about.made_at, restored.rows
    ))
}

/// What was erased since the backup was made, as far as it is listed: of the lists that are named, else of the home's own.
fn listed(place: &Place, args: &Args) -> Result<Vec<ErasedCase>, Failure> {
    let own = Erasures::of(place).path().to_owned();
    let lists = match args.erasures.as_slice() {
        [] if own.exists() => vec![own],
        [] => {
            tell(
                "No list of erased cases was given, and there is none in this home. Cases that were erased after the backup \
                 was made are there again: give the list with --erasures.",
            );
            Vec::new()
        }
        named => named.to_vec(),
    };
    let mut cases = Vec::new();
    for list in lists {
        cases.extend(erasures::read(&list)?);
    }
    Ok(cases)
}

/// Restores beside the place of the database, which it takes when it was checked.
fn into_file(
    place: &Place,
    database: &Path,
    backup: BufReader<File>,
    erased: Vec<ErasedCase>,
) -> Result<(Restored, u64), Failure> {
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
    let restored = checked(&unchecked, &unchecked.database()?, backup, erased)?;
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

/// Restores, erases again what was erased since, and verifies every organisation. Gives how many cases were erased again.
fn checked(
    place: &Place,
    url: &DatabaseUrl,
    backup: BufReader<File>,
    erased: Vec<ErasedCase>,
) -> Result<(Restored, u64), Failure> {
    let (files, _) = Configuration::of(place)?.attachments(place.home())?;
    let keys = sealing_keys::of(place);
    let restored = restore(url, &keys, backup, &files)?;
    let app = App::open(url, &keys, StoreOptions { readers: 1, ..StoreOptions::default() })?.keeping(files, None);
    let signed_with = CheckpointKeys::of(place).known()?;
    let witness = Witness { keys: (!signed_with.is_empty()).then_some(signed_with), kept: None };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::fault("runtime", error))?;
    // Before it is verified, and long before it can be served.
    let again = runtime.block_on(app.erase_again(erased))?.erased;
    if again > 0 {
        app.clear_files_blocking()?;
    }
    runtime.block_on(Erasures::of(place).keep_up(&app))?;
    for organisation in runtime.block_on(app.list_organisations())? {
        runtime.block_on(app.verify_against(&organisation.id, witness.clone())).map_err(|error| match error {
            VerifyError::Broken { code, at, what } => Failure::refused(
                code,
                format!("the backup is undamaged, but what was saved did not hold together at {at}: {what}"),
            ),
            VerifyError::Store(fault) => fault.into(),
        })?;
    }
    Ok((restored, again))
}
