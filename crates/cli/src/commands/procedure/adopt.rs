//! `redress procedure adopt`: the procedure with which new cases of an organisation begin.

use redress_app::{Actor, Adoption};
use redress_domain::procedure::{OwnWords, Procedure};
use redress_domain::time::{Date, parse_date};
use serde_json::json;

use super::source::Source;
use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, print, print_json};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The id of a procedure of the program, or a file
    #[arg(value_name = "ID|FILE")]
    procedure: String,
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// The body that adopted it; without body, signatory and date it is a draft
    #[arg(long, requires_all = ["signatory", "date"])]
    body: Option<String>,
    #[arg(long, requires_all = ["body", "date"])]
    signatory: Option<String>,
    #[arg(long, value_parser = parse_date, requires_all = ["body", "signatory"])]
    date: Option<Date>,
    /// Your word for the one who complains: resident. Words of your own become part of the version: 1.0-resident.…
    #[arg(long, value_name = "WORD")]
    person: Option<String>,
    /// Your word for what is handled: complaint
    #[arg(long, value_name = "WORD")]
    case: Option<String>,
    /// Your word for several of them: complaints
    #[arg(long, value_name = "WORD")]
    cases: Option<String>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, args: Args) -> Result<(), Failure> {
    let source = Source::find(&args.procedure)?;
    let checked = source.procedure()?;
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let adoption = adoption(args.body, args.signatory, args.date, &checked);
    let adopted_on = adoption.as_ref().map(|adoption| adoption.date);
    let text = String::from_utf8(source.bytes).map_err(|error| Failure::refused("not-utf8", error))?;
    let words = OwnWords { person: args.person, case: args.case, cases: args.cases };
    let operator = Actor::operator(&args.organisation);
    let procedure = house.wait(house.app.adopt_procedure_as(&operator, &source.file, &text, &words, adoption))?;
    if args.format == Format::Json {
        let (id, version) = (&procedure.id, &procedure.version);
        return print_json(
            &json!({ "id": id, "version": version, "draft": adopted_on.is_none(), "adopted_on": adopted_on }),
        );
    }
    let how = match adopted_on {
        Some(date) => format!("adopted on {date}"),
        None => "as a draft: give --body, --signatory and --date once it is adopted".to_owned(),
    };
    print(&format!("New cases of '{}' begin with {} {}, {how}.\n", args.organisation, procedure.id, procedure.version))
}

/// What the command says, else what the file says.
fn adoption(
    body: Option<String>,
    signatory: Option<String>,
    date: Option<Date>,
    procedure: &Procedure,
) -> Option<Adoption> {
    match (body, signatory, date) {
        (Some(body), Some(signatory), Some(date)) => Some(Adoption { body, signatory, date }),
        _ => procedure.adoption.as_ref().map(|by| Adoption {
            body: by.body.clone(),
            signatory: by.signatory.clone(),
            date: by.date,
        }),
    }
}
