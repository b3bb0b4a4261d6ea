//! Measures a release build of Redress: `cargo xtask bench` builds it and runs this.
//!
//! Every figure stands beside a bare one of the same run on the same engine, since machines differ and ratios do less.

mod client;
mod figures;
mod flight;
mod history;
mod options;
mod pages;
mod place;
mod processor;
mod register;
mod reports;
mod seed;
mod server;
mod writes;

use std::process::ExitCode;

use anyhow::{Context, Result};

use figures::Table;
use options::Options;
use place::Place;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let options = match Options::parse(&words) {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{}", options::USAGE);
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("{error}\n\n{}", options::USAGE);
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut report = format!("# Measured with {} cases, reports with {}\n", options.cases, options.history);
    let given = options.postgres.as_deref().map(Place::postgres).transpose()?;
    let own = (!options.without_sqlite).then(Place::sqlite).transpose()?;
    for place in own.into_iter().chain(given) {
        let table = runtime.block_on(measure(options, &place))?;
        report.push_str(&format!("\n## {}\n\n{}", place.name(), table.to_markdown()));
    }
    print!("{report}");
    let Some(output) = &options.output else { return Ok(()) };
    let folder = output.parent().context("--output names no file")?;
    std::fs::create_dir_all(folder)?;
    std::fs::write(output, report).with_context(|| format!("{} cannot be written", output.display()))
}

async fn measure(options: &Options, place: &Place) -> Result<Table> {
    let mut table = Table::default();
    if !options.only_reports {
        product(options, place, &mut table).await?;
    }
    eprintln!("{}: reports over {} cases", place.name(), options.history);
    let history = if options.history_is_there { None } else { Some(options.history) };
    reports::measure(place, history, &mut table).await?;
    Ok(table)
}

/// Writing and reading through commands, pages and the API.
async fn product(options: &Options, place: &Place, table: &mut Table) -> Result<()> {
    eprintln!("{}: seeding {} cases", place.name(), options.cases);
    let seeded = seed::seed(place, options.cases, table).await?;
    eprintln!("{}: writing", place.name());
    let bares = writes::bare_and_direct(place, &seeded, table).await?;
    let server = server::start(&options.binary, place, table)?;
    writes::over_http(&server, &seeded, &bares, table)?;
    eprintln!("{}: reading", place.name());
    pages::measure(&server, &seeded, table)?;
    table.amount("memory after all of it", server.resident_mib()?, "MiB");
    Ok(())
}
