//! `redress closure`: days on which an organisation itself does not work.

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand};
use redress_app::Actor;
use redress_domain::calendar::Closure;
use redress_domain::time::{Date, parse_date};
use serde_json::json;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, print, print_json};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add a day on which the organisation does not work
    Add(Add),
    /// List the days on which the organisation does not work
    List(List),
}

#[derive(Debug, Args)]
pub struct Add {
    #[arg(long, value_name = "ID")]
    organisation: String,
    #[arg(long, value_parser = parse_date)]
    date: Date,
    /// What the day is called, shown wherever it is skipped
    #[arg(long, value_parser = NonEmptyStringValueParser::new())]
    label: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct List {
    #[arg(long, value_name = "ID")]
    organisation: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    match command {
        Command::Add(args) => add(place, &args),
        Command::List(args) => list(place, &args),
    }
}

fn list(place: &Place, args: &List) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let closures = house.wait(house.app.list_closures(&Actor::operator(&args.organisation)))?;
    match args.format {
        Format::Json => {
            let listed = closures.iter().map(|closure| json!({ "date": closure.on, "label": closure.label }));
            print_json(&listed.collect::<Vec<_>>())
        }
        Format::Text => {
            print(&closures.iter().map(|closure| format!("{}  {}\n", closure.on, closure.label)).collect::<String>())
        }
    }
}

fn add(place: &Place, args: &Add) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let closure = Closure { on: args.date, label: args.label.clone() };
    house.wait(house.app.add_closure(&Actor::operator(&args.organisation), closure))?;
    match args.format {
        Format::Json => print_json(&json!({ "date": args.date, "label": args.label })),
        Format::Text => print(&format!("{} is closed on {}: {}.\n", args.organisation, args.date, args.label)),
    }
}
