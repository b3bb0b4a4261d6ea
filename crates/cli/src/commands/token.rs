//! `redress token`: access tokens for the API.

use clap::{Args, Subcommand};
use redress_app::AppError;
use serde_json::json;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, print, print_json};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a token and print it; it is shown this once
    Create(Create),
}

#[derive(Debug, Args)]
pub struct Create {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Email address of whoever the token acts for
    #[arg(long, value_name = "EMAIL")]
    user: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    let Command::Create(args) = command;
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let token = house.wait(house.app.create_token(&args.organisation, &args.user)).map_err(|error| match error {
        AppError::NotFound { .. } => {
            let (user, organisation) = (&args.user, &args.organisation);
            Failure::refused("account-not-found", format!("nobody in '{organisation}' has the address {user}"))
        }
        other => other.into(),
    })?;
    match args.format {
        Format::Json => print_json(&json!({ "token": token })),
        Format::Text => print(&format!("{token}\n")),
    }
}
