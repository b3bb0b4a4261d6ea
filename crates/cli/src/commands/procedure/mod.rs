//! `redress procedure`: checking, listing, showing and adopting procedures.

mod adopt;
mod check;
mod list;
mod show;
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
    /// Let new cases of an organisation begin with a procedure
    Adopt(adopt::Args),
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    match command {
        Command::Check(args) => check::run(&args),
        Command::List(args) => list::run(place, &args),
        Command::Show(args) => show::run(&args),
        Command::Adopt(args) => adopt::run(place, args),
    }
}
