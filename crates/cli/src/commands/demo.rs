//! `redress demo`: a home in which something has happened, served for looking around.

use std::net::SocketAddr;
use std::path::Path;

use redress_app::{Clock, StoreOptions, SystemClock};
use redress_store::Store;
use redress_web::{DemoUser, WebSettings};

use crate::checkpoint_keys::CheckpointKeys;
use crate::configuration::Configuration;
use crate::demo::home::{DemoHome, State};
use crate::demo::people::{self, CREDENTIALS, Credential};
use crate::demo::{donnington, fill, spso};
use crate::erasures::Erasures;
use crate::failure::Failure;
use crate::house::{Place, make_private, open_app};
use crate::logging;
use crate::output::{print, tell};
use crate::sealing_keys;
use crate::server::{Reached, Server};

/// The folder used where none is named.
const DEFAULT_HOME: &str = "redress-demo";

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    reached: Reached,
    /// Delete what was done in the demonstration and start afresh
    #[arg(long)]
    reset: bool,
}

pub fn run(place: &Place, args: &Args) -> Result<(), Failure> {
    if place.database.is_some() {
        let message =
            "the demonstration has its own database in its home; leave --database out and unset REDRESS_DATABASE_URL";
        return Err(Failure::usage("demo-database", message));
    }
    logging::start()?;
    let home = place.home.as_deref().unwrap_or(Path::new(DEFAULT_HOME)).to_owned();
    let place = Place { home: Some(home.clone()), database: None };
    let elsewhere = Configuration::of(&place)?.elsewhere(args.reached.address.as_deref())?;
    let server = Server::listen(args.reached.clone())?;
    let credentials = prepare(&place, &home, args.reset, &server)?;
    let app = open_app(&place, StoreOptions::default())?.with_sign_in_elsewhere(elsewhere);
    print(&welcome(server.address, &home, &credentials))?;
    let web = WebSettings { demo_hint: Some(hint(credentials)), setup_token: None };
    server.run(app, web, CheckpointKeys::of(&place), Erasures::of(&place));
    Ok(())
}

/// What is there, or a home newly filled.
fn prepare(place: &Place, path: &Path, reset: bool, server: &Server) -> Result<Vec<Credential>, Failure> {
    let home = DemoHome::at(path);
    match home.state()? {
        State::Foreign => return Err(home.foreign()),
        State::Ready if !reset => return people::read(path),
        State::Empty => {}
        State::Ready | State::Unfinished => home.clear()?,
    }
    tell("making the demonstration …");
    home.begin()?;
    make_private(place);
    let store = Store::open(&place.database()?, &sealing_keys::of(place), StoreOptions::default())?;
    let credentials = server.wait(fill::fill(store, SystemClock.now()))?;
    people::write(path, &credentials)?;
    home.ready()?;
    Ok(credentials)
}

fn welcome(address: SocketAddr, home: &Path, credentials: &[Credential]) -> String {
    let mut text = format!("Redress, a demonstration: http://{address}/\n");
    for (id, name) in [(donnington::ID, "Donnington Partnership"), (spso::ID, "SPSO (invented example)")] {
        text.push_str(&format!("\n{name}\n"));
        for person in credentials.iter().filter(|person| person.organisation == id) {
            text.push_str(&format!("  {:<27} {:<17} {}\n", person.email, label(person), person.name));
        }
    }
    let password = credentials.first().map_or("", |person| person.password.as_str());
    text.push_str(&format!(
        "\nEverybody's password here is {password} (with tokens for the API: {})\n\n\
         Try first\n\
         1. Sign in as priya@donnington.example, open the new case from the website and triage it.\n\
         2. Hand it over: see why Ruth Pemberton, the Chair, cannot be chosen.\n\
         3. Sign in as morag@spso.example and open the report of 2017-18-Q2; its figures lead to the cases behind them.\n\
         4. Sign in as samuel@donnington.example: is a review of the market stall of value?\n\
         5. Sign in as tom@donnington.example: the case about him is not there, in no list, count or search.\n\
         Start again with: redress demo --reset\n",
        home.join(CREDENTIALS).display()
    ));
    text
}

/// Somebody's role as people read it.
fn label(person: &Credential) -> &str {
    let member = donnington::STAFF.iter().chain(&spso::STAFF).find(|member| member.email == person.email);
    member.map_or(person.role.as_str(), |member| member.role)
}

/// Who the sign-in page offers.
fn hint(credentials: Vec<Credential>) -> Vec<DemoUser> {
    let user = |person: Credential| DemoUser {
        role: label(&person).to_owned(),
        organisation: person.organisation,
        name: person.name,
        email: person.email,
        password: person.password,
    };
    credentials.into_iter().map(user).collect()
}
