//! `redress procedure graph`: the stage map as SVG.

use redress_domain::procedure::graph::StageMap;

use super::source::Source;
use crate::failure::Failure;
use crate::output::print;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// The id of a procedure of the program, or a file
    #[arg(value_name = "ID|FILE")]
    procedure: String,
}

pub fn run(args: &Args) -> Result<(), Failure> {
    print(&StageMap::of(&Source::find(&args.procedure)?.procedure()?).svg(""))
}
