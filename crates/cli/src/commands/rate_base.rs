//! `redress organisation base`: what rates are reckoned on.

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand};
use redress_app::Actor;
use redress_domain::rate_base::RateBase;
use redress_domain::time::{Date, parse_date};

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, print, print_json};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set a number as of a day, in place of what was set for that day before
    Set(Set),
    /// List the numbers
    List(List),
}

#[derive(Debug, Args)]
pub struct Set {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// What is counted: homes-rented, homes-shared-ownership, residents, staff, customers
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    kind: String,
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Date,
    #[arg(long, value_name = "N")]
    number: u32,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct List {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// The last day of a period: only what its rates are reckoned on
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    on: Option<Date>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    match command {
        Command::Set(args) => set(place, args),
        Command::List(args) => list(place, &args),
    }
}

fn set(place: &Place, args: Set) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let base = RateBase { kind: args.kind, as_of: args.on, number: args.number };
    house.wait(house.app.set_rate_base(&Actor::operator(&args.organisation), base.clone()))?;
    match args.format {
        Format::Json => print_json(&base),
        Format::Text => print(&line(&base)),
    }
}

fn list(place: &Place, args: &List) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let bases = house.wait(house.app.list_rate_bases(&Actor::operator(&args.organisation), args.on))?;
    match args.format {
        Format::Json => print_json(&bases),
        Format::Text => print(&bases.iter().map(line).collect::<String>()),
    }
}

fn line(base: &RateBase) -> String {
    format!("{}  {}  {}\n", base.kind, base.as_of, base.number)
}
