//! `redress report`: the figures of a period, and how far their publication has come.

mod compare;
mod figures;
mod list;
mod publish;

use clap::Subcommand;

use crate::failure::Failure;
use crate::house::Place;

#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    #[command(flatten)]
    figures: Option<figures::Args>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the periods a report is written for, and which was missed
    List(list::Args),
    /// Compare tables published elsewhere with the figures
    Compare(compare::Args),
    /// Publish a report as it is drafted and approved
    Publish(publish::Args),
}

pub fn run(place: &Place, args: Args) -> Result<(), Failure> {
    match (args.command, args.figures) {
        (Some(Command::List(args)), _) => list::run(place, &args),
        (Some(Command::Compare(args)), _) => compare::run(place, &args),
        (Some(Command::Publish(args)), _) => publish::run(place, &args),
        (None, Some(args)) => figures::run(place, &args),
        (None, None) => Err(Failure::usage("report-of-what", "name --organisation and --period")),
    }
}
