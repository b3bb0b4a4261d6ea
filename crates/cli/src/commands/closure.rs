//! `redress closure`: days on which an organisation itself does not work.

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand};
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

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    let Command::Add(args) = command;
    let house = House::open(place)?;
    let settings = house.settings(&args.organisation)?;
    // A day the calendar does not vouch for could not be counted with.
    settings.calendar.is_working_day(args.date).map_err(|error| Failure::refused(error.code(), error))?;
    let closure = Closure { on: args.date, label: args.label.clone() };
    house.wait(house.app.add_closure(&args.organisation, closure))?;
    match args.format {
        Format::Json => print_json(&json!({ "date": args.date, "label": args.label })),
        Format::Text => print(&format!("{} is closed on {}: {}.\n", args.organisation, args.date, args.label)),
    }
}
