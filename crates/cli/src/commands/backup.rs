//! `redress backup`: everything of one moment in one file, while others go on working.

use std::path::PathBuf;

use redress_app::KeyFile;

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
        "{}: {} rows and {} files, {} bytes\nIt holds personal data: keep it where nobody else reads. Who the people are is sealed, with a \
         key that is not in it: without a copy of {}, kept apart from it, they are lost. The keys that checkpoints are signed with are \
         not in it either: copy them from the home too.\n",
        args.file.display(),
        saved.rows,
        saved.files,
        saved.bytes,
        KeyFile::of_home(place.home()).path().display()
    ))
}
