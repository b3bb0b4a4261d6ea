//! `redress user`: the accounts of the people who work with it.

use clap::{Args, Subcommand};
use redress_app::{AccountLine, Actor, AppError, MadeLink, NewUser, page_after};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::house::{House, Place};
use crate::input;
use crate::output::{Format, print, print_json};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add somebody's account
    Add(Add),
    /// Add somebody's account, and print a link with which they choose a password
    Invite(Invite),
    /// Print a link with which somebody chooses a new password; one made before serves no more
    Link(Link),
    /// List the accounts
    List(List),
    /// Give somebody other roles; they are signed out everywhere
    Roles(Roles),
    /// End all sessions and access tokens of somebody, and a link made for them
    SignOut(Named),
    /// End the account of somebody who leaves
    End(Named),
    /// Open an account that ended
    Reopen(Roles),
    /// Take somebody's lost authenticator off
    SecondFactorOff(Named),
    /// Ask a second factor of these roles, and of no others
    AskSecondFactor(AskSecondFactor),
}

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    person: Person,
    /// Read the password from the first line of standard input; without one nobody can sign in as them yet
    #[arg(long)]
    password_stdin: bool,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct Person {
    #[arg(long, value_name = "ID")]
    organisation: String,
    #[arg(long)]
    email: String,
    #[arg(long)]
    name: String,
    /// Roles of the procedure, or administrator; one or more
    #[arg(long = "role", required = true, num_args = 1.., value_name = "ROLE")]
    roles: Vec<String>,
}

#[derive(Debug, Args)]
pub struct Invite {
    #[command(flatten)]
    person: Person,
    #[command(flatten)]
    shown: Shown,
}

#[derive(Debug, Args)]
pub struct Link {
    #[command(flatten)]
    named: Named,
    #[command(flatten)]
    shown: Shown,
}

