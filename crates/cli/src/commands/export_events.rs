//! `redress export events`: an organisation's history as it is chained, for whoever checks it with a program of their own.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use clap::Args;
use redress_app::{StoreError, StoredEvent};

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Sink, written};

/// Events read ahead of the one being written.
const AHEAD: usize = 256;

#[derive(Debug, Args)]
pub struct Events {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Write here rather than to standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(place: &Place, args: &Events) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let mut sink = Sink::open(args.output.as_deref())?;
    let (events, taken) = sync_channel(AHEAD);
    let each = move |event| events.send(event).map_err(|_| StoreError::unavailable("the output takes no more"));
    // One thread writes what another reads, so that the memory needed does not grow with the history.
    let (read, wrote) = thread::scope(|scope| {
        let writer = scope.spawn(|| write(&mut sink, taken));
        let read = house.wait(house.app.export_events(&args.organisation, each));
        (read, writer.join())
    });
    written(wrote.unwrap_or(Ok(())))?;
    read?;
    sink.finish()
}

fn write(sink: &mut Sink, events: Receiver<StoredEvent>) -> io::Result<()> {
    for event in events {
        serde_json::to_writer(&mut *sink, &event)?;
        sink.write_all(b"\n")?;
    }
    Ok(())
}
