//! `redress export`: a register or a history written out.

use std::path::PathBuf;
use std::sync::mpsc::sync_channel;
use std::thread;

use clap::{Args, Subcommand};
use redress_app::{Actor, AppError, StoreError};
use redress_documents::{WriteError, write_register_csv};
use redress_domain::register::rows_of;

use super::export_events::{self, Events};
use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::Sink;

/// Cases read ahead of the one being written.
const AHEAD: usize = 256;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write every case of an organisation as CSV, one row for each handling
    Register(Register),
    /// Write every event of an organisation as it is chained, as JSON, one a line, to be checked by a program of your own
    Events(Events),
}

#[derive(Debug, Args)]
pub struct Register {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Write here rather than to standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    match command {
        Command::Register(args) => register(place, &args),
        Command::Events(args) => export_events::run(place, &args),
    }
}

fn register(place: &Place, args: &Register) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let actor = Actor::operator(&args.organisation);
    let columns = house.wait(house.app.register_columns(&actor))?;
    let mut sink = Sink::open(args.output.as_deref())?;
    let (cases, rows) = sync_channel(AHEAD);
    let each = move |case| cases.send(case).map_err(|_| StoreError::unavailable("the output takes no more"));
    // One thread writes what another reads, so that the memory needed does not grow with the register.
    let (read, wrote) = thread::scope(|scope| {
        let rows = rows.into_iter().flat_map(|case| rows_of(&case, &columns));
        let writer = scope.spawn(|| write_register_csv(&mut sink, &columns, rows));
        let read = house.wait(house.app.export_register(&actor, each));
        (read, writer.join())
    });
    finish(read, wrote.unwrap_or(Ok(())), sink)
}

fn finish(read: Result<(), AppError>, wrote: Result<(), WriteError>, sink: Sink) -> Result<(), Failure> {
    match (wrote, read) {
        (Err(error), _) => Err(Failure::fault(error.code(), error)),
        (Ok(()), read) => {
            read?;
            sink.finish()
        }
    }
}
