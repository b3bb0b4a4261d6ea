//! `redress report compare`: tables published elsewhere beside what the register gives (R95).

use std::path::PathBuf;

use redress_app::{Actor, ComparedTables};
use redress_documents::published_lines;
use redress_domain::statistics::Difference;
use serde::Serialize;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, print, print_json};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// A quarter as 2017-18-Q2, a half-year as 2017-18-H1, a fiscal year as 2017-18 or FY2010-11, or a month as 2017-07
    #[arg(long)]
    period: String,
    /// Keep the tables with the period, as they were published
    #[arg(long)]
    keep: bool,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// CSV with the columns table, row, measure and value
    file: PathBuf,
}

#[derive(Serialize)]
struct Compared {
    same: u32,
    /// `before` is what was published, `after` what the register gives.
    differences: Vec<Difference>,
    unknown: Vec<Unknown>,
}

#[derive(Serialize)]
struct Unknown {
    line: u32,
    message: String,
}

pub fn run(place: &Place, args: &Args) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let input = std::fs::File::open(&args.file)
        .map_err(|error| Failure::refused("file-not-read", format!("cannot read {}: {error}", args.file.display())))?;
    let lines = published_lines(input).map_err(|error| Failure::refused("published-tables", error))?;
    let (app, actor) = (&house.app, Actor::operator(&args.organisation));
    if args.keep {
        house.wait(app.keep_published_tables(&actor, &args.period, lines.clone()))?;
    }
    let ComparedTables { comparison, .. } = house.wait(app.compare_published(&actor, &args.period, lines))?;
    let unknown = comparison.unknown.into_iter();
    let unknown = unknown.map(|unknown| Unknown { line: unknown.line, message: unknown.message }).collect();
    let compared = Compared { same: comparison.same, differences: comparison.differences, unknown };
    match args.format {
        Format::Json => print_json(&compared)?,
        Format::Text => print(&text(&compared))?,
    }
    match (compared.differences.len(), compared.unknown.len()) {
        (0, 0) => Ok(()),
        (differ, unknown) => {
            let message = format!("{differ} figures differ, and {unknown} lines name no figure of the report");
            Err(Failure::refused("published-tables-differ", message))
        }
    }
}

fn text(compared: &Compared) -> String {
    let mut text = format!("{} figures are the same\n", compared.same);
    for Difference { table, row, measure, before, after, .. } in &compared.differences {
        let told = |value: &Option<String>| value.clone().filter(|value| !value.is_empty()).unwrap_or("nothing".into());
        text.push_str(&format!("{table} {row} {measure}: published {}, computed {}\n", told(before), told(after)));
    }
    for Unknown { line, message } in &compared.unknown {
        text.push_str(&format!("line {line}: {message}\n"));
    }
    text
}
