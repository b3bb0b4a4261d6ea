//! `redress procedure`: checking, listing, showing, drawing, comparing, trying out and adopting procedures.

mod adopt;
mod check;
mod diff;
mod graph;
mod list;
mod show;
mod simulate;
mod source;

use clap::Subcommand;

use crate::failure::Failure;
use crate::house::Place;

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check a procedure and list what is found
    Check(check::Args),
    /// List the procedures that come with the program, or those an organisation keeps
    List(list::Args),
    /// Show what a procedure says
    Show(show::Args),
    /// Draw the stage map of a procedure as SVG
    Graph(graph::Args),
    /// List what changed from one procedure to another
    Diff(diff::Args),
    /// Tell what the verdicts of closed cases would have been under another procedure
    Simulate(simulate::Args),
    /// Let new cases of an organisation begin with a procedure
    Adopt(adopt::Args),
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    match command {
        Command::Check(args) => check::run(&args),
        Command::List(args) => list::run(place, &args),
        Command::Show(args) => show::run(&args),
        Command::Graph(args) => graph::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Simulate(args) => simulate::run(place, &args),
        Command::Adopt(args) => adopt::run(place, args),
    }
}