#[derive(Debug, Args)]
pub struct Shown {
    /// Address of this installation, for a link that can be handed on as it is: https://complaints.example.org
    #[arg(long, value_name = "URL", default_value = "")]
    address: String,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

#[derive(Debug, Args)]
pub struct Named {
    #[arg(long, value_name = "ID")]
    organisation: String,
    #[arg(long)]
    email: String,
}

#[derive(Debug, Args)]
pub struct Roles {
    #[command(flatten)]
    named: Named,
    /// Roles of the procedure, or administrator; one or more
    #[arg(long = "role", required = true, num_args = 1.., value_name = "ROLE")]
    roles: Vec<String>,
}

#[derive(Debug, Args)]
pub struct AskSecondFactor {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// Roles of the procedure, or administrator; none asks it of nobody
    #[arg(long = "role", num_args = 1.., value_name = "ROLE")]
    roles: Vec<String>,
}

#[derive(Debug, Args)]
pub struct List {
    #[arg(long, value_name = "ID")]
    organisation: String,
    /// So many accounts are passed over; 100 are listed
    #[arg(long, default_value = "0")]
    after: u32,
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub fn run(place: &Place, command: Command) -> Result<(), Failure> {
    let house = House::open(place)?;
    match command {
        Command::Add(args) => add(&house, args),
        Command::Invite(args) => {
            house.settings(&args.person.organisation)?;
            let actor = Actor::operator(args.person.organisation.clone());
            let made = house.wait(house.app.invite(&actor, new(args.person, None)))?;
            print_link(&made, &args.shown)
        }
        Command::Link(args) => {
            let (actor, account) = find(&house, &args.named)?;
            print_link(&house.wait(house.app.make_link(&actor, account.user))?, &args.shown)
        }
        Command::List(args) => list(&house, &args),
        Command::Roles(args) => {
            let (actor, account) = find(&house, &args.named)?;
            house.wait(house.app.change_roles(&actor, account.user, args.roles))?;
            print(&format!("Changed the roles of {}.\n", account.name))
        }
        Command::SignOut(named) => {
            let (actor, account) = find(&house, &named)?;
            house.wait(house.app.sign_out_everywhere(&actor, account.user))?;
            print(&format!("Signed {} out everywhere.\n", account.name))
        }
        Command::End(named) => {
            let (actor, account) = find(&house, &named)?;
            house.wait(house.app.end_account(&actor, account.user))?;
            print(&format!("Ended the account of {}.\n", account.name))
        }
        Command::Reopen(args) => {
            let (actor, account) = find(&house, &args.named)?;
            house.wait(house.app.reopen_account(&actor, account.user, args.roles))?;
            print(&format!("Opened the account of {}. They need a link: redress user link\n", account.name))
        }
        Command::SecondFactorOff(named) => {
            let (actor, account) = find(&house, &named)?;
            house.wait(house.app.remove_second_factor(&actor, account.user))?;
            print(&format!("Took the authenticator of {} off.\n", account.name))
        }
        Command::AskSecondFactor(args) => {
            house.settings(&args.organisation)?;
            let asked = args.roles.join(", ");
            house.wait(house.app.ask_second_factor(&Actor::operator(args.organisation), args.roles))?;
            let of = if asked.is_empty() { "nobody" } else { &asked };
            print(&format!("A second factor is asked of: {of}.\n"))
        }
    }
}

fn add(house: &House, args: Add) -> Result<(), Failure> {
    house.settings(&args.person.organisation)?;
    let password = if args.password_stdin { Some(input::password()?) } else { None };
    let can_sign_in = password.is_some();
    let (name, email) = (args.person.name.clone(), args.person.email.clone());
    let id = house.wait(house.app.add_user(new(args.person, password)))?;
    match args.format {
        Format::Json => print_json(&json!({ "id": id, "email": email, "can_sign_in": can_sign_in })),
        Format::Text => {
            let sign_in =
                if can_sign_in { "" } else { " They cannot sign in until they have a password: redress user link" };
            print(&format!("Added {name} as '{id}'.{sign_in}\n"))
        }
    }
}

fn new(person: Person, password: Option<String>) -> NewUser {
    let Person { organisation, email, name, roles } = person;
    NewUser { organisation_id: organisation, name, email, roles, password }
}

fn find(house: &House, named: &Named) -> Result<(Actor, AccountLine), Failure> {
    house.settings(&named.organisation)?;
    let actor = Actor::operator(named.organisation.clone());
    let found = house.wait(house.app.account_of(&actor, &named.email));
    let account = found.map_err(|error| match error {
        AppError::NotFound { .. } => {
            let message = format!("nobody in '{}' has the address {}", named.organisation, named.email);
            Failure::refused("account-not-found", message)
        }
        other => other.into(),
    })?;
    Ok((actor, account))
}

fn print_link(made: &MadeLink, shown: &Shown) -> Result<(), Failure> {
    let link = format!("{}/link/{}", shown.address.trim_end_matches('/'), made.secret);
    match shown.format {
        Format::Json => print_json(&json!({ "id": made.user, "link": link, "expires_at": made.expires_at })),
        Format::Text => print(&format!("{link}\nIt serves once, until {}. Hand it on yourself.\n", made.expires_at)),
    }
}

fn list(house: &House, args: &List) -> Result<(), Failure> {
    house.settings(&args.organisation)?;
    let actor = Actor::operator(args.organisation.clone());
    let page = house.wait(house.app.list_accounts(&actor, page_after(args.after)))?;
    match args.format {
        Format::Json => {
            print_json(&json!({ "accounts": page.lines.iter().map(as_json).collect::<Vec<_>>(), "next": page.next }))
        }
        Format::Text => {
            let lines = page.lines.iter().map(|account| {
                let roles = if account.roles.is_empty() { "ended".to_owned() } else { account.roles.join(", ") };
                format!("{}  {}  {}  {roles}\n", account.user, account.email, account.name)
            });
            let more = page.next.map(|next| format!("More: --after {next}\n")).unwrap_or_default();
            print(&format!("{}{more}", lines.collect::<String>()))
        }
    }
}

fn as_json(account: &AccountLine) -> Value {
    json!({
        "id": account.user, "email": account.email, "name": account.name, "roles": account.roles,
        "has_password": account.has_password, "has_second_factor": account.has_second_factor,
        "link_until": account.link_until, "ended": account.roles.is_empty(),
    })
}
