//! `redress token`: access tokens for the API.

use clap::{Args, Subcommand};
use redress_app::{AppError, TOKEN_DAYS, TokenLine};
use redress_domain::time::Zone;
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::output::{Format, print, print_json};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a token and print it; it is shown this once
    Create(Create),
    /// List the tokens: an id of each, for whom it acts and when it ends
    List(List),
    /// Take a token back; it opens nothing from then on
    Revoke(Revoke),
}

#[derive(Debug, Args)]
pub struct Create {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Email address of whoever the token acts for
    #[arg(long, value_name = "EMAIL")]
    user: String,
    /// Days until it ends
    #[arg(long, value_name = "NUMBER", default_value_t = TOKEN_DAYS, value_parser = clap::value_parser!(u16).range(1..=3650))]
    days: u16,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct List {
    #[arg(long, value_name = "ID")]
    organisation: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct Revoke {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Id of the token, as `redress token list` prints it
    id: String,
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    let house = House::open(place)?;
    match command {
        Command::Create(args) => create(&house, &args),
        Command::List(args) => list(&house, &args),
        Command::Revoke(args) => revoke(&house, &args),
    }
}

fn create(house: &House, args: &Create) -> Result<(), Failure> {
    house.settings(&args.organisation)?;
    let made = house.wait(house.app.create_token(&args.organisation, &args.user, args.days));
    let token = made.map_err(|error| match error {
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

fn list(house: &House, args: &List) -> Result<(), Failure> {
    house.settings(&args.organisation)?;
    let tokens = house.wait(house.app.tokens(&args.organisation))?;
    match args.format {
        Format::Json => print_json(&json!({ "tokens": tokens.iter().map(json_of).collect::<Vec<_>>() })),
        Format::Text => print(&tokens.iter().map(line_of).collect::<String>()),
    }
}

fn json_of(token: &TokenLine) -> Value {
    let end = token.expires_at.map(|end| end.to_string());
    json!({ "id": token.id, "email": token.email, "expires_at": end, "ended": token.has_ended })
}

fn line_of(token: &TokenLine) -> String {
    let end = match token.expires_at.map(|end| end.local_date(Zone::LONDON)) {
        Some(end) if token.has_ended => format!("ended {end}"),
        Some(end) => format!("ends {end}"),
        None => "without end".to_owned(),
    };
    format!("{}  {}  {end}\n", token.id, token.email)
}

fn revoke(house: &House, args: &Revoke) -> Result<(), Failure> {
    house.settings(&args.organisation)?;
    house.wait(house.app.revoke_token(&args.organisation, &args.id)).map_err(|error| match error {
        AppError::NotFound { .. } => {
            let what = format!("no token of '{}' has the id {}: see `redress token list`", args.organisation, args.id);
            Failure::refused("token-not-found", what)
        }
        other => other.into(),
    })?;
    print("Taken back.\n")
}
