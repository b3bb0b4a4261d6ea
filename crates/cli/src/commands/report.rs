//! `redress report`: the figures of a period.

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;
use redress_app::Actor;
use redress_documents::report_csv;
use redress_domain::statistics::{Edition, Report};

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Sink, json, written};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// A quarter as 2017-18-Q2, a fiscal year as 2017-18, or a month as 2017-07
    #[arg(long)]
    period: String,
    #[arg(long, value_enum, default_value = "internal")]
    edition: Readers,
    #[arg(long, value_enum, default_value = "json")]
    format: Kind,
    /// Write here rather than to standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Readers {
    /// For the organisation itself, with the references of its cases
    Internal,
    /// For everybody, with the references masked
    Public,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// Every figure by name
    Json,
    /// A page that prints well
    Html,
    /// One figure a line, for spreadsheets
    Csv,
}

pub fn run(place: &Place, args: Args) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let edition = match args.edition {
        Readers::Internal => Edition::Internal,
        Readers::Public => Edition::Public,
    };
    let report = house.wait(house.app.report(&Actor::operator(&args.organisation), &args.period, edition))?;
    let bytes = rendered(&report, args.format)?;
    let mut sink = Sink::open(args.output.as_deref())?;
    written(sink.write_all(&bytes))?;
    sink.finish()
}

fn rendered(report: &Report, kind: Kind) -> Result<Vec<u8>, Failure> {
    match kind {
        Kind::Json => Ok(json(report)?.into_bytes()),
        Kind::Html => Ok(redress_web::report_document(report).into_bytes()),
        Kind::Csv => {
            let mut bytes = Vec::new();
            report_csv(report, &mut bytes).map_err(|error| Failure::fault(error.code(), error))?;
            Ok(bytes)
        }
    }
}
