//! `redress attachment`: files of cases from the command line.

use std::fs::File;
use std::io::{Read, Write};
use std::path::PathBuf;

use clap::{Args, Subcommand};
use redress_app::{Actor, Arrived, AttachmentLine, NewAttachment, Receiving, Standing};
use redress_domain::case::AttachmentUse;
use redress_domain::words::Word;
use serde_json::json;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, Sink, print, print_json};

/// How much of a file is read at once, in bytes.
const PORTION: usize = 256 * 1024;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Attach a file to a case
    Add(Add),
    /// List the files of a case
    List(List),
    /// Write a file of a case out
    Get(Get),
    /// Scan what waits for it, and remove bytes that no case refers to any longer
    Sweep,
}

#[derive(Debug, Args)]
pub struct Add {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Reference of the case
    case: String,
    file: PathBuf,
    /// What it is for: from-complainant, evidence, letter-sent, consent, other
    #[arg(long = "as", value_parser = used_as, default_value = "other", value_name = "USE")]
    used_as: AttachmentUse,
    /// What it is called [default: the name of the file]
    #[arg(long)]
    name: Option<String>,
}

#[derive(Debug, Args)]
pub struct List {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Reference of the case
    case: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct Get {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Reference of the case
    case: String,
    /// Number of the file
    number: u32,
    /// Where it is written [default: standard output]
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn used_as(id: &str) -> Result<AttachmentUse, String> {
    AttachmentUse::from_id(id).ok_or_else(|| {
        let ids: Vec<&str> = AttachmentUse::ALL.iter().map(|word| word.id()).collect();
        format!("one of: {}", ids.join(", "))
    })
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    let house = House::open(place)?;
    match command {
        Command::Add(args) => add(&house, args),
        Command::List(args) => list(&house, &args),
        Command::Get(args) => get(&house, &args),
        Command::Sweep => sweep(&house),
    }
}

fn add(house: &House, args: Add) -> Result<(), Failure> {
    house.settings(&args.organisation)?;
    let actor = Actor::operator(&args.organisation);
    house.wait(house.app.may_attach(&actor, &args.case))?;
    let arrived = read(house, &args)?;
    let name = args.name.or_else(|| Some(args.file.file_name()?.to_string_lossy().into_owned())).unwrap_or_default();
    let size = arrived.size;
    let new = vec![NewAttachment { name, used_as: args.used_as, arrived }];
    house.wait(house.app.attach(&actor, &args.case, new, None, None))?;
    house.wait(house.app.scan_files())?;
    print(&format!("attached to {}: {size} bytes\n", args.case))
}

fn read(house: &House, args: &Add) -> Result<Arrived, Failure> {
    let failed = |error| Failure::fault("file-failed", format!("{}: {error}", args.file.display()));
    let mut file = File::open(&args.file).map_err(failed)?;
    let mut coming: Receiving = house.wait(house.app.receive())?;
    loop {
        let mut portion = vec![0; PORTION];
        let read = file.read(&mut portion).map_err(failed)?;
        if read == 0 {
            return Ok(house.wait(coming.finish())?);
        }
        portion.truncate(read);
        coming = house.wait(coming.write(portion))?;
    }
}

fn list(house: &House, args: &List) -> Result<(), Failure> {
    house.settings(&args.organisation)?;
    let view = house.wait(house.app.case(&Actor::operator(&args.organisation), &args.case))?;
    match args.format {
        Format::Json => {
            let line = |line: &AttachmentLine| {
                let file = &line.attachment.file;
                json!({
                    "number": file.number, "name": file.name, "media_type": file.media_type, "size_bytes": file.size_bytes,
                    "sha256": file.digest, "used_as": file.used_as.id(), "added_by": line.attachment.by.to_text(),
                    "added_at": line.attachment.at, "standing": standing(&line.standing)
                })
            };
            print_json(&view.attachments.iter().map(line).collect::<Vec<_>>())
        }
        Format::Text => {
            let line = |line: &AttachmentLine| {
                let file = &line.attachment.file;
                let (number, name, size) = (file.number, &file.name, file.size_bytes);
                format!("{number:>3}  {size:>9} bytes  {}  {name}  {}\n", file.media_type, standing(&line.standing))
            };
            print(&view.attachments.iter().map(line).collect::<String>())
        }
    }
}

fn standing(standing: &Standing) -> &'static str {
    match standing {
        Standing::Ready => "ready",
        Standing::Quarantined => "quarantined",
        Standing::Infected(_) => "infected",
    }
}

fn get(house: &House, args: &Get) -> Result<(), Failure> {
    house.settings(&args.organisation)?;
    let actor = Actor::operator(&args.organisation);
    let mut left = house.wait(house.app.attachment(&actor, &args.case, args.number))?.portions;
    let mut sink = Sink::open(args.output.as_deref())?;
    while let Some((portion, rest)) = house.wait(left.next())? {
        crate::output::written(sink.write_all(&portion))?;
        left = rest;
    }
    sink.finish()
}

fn sweep(house: &House) -> Result<(), Failure> {
    let scanned = house.wait(house.app.scan_files())?;
    let swept = house.wait(house.app.sweep_files())?;
    print(&format!(
        "scanned: {} clean, {} infected, {} left waiting; removed: {} files no case refers to, {} unknown, {} unfinished\n",
        scanned.clean, scanned.infected, scanned.left, swept.unreferred, swept.unknown, swept.unfinished
    ))
}
