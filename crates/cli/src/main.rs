//! The command line of Redress: one binary that sets a home up, serves it, and answers from it.

mod checkpoint_keys;
mod commands;
mod configuration;
mod daily_checkpoints;
mod demo;
mod erasures;
mod failure;
mod file_keeping;
mod house;
mod housekeeping;
mod input;
mod key_file;
mod logging;
mod output;
mod sealing_keys;
mod server;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{
    attachment, backup, calendar, checkpoint, closure, demo as demonstration, erase, export, import, key, openapi,
    organisation, procedure, report, restore, retention, returns, serve, subject_access, token, user, verify,
};
use failure::Failure;
use house::Place;

/// Redress: handle complaints well, and learn from them.
#[derive(Debug, Parser)]
#[command(name = "redress", version, about, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    place: Place,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start a demonstration with cases in every step
    Demo(demonstration::Args),
    /// Serve the web pages and the API
    Serve(serve::Args),
    /// Add and list organisations
    #[command(subcommand)]
    Organisation(organisation::Command),
    /// Add the people who work with it
    #[command(subcommand)]
    User(user::Command),
    /// Add days on which an organisation does not work
    #[command(subcommand)]
    Closure(closure::Command),
    /// Bank holidays, due dates and working days taken
    #[command(subcommand)]
    Calendar(calendar::Command),
    /// Check, list, show and adopt procedures
    #[command(subcommand)]
    Procedure(procedure::Command),
    /// Take a register over
    #[command(subcommand)]
    Import(import::Command),
    /// Write a register or a history out
    #[command(subcommand)]
    Export(export::Command),
    /// The figures of a period
    Report(report::Args),
    /// Returns to regulators and ombudsmen
    #[command(subcommand)]
    Return(returns::Command),
    /// Check the history and the rows against each other
    Verify(verify::Args),
    /// Attach files to cases, list, get and sweep them
    #[command(subcommand)]
    Attachment(attachment::Command),
    /// Sign where a history stands, for others to keep
    #[command(subcommand)]
    Checkpoint(checkpoint::Command),
    /// What personal data is sealed with: list the keys, renew the one in use
    #[command(subcommand)]
    Key(key::Command),
    /// Save everything of this moment in one file, while others go on working
    Backup(backup::Args),
    /// Restore a backup into a new home or an empty database
    Restore(restore::Args),
    /// Erase what was kept for as long as the procedure says
    #[command(subcommand)]
    Retention(retention::Command),
    /// Erase one case, for a reason; its figures stay
    Erase(erase::Args),
    /// Which cases were erased, to be kept apart from the backups
    #[command(subcommand)]
    Erasures(commands::erasures::Command),
    /// Write what is kept of somebody, to be given to them
    SubjectAccess(subject_access::Args),
    /// Make, list and take back access tokens for the API
    #[command(subcommand)]
    Token(token::Command),
    /// Print the description of the API (OpenAPI 3.1)
    Openapi,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli.place, cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}

fn run(place: &Place, command: Command) -> Result<(), Failure> {
    match command {
        Command::Demo(args) => demonstration::run(place, &args),
        Command::Serve(args) => serve::run(place, args),
        Command::Organisation(command) => organisation::run(place, command),
        Command::User(command) => user::run(place, command),
        Command::Closure(command) => closure::run(place, command),
        Command::Calendar(command) => calendar::run(command),
        Command::Procedure(command) => procedure::run(place, command),
        Command::Import(command) => import::run(place, command),
        Command::Export(command) => export::run(place, command),
        Command::Report(args) => report::run(place, args),
        Command::Return(command) => returns::run(place, command),
        Command::Verify(args) => verify::run(place, args),
        Command::Attachment(command) => attachment::run(place, command),
        Command::Checkpoint(command) => checkpoint::run(place, command),
        Command::Key(command) => key::run(place, command),
        Command::Backup(args) => backup::run(place, &args),
        Command::Restore(args) => restore::run(place, &args),
        Command::Retention(command) => retention::run(place, command),
        Command::Erase(args) => erase::run(place, &args),
        Command::Erasures(command) => commands::erasures::run(place, command),
        Command::SubjectAccess(args) => subject_access::run(place, args),
        Command::Token(command) => token::run(place, command),
        Command::Openapi => openapi::run(),
    }
}
