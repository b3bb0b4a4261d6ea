//! `redress backup`: everything of one moment in one file, while others go on working.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Sink, print, tell};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The file to make; one that is there already is left alone
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub fn run(place: &Place, args: &Args) -> Result<(), Failure> {
    if args.file.exists() {
        let message = format!("{} is there already; name a file that is not there yet", args.file.display());
        return Err(Failure::refused("backup-exists", message));
    }
    let house = House::open(place)?;
    let sink = Sink::open(Some(&args.file))?;
    let (saved, sink) = house.wait(house.app.back_up(sink))?;
    sink.finish()?;
    if saved.missing_files > 0 {
        tell(&format!(
            "The bytes of {} files were missing and are not in it; redress verify names them.",
            saved.missing_files
        ));
    }
    print(&format!(
        "{}: {} rows and {} files, {} bytes\nIt holds personal data: keep it where nobody else reads. The keys that checkpoints are signed \
         with are not in it: copy them from the home apart.\n",
        args.file.display(),
        saved.rows,
        saved.files,
        saved.bytes
    ))
}
