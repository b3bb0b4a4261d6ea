//! `redress key`: what personal data is sealed with.

use clap::Subcommand;
use redress_app::{KeyFile, KeyStanding, SealingKey};
use serde::Serialize;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, print, print_json, tell};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a new key, seal all personal data anew with it, and forget the key of before; others can go on working
    Rotate,
    /// List the keys and how much is sealed with each
    List {
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    match command {
        Command::Rotate => rotate(place),
        Command::List { format } => list(place, format),
    }
}

fn rotate(place: &Place) -> Result<(), Failure> {
    let house = House::open(place)?;
    let rotated = house.app.rotate_key_blocking()?;
    if !rotated.is_new {
        tell("A renewal that had been interrupted was brought to its end; run it again for a further key.");
    }
    print(&format!(
        "key {} is in use: {} people and {} authenticators were sealed anew, the keys of before are gone\nCopy {} to where your copy of \
         it is, and to the other homes on this database. Backups made before need the key of before: keep that copy as long as them.\n",
        rotated.key_id,
        rotated.people,
        rotated.authenticators,
        KeyFile::of_home(place.home()).path().display()
    ))
}

fn list(place: &Place, format: Format) -> Result<(), Failure> {
    let house = House::open(place)?;
    let lines: Vec<Line> = house.app.list_keys_blocking()?.into_iter().map(Line::of).collect();
    match format {
        Format::Json => print_json(&lines),
        Format::Text => print(&lines.iter().map(Line::text).collect::<String>()),
    }
}

/// A key in the list.
#[derive(Serialize)]
struct Line {
    id: String,
    standing: &'static str,
    people: u64,
    authenticators: u64,
}

impl Line {
    fn of(key: SealingKey) -> Self {
        let standing = match key.standing {
            KeyStanding::InUse => "in-use",
            KeyStanding::Older => "older",
            KeyStanding::Unused => "unused",
        };
        Self { id: key.id, standing, people: key.people, authenticators: key.authenticators }
    }

    fn text(&self) -> String {
        format!("{}  {}  {} people  {} authenticators\n", self.id, self.standing, self.people, self.authenticators)
    }
}
