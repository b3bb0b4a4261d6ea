//! `redress organisation`: adding and listing organisations, and what their rates are reckoned on.

use clap::{Args, Subcommand};
use redress_app::{NewOrganisation, Organisation};
use redress_domain::calendar::Division;
use redress_domain::period::FiscalYearStart;
use serde::Serialize;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, print, print_json};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add an organisation; a home is made where there is none
    Add(Add),
    /// What rates are reckoned on: homes, residents, staff, as of a day
    #[command(subcommand)]
    Base(super::rate_base::Command),
    /// List the organisations
    List {
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
}

#[derive(Debug, Args)]
pub struct Add {
    /// Short name used in commands and addresses: donnington
    id: String,
    #[arg(long)]
    name: String,
    /// england-and-wales, scotland or northern-ireland
    #[arg(long)]
    calendar: Division,
    #[arg(long, value_name = "N")]
    charity_number: Option<String>,
    /// Month and day on which its year begins
    #[arg(long, value_name = "MM-DD", default_value = "04-01")]
    fiscal_year_start: FiscalYearStart,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    match command {
        Command::Add(args) => add(place, args),
        Command::Base(command) => super::rate_base::run(place, command),
        Command::List { format } => list(place, format),
    }
}

fn add(place: &Place, args: Add) -> Result<(), Failure> {
    let house = House::found(place)?;
    let new = NewOrganisation {
        id: args.id.clone(),
        name: args.name,
        charity_number: args.charity_number,
        calendar: args.calendar,
        fiscal_year_start: args.fiscal_year_start,
    };
    house.wait(house.app.add_organisation(new))?;
    let settings = house.settings(&args.id)?;
    match args.format {
        Format::Json => print_json(&Listed::of(&settings.organisation)),
        Format::Text => print(&format!(
            "Added '{id}', {name}.\nNext: redress procedure adopt ID --organisation {id} (the ids: redress procedure list)\n",
            id = settings.organisation.id,
            name = settings.organisation.name,
        )),
    }
}

fn list(place: &Place, format: Format) -> Result<(), Failure> {
    let house = House::open(place)?;
    let organisations = house.wait(house.app.list_organisations())?;
    if format == Format::Json {
        return print_json(&organisations.iter().map(Listed::of).collect::<Vec<_>>());
    }
    let mut text = String::new();
    for organisation in &organisations {
        let procedure = match &organisation.procedure {
            Some((id, version)) => format!("procedure {id} {version}"),
            None => "no procedure yet".to_owned(),
        };
        text.push_str(&format!("{}  {}  {}  {procedure}\n", organisation.id, organisation.name, organisation.calendar));
    }
    print(&text)
}

/// An organisation as printed for programs.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    name: &'a str,
    charity_number: Option<&'a str>,
    calendar: &'a str,
    fiscal_year_start: &'a str,
    procedure: Option<Chosen<'a>>,
}

#[derive(Serialize)]
struct Chosen<'a> {
    id: &'a str,
    version: &'a str,
}

impl<'a> Listed<'a> {
    fn of(organisation: &'a Organisation) -> Self {
        let procedure = organisation.procedure.as_ref();
        Self {
            id: &organisation.id,
            name: &organisation.name,
            charity_number: organisation.charity_number.as_deref(),
            calendar: &organisation.calendar,
            fiscal_year_start: &organisation.fiscal_year_start,
            procedure: procedure.map(|(id, version)| Chosen { id, version }),
        }
    }
}
