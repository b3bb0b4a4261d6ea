//! `redress calendar`: bank holidays, due dates and working days taken.

mod batch;
mod within;

use clap::{Args, Subcommand};
use redress_domain::calendar::{Calendar, CalendarError, DayOne, Division};
use redress_domain::time::{Date, parse_date};
use serde::Serialize;
use serde_json::json;

use crate::failure::Failure;
use crate::output::{Format, print, print_json};
use within::Within;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the bank holidays of a year, as they are kept on weekdays
    Holidays(Holidays),
    /// Count working days forward from receipt
    Due(Due),
    /// Count the working days from receipt to closing
    Taken(Taken),
}

#[derive(Debug, Args)]
pub struct Holidays {
    /// england-and-wales, scotland or northern-ireland
    #[arg(long)]
    calendar: Division,
    #[arg(long)]
    year: i16,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct Due {
    /// england-and-wales, scotland or northern-ireland
    #[arg(long, required_unless_present = "batch")]
    calendar: Option<Division>,
    #[arg(long, value_name = "DATE", value_parser = parse_date, required_unless_present = "batch")]
    received: Option<Date>,
    /// "5 working days"
    #[arg(long, value_name = "N working days", required_unless_present = "batch")]
    within: Option<Within>,
    /// Which day counts first: same-day or day-after
    #[arg(long, value_name = "RULE", required_unless_present = "batch")]
    day_one: Option<DayOne>,
    /// Read lines of calendar,received,n,day_one and print one due date for each
    #[arg(long, conflicts_with_all = ["calendar", "received", "within", "day_one"])]
    batch: bool,
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct Taken {
    /// england-and-wales, scotland or northern-ireland
    #[arg(long, required_unless_present = "batch")]
    calendar: Option<Division>,
    #[arg(long, value_name = "DATE", value_parser = parse_date, required_unless_present = "batch")]
    received: Option<Date>,
    #[arg(long, value_name = "DATE", value_parser = parse_date, required_unless_present = "batch")]
    closed: Option<Date>,
    /// Which day counts first: same-day or day-after
    #[arg(long, value_name = "RULE", required_unless_present = "batch")]
    day_one: Option<DayOne>,
    /// Read lines of calendar,received,closed,day_one and print one number for each
    #[arg(long, conflicts_with_all = ["calendar", "received", "closed", "day_one"])]
    batch: bool,
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
}

pub fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Holidays(args) => holidays(&args),
        Command::Due(args) => due(&args),
        Command::Taken(args) => taken(&args),
    }
}

fn holidays(args: &Holidays) -> Result<(), Failure> {
    #[derive(Serialize)]
    struct Kept {
        date: Date,
        name: String,
    }
    let holidays = Calendar::shipped(args.calendar).holidays(args.year).map_err(refused)?;
    let kept: Vec<Kept> = holidays.into_iter().map(|holiday| Kept { date: holiday.on, name: holiday.name }).collect();
    match args.format {
        Format::Json => print_json(&kept),
        Format::Text => print(&kept.iter().map(|kept| format!("{}  {}\n", kept.date, kept.name)).collect::<String>()),
    }
}

/// The arguments are all there unless lines are read instead.
fn due(args: &Due) -> Result<(), Failure> {
    let (Some(calendar), Some(received), Some(within), Some(day_one)) =
        (args.calendar, args.received, args.within, args.day_one)
    else {
        return batch::due();
    };
    let explained = Calendar::shipped(calendar).explain_due(received, within.working_days, day_one).map_err(refused)?;
    if args.format == Format::Json {
        return print_json(&explained);
    }
    let mut text = format!("due {}\n", explained.due);
    let counted = explained.counted.iter().map(|date| (*date, "counted"));
    let skipped = explained.skipped.iter().map(|skipped| (skipped.date, skipped.why.as_str()));
    let mut days: Vec<(Date, &str)> = counted.chain(skipped).collect();
    days.sort();
    for (date, why) in days {
        text.push_str(&format!("  {date}  {why}\n"));
    }
    print(&text)
}

/// The arguments are all there unless lines are read instead.
fn taken(args: &Taken) -> Result<(), Failure> {
    let (Some(calendar), Some(received), Some(closed), Some(day_one)) =
        (args.calendar, args.received, args.closed, args.day_one)
    else {
        return batch::taken();
    };
    let days = Calendar::shipped(calendar).taken(received, closed, day_one).map_err(refused)?;
    match args.format {
        Format::Json => print_json(&json!({ "days": days })),
        Format::Text if days == 1 => print("1 working day\n"),
        Format::Text => print(&format!("{days} working days\n")),
    }
}

fn refused(error: CalendarError) -> Failure {
    Failure::refused(error.code(), error)
}
