//! `redress return`: returns to regulators and ombudsmen.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use redress_app::Actor;
use redress_documents::{ReturnFormat, return_file};
use redress_domain::returns::{Denominator, Offered, Return, ReturnId};

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, Sink, json, print, print_json, written};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the returns, those that fit the procedure first
    List(List),
    /// Make a return of a period
    Make(Make),
}

#[derive(Debug, Args)]
pub struct List {
    #[arg(long, value_name = "ID")]
    organisation: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct Make {
    /// Id of the return: redress return list tells them
    #[arg(value_name = "ID", value_parser = known)]
    id: ReturnId,
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// A year as 2017-18, a half-year as 2017-18-H1, a quarter as 2017-18-Q2, or a month as 2017-07
    #[arg(long)]
    period: String,
    #[arg(long, value_enum, default_value = "json")]
    format: Kind,
    /// What the answers of CH02 are a share of
    #[arg(long, value_enum, default_value = "received")]
    ch02_denominator: OfComplaints,
    /// Write here rather than to standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// Every figure by name
    Json,
    /// One figure a line, for spreadsheets
    Csv,
    /// A workbook
    Xlsx,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OfComplaints {
    /// Complaints received in the year
    Received,
    /// Complaints answered in the year
    Answered,
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    match command {
        Command::List(args) => list(place, &args),
        Command::Make(args) => make(place, &args),
    }
}

fn list(place: &Place, args: &List) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let returns = house.wait(house.app.list_returns(&Actor::operator(&args.organisation)))?;
    match args.format {
        Format::Json => print_json(&returns),
        Format::Text => print(&returns.iter().map(line).collect::<String>()),
    }
}

fn line(offered: &Offered) -> String {
    let fits = if offered.fits { "fits the procedure" } else { "on request" };
    format!("{}\t{fits}\t{}\tfor {}\n", offered.id, offered.title, offered.periods)
}

fn make(place: &Place, args: &Make) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let denominator = match args.ch02_denominator {
        OfComplaints::Received => Denominator::Received,
        OfComplaints::Answered => Denominator::Answered,
    };
    let actor = Actor::operator(&args.organisation);
    let made = house.wait(house.app.make_return(&actor, args.id, &args.period, denominator))?;
    let bytes = match args.format {
        Kind::Json => json(&made)?.into_bytes(),
        Kind::Csv => file(&made, ReturnFormat::Csv)?,
        Kind::Xlsx => file(&made, ReturnFormat::Xlsx)?,
    };
    let mut sink = Sink::open(args.output.as_deref())?;
    written(sink.write_all(&bytes))?;
    sink.finish()
}

fn file(made: &Return, format: ReturnFormat) -> Result<Vec<u8>, Failure> {
    return_file(made, format).map_err(|error| Failure::fault(error.code(), error))
}

fn known(id: &str) -> Result<ReturnId, String> {
    let all: Vec<&str> = ReturnId::ALL.into_iter().map(ReturnId::id).collect();
    ReturnId::from_id(id).ok_or_else(|| format!("there is no such return; there are {}", all.join(", ")))
}
