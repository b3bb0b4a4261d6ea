//! `redress erase`: one case, because somebody decided so (UK GDPR, article 17).

use redress_app::Actor;

use crate::erasures::Erasures;
use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::print;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Reference of the case
    #[arg(value_name = "REFERENCE")]
    reference: String,
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Why, without naming anybody: it stays
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

pub fn run(place: &Place, args: &Args) -> Result<(), Failure> {
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let actor = Actor::operator(&args.organisation);
    let done = house.wait(house.app.erase(&actor, &args.reference, &args.reason))?;
    house.wait(Erasures::of(place).keep_up(&house.app))?;
    house.app.clear_files_blocking()?;
    print(&format!("{} is erased; its figures stay\n", done.reference))
}
