//! `redress checkpoint`: signed statements of where a history stands, for others to keep.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use redress_app::{Actor, AppError};
use redress_domain::checkpoint::{Checkpoint, PublicKey};
use redress_domain::time::Instant;
use serde::Serialize;

use crate::checkpoint_keys::CheckpointKeys;
use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, Sink, print, print_json, tell, written};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Sign where the history stands now, and write the checkpoint; where nothing has happened since, the last one
    Make(Make),
    /// List the checkpoints, the newest first
    List(List),
    /// Write a checkpoint again
    Show(Show),
    /// Print the public keys of this installation, the one in use last
    Key {
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
}

#[derive(Debug, Args)]
pub struct Make {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Write here rather than to standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct List {
    #[arg(long, value_name = "ID")]
    organisation: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct Show {
    /// Number of the checkpoint [default: the last one]
    #[arg(value_name = "NUMBER")]
    number: Option<u32>,
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Write here rather than to standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    match command {
        Command::Make(args) => make(place, &args),
        Command::List(args) => list(place, &args),
        Command::Show(args) => show(place, &args),
        Command::Key { format } => key(place, format),
    }
}

fn make(place: &Place, args: &Make) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let keys = CheckpointKeys::of(place);
    let made = house.wait(house.app.make_checkpoint(&args.organisation, keys.signing()?))?;
    let says = made.checkpoint.says();
    let what = if made.is_new { "made" } else { "nothing has happened since" };
    tell(&format!(
        "checkpoint {} of '{}', {} events: {what}. Keep it where nobody who can write the database can reach it, with the \
         public key {} ({}).",
        says.number,
        says.organisation,
        says.events,
        made.checkpoint.key(),
        keys.public_file().display()
    ));
    write(&made.checkpoint, args.output.as_deref())
}

fn show(place: &Place, args: &Show) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let actor = Actor::operator(&args.organisation);
    let found = house.wait(house.app.checkpoint(&actor, args.number)).map_err(|error| match error {
        AppError::NotFound { .. } => {
            let message = format!(
                "'{id}' has no such checkpoint; list them with: redress checkpoint list --organisation {id}",
                id = args.organisation
            );
            Failure::refused("checkpoint-not-found", message)
        }
        other => other.into(),
    })?;
    write(&found, args.output.as_deref())
}

fn write(checkpoint: &Checkpoint, output: Option<&Path>) -> Result<(), Failure> {
    let mut sink = Sink::open(output)?;
    written(sink.write_all(checkpoint.text().as_bytes()))?;
    sink.finish()
}

fn list(place: &Place, args: &List) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let actor = Actor::operator(&args.organisation);
    let mut lines = Vec::new();
    // A page at a time; one a day makes four pages a year.
    let mut before = None;
    loop {
        let page = house.wait(house.app.list_checkpoints(&actor, before))?;
        lines.extend(page.iter().map(Line::of));
        match page.last() {
            Some(last) => before = Some(last.says().number),
            None => break,
        }
    }
    match args.format {
        Format::Json => print_json(&lines),
        Format::Text => print(&lines.iter().map(Line::text).collect::<String>()),
    }
}

/// A checkpoint in the list.
#[derive(Serialize)]
struct Line {
    number: u32,
    made_at: Instant,
    events: u64,
    head: String,
    key: String,
}

impl Line {
    fn of(checkpoint: &Checkpoint) -> Self {
        let says = checkpoint.says();
        Self {
            number: says.number,
            made_at: says.made_at,
            events: says.events,
            head: hex::encode(says.head),
            key: checkpoint.key().to_string(),
        }
    }

    fn text(&self) -> String {
        format!("{}  {}  {} events  {}\n", self.number, self.made_at, self.events, self.head)
    }
}

fn key(place: &Place, format: Format) -> Result<(), Failure> {
    let keys = CheckpointKeys::of(place).known()?;
    if keys.is_empty() {
        let message = "this home has signed no checkpoint yet; the first one makes a key: redress checkpoint make";
        return Err(Failure::refused("checkpoint-key-not-found", message));
    }
    let keys: Vec<String> = keys.iter().map(PublicKey::to_string).collect();
    match format {
        Format::Json => print_json(&keys),
        Format::Text => print(&keys.iter().map(|key| format!("{key}\n")).collect::<String>()),
    }
}
