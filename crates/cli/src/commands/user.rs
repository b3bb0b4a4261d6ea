//! `redress user`: adding the people who work with it.

use clap::{Args, Subcommand};
use redress_app::NewUser;
use serde_json::json;

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::input;
use crate::output::{Format, print, print_json};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add somebody's account
    Add(Add),
}

#[derive(Debug, Args)]
pub struct Add {
    #[arg(long, value_name = "ID")]
    organisation: String,
    #[arg(long)]
    email: String,
    #[arg(long)]
    name: String,
    /// Roles of the procedure, or administrator; one or more
    #[arg(long = "role", required = true, num_args = 1.., value_name = "ROLE")]
    roles: Vec<String>,
    /// Read the password from the first line of standard input; without one nobody can sign in as them yet
    #[arg(long)]
    password_stdin: bool,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    let Command::Add(args) = command;
    let house = House::open(place)?;
    house.settings(&args.organisation)?;
    let password = if args.password_stdin { Some(input::password()?) } else { None };
    let can_sign_in = password.is_some();
    let new = NewUser {
        organisation_id: args.organisation,
        name: args.name.clone(),
        email: args.email.clone(),
        roles: args.roles,
        password,
    };
    let id = house.wait(house.app.add_user(new))?;
    match args.format {
        Format::Json => print_json(&json!({ "id": id, "email": args.email, "can_sign_in": can_sign_in })),
        Format::Text => {
            let sign_in = if can_sign_in { "" } else { " They cannot sign in until they have a password." };
            print(&format!("Added {} as '{id}'.{sign_in}\n", args.name))
        }
    }
}
