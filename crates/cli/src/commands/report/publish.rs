//! `redress report publish`: a report as it is drafted and, where the procedure asks for it, approved (R109).

use redress_app::Actor;
use redress_domain::publication::Command;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::print;

#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "ID")]
    organisation: String,
    #[arg(long)]
    period: String,
}

pub fn run(place: &Place, args: &Args) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let actor = Actor::operator(&args.organisation);
    let done = house.wait(house.app.write_report(&actor, &args.period, Command::Publish, None, None))?;
    let editions = house.wait(house.app.editions(&actor, &done.reference))?;
    let version = editions.last().map_or(0, |line| line.version);
    print(&format!("{} is published as version {version}\n", done.reference))
}
