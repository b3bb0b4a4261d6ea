//! `redress subject-access`: what is kept of somebody, to be given to them (UK GDPR, article 15).

use std::io::Write;
use std::path::PathBuf;

use redress_app::{Actor, AppError, PersonSought};
use redress_documents::document::to_html;
use redress_documents::subject_access_document;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, Sink, json, print, written};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Email address, as it stands in the case
    #[arg(long, value_name = "ADDRESS")]
    email: Option<String>,
    /// Phone number, as it stands in the case
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    /// Name, as it stands in the case
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Only this case; may be given several times [default: every case of theirs]
    #[arg(long = "case", value_name = "REFERENCE")]
    cases: Vec<String>,
    /// Give notes for the safety of visitors too
    #[arg(long)]
    with_safety_notes: bool,
    /// The file to write
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// text is a page to be read, json is for programs
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, args: Args) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let actor = Actor::operator(&args.organisation);
    let mut sink = Sink::open(Some(&args.out))?;
    let sought = PersonSought { name: args.name, email: args.email, phone: args.phone };
    let given = house.wait(house.app.subject_access(&actor, sought, args.cases, args.with_safety_notes));
    let given = given.map_err(|error| match error {
        AppError::NotFound { .. } => {
            let message = "nobody like that is in any case; give the address, number or name as it stands in the case";
            Failure::refused("person-not-found", message)
        }
        other => other.into(),
    })?;
    let text = match args.format {
        Format::Text => to_html(&subject_access_document(&given)),
        Format::Json => json(&given)?,
    };
    written(sink.write_all(text.as_bytes()))?;
    sink.finish()?;
    print(&format!(
        "{}: {} cases. Read it before it is given away: names in free text are found only as they are written in the accounts \
         and in the case.\n",
        args.out.display(),
        given.cases.len()
    ))
}
