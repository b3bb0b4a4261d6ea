//! `redress verify`: the history and the rows checked against each other.

use redress_app::{StoreError, Verified, VerifyError};
use serde::Serialize;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, print, print_json};

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Check this organisation alone [default: all of them]
    #[arg(long, value_name = "ID")]
    organisation: Option<String>,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, args: Args) -> Result<(), Failure> {
    let house = House::open(place)?;
    let ids = match args.organisation {
        Some(id) => vec![house.settings(&id)?.organisation.id.clone()],
        None => {
            let organisations = house.wait(house.app.list_organisations())?;
            organisations.into_iter().map(|organisation| organisation.id).collect()
        }
    };
    let result = check(&house, ids)?;
    match args.format {
        Format::Json => print_json(&result)?,
        Format::Text => print(&result.text())?,
    }
    match result.broken {
        Some(_) => Err(Failure::refused("verify-broken", "the history and the rows do not hold together")),
        None => Ok(()),
    }
}

#[derive(Default, Serialize)]
struct Checked {
    organisations: Vec<Held>,
    /// The first place that does not hold; nothing after it was checked.
    broken: Option<Broken>,
}

#[derive(Serialize)]
struct Held {
    organisation: String,
    #[serde(flatten)]
    verified: Verified,
}

#[derive(Serialize)]
struct Broken {
    at: String,
    what: String,
}

impl Checked {
    fn text(&self) -> String {
        let mut text = String::new();
        for Held { organisation, verified: Verified { events, cases } } in &self.organisations {
            text.push_str(&format!(
                "{organisation}: {events} events and {cases} cases checked; chain, rows, people and procedures hold\n"
            ));
        }
        match &self.broken {
            Some(broken) => text.push_str(&format!("broken at {}: {}\n", broken.at, broken.what)),
            None if self.organisations.is_empty() => text.push_str("no organisation yet, so nothing to check\n"),
            None => {}
        }
        text
    }
}

fn check(house: &House, ids: Vec<String>) -> Result<Checked, Failure> {
    let mut checked = Checked::default();
    for organisation in ids {
        match house.wait(house.app.verify(&organisation)) {
            Ok(verified) => checked.organisations.push(Held { organisation, verified }),
            Err(VerifyError::Broken { at, what }) => checked.broken = Some(Broken { at, what }),
            // What cannot even be read back as it was written is broken too.
            Err(VerifyError::Store(StoreError::Inconsistent { what })) => {
                checked.broken = Some(Broken { at: format!("organisation '{organisation}'"), what });
            }
            Err(VerifyError::Store(fault)) => return Err(fault.into()),
        }
        if checked.broken.is_some() {
            break;
        }
    }
    Ok(checked)
}
