//! `redress procedure list`: the procedures there are to choose from.

use redress_domain::procedure::{Procedure, shipped};
use redress_domain::time::Date;
use serde::Serialize;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, print, print_json};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// List what this organisation keeps instead of what comes with the program
    #[arg(long, value_name = "ID")]
    organisation: Option<String>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, args: &Args) -> Result<(), Failure> {
    match &args.organisation {
        None => print_shipped(args.format),
        Some(organisation) => print_kept(place, organisation, args.format),
    }
}

fn print_shipped(format: Format) -> Result<(), Failure> {
    #[derive(Serialize)]
    struct Listed {
        id: String,
        version: String,
        title: String,
    }
    let procedures = shipped::all().iter().filter_map(|shipped| Procedure::load(shipped.file, shipped.text).procedure);
    let listed: Vec<Listed> = procedures
        .map(|procedure| Listed {
            id: procedure.id.clone(),
            version: procedure.version.clone(),
            title: procedure.title.clone(),
        })
        .collect();
    match format {
        Format::Json => print_json(&listed),
        Format::Text => {
            print(&listed.iter().map(|one| format!("{}  {}  {}\n", one.id, one.version, one.title)).collect::<String>())
        }
    }
}

fn print_kept(place: &Place, organisation: &str, format: Format) -> Result<(), Failure> {
    #[derive(Serialize)]
    struct Kept {
        id: String,
        version: String,
        /// Whether new cases begin with it.
        current: bool,
        /// Absent for a draft.
        adopted_on: Option<Date>,
        adopted_by: Option<String>,
    }
    let house = House::open(place)?;
    let current = house.settings(organisation)?.organisation.procedure.clone();
    let kept: Vec<Kept> = house
        .wait(house.app.list_procedures(organisation))?
        .into_iter()
        .map(|stored| Kept {
            current: current.as_ref().is_some_and(|(id, version)| *id == stored.id && *version == stored.version),
            id: stored.id,
            version: stored.version,
            adopted_on: stored.adopted_on,
            adopted_by: stored.adopted_body,
        })
        .collect();
    if format == Format::Json {
        return print_json(&kept);
    }
    let line = |kept: &Kept| {
        let adopted = match (kept.adopted_on, &kept.adopted_by) {
            (Some(on), Some(by)) => format!("adopted by {by} on {on}"),
            _ => "draft".to_owned(),
        };
        let current = if kept.current { ", in use" } else { "" };
        format!("{}  {}  {adopted}{current}\n", kept.id, kept.version)
    };
    print(&kept.iter().map(line).collect::<String>())
}
