//! `redress erasures`: which cases were erased, to be kept apart from the backups.

use std::io::Write;
use std::path::PathBuf;

use redress_domain::time::Instant;

use crate::erasures::line;
use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Sink, written};

#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Write which cases were erased, for: redress restore BACKUP --erasures FILE
    Export {
        /// The file to write
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    let Command::Export { file } = command;
    let house = House::open(place)?;
    let mut sink = Sink::open(Some(&file))?;
    for case in house.wait(house.app.list_erased(Instant::from_micros(0)))? {
        written(sink.write_all(line(&case)?.as_bytes()))?;
    }
    sink.finish()
}
