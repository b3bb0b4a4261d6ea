//! `redress report`: the figures of a period, as known now, on an earlier day, or as they were published.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use redress_app::Actor;
use redress_documents::{ReportFormat, report_file};
use redress_domain::statistics::{Edition, Report};
use redress_domain::time::{Date, parse_date};

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Sink, json, written};

#[derive(Debug, clap::Args)]
#[group(id = "figures")]
pub struct Args {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// A quarter as 2017-18-Q2, a half-year as 2017-18-H1, a fiscal year as 2017-18 or FY2010-11, or a month as 2017-07
    #[arg(long)]
    period: String,
    #[arg(long, value_enum, default_value = "internal")]
    edition: Readers,
    #[arg(long, value_enum, default_value = "json")]
    format: Kind,
    /// As it was known at the end of this day, YYYY-MM-DD [default: as known now]
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_known: Option<Date>,
    /// As it was published, by the number of its version [default: not as published]
    #[arg(long, value_name = "N", conflicts_with = "as_known")]
    version: Option<u32>,
    /// Write here rather than to standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Readers {
    /// For the organisation itself, with the references of its cases
    Internal,
    /// For everybody: references masked, and of what was written of a case only what was released
    Public,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// Every figure by name
    Json,
    /// A page that prints well
    Html,
    /// Tagged, for print and for reading aloud
    Pdf,
    /// One figure a line, for spreadsheets
    Csv,
    /// A workbook
    Xlsx,
}

pub fn run(place: &Place, args: &Args) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let (report, text) = asked(&house, args)?;
    let bytes = match args.format {
        Kind::Json => text.into_bytes(),
        Kind::Html => file(&report, ReportFormat::Html)?,
        Kind::Pdf => file(&report, ReportFormat::Pdf)?,
        Kind::Csv => file(&report, ReportFormat::Csv)?,
        Kind::Xlsx => file(&report, ReportFormat::Xlsx)?,
    };
    let mut sink = Sink::open(args.output.as_deref())?;
    written(sink.write_all(&bytes))?;
    sink.finish()
}

/// The report with its JSON, which of a published one is kept character for character.
fn asked(house: &House, args: &Args) -> Result<(Report, String), Failure> {
    let (app, actor) = (&house.app, Actor::operator(&args.organisation));
    let edition = match args.edition {
        Readers::Internal => Edition::Internal,
        Readers::Public => Edition::Public,
    };
    if args.version.is_some() {
        let published = house.wait(app.edition(&actor, &args.period, args.version, edition))?;
        return Ok((published.report, published.json));
    }
    let report = match args.as_known {
        Some(day) => house.wait(app.report_known_on(&actor, &args.period, edition, day))?,
        None => house.wait(app.report(&actor, &args.period, edition))?,
    };
    let text = json(&report)?;
    Ok((report, text))
}

fn file(report: &Report, format: ReportFormat) -> Result<Vec<u8>, Failure> {
    report_file(report, format).map_err(|error| Failure::fault(error.code(), error))
}

fn day(text: &str) -> Result<Date, String> {
    parse_date(text).map_err(|error| error.to_string())
}
