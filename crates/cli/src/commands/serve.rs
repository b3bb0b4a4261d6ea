//! `redress serve`: the web pages and the API.

use redress_app::StoreOptions;
use redress_web::WebSettings;

use crate::checkpoint_keys::CheckpointKeys;
use crate::configuration::Configuration;
use crate::erasures::Erasures;
use crate::failure::Failure;
use crate::house::{Place, open_app};
use crate::logging;
use crate::output::print;
use crate::server::{Reached, Server};

#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    reached: Reached,
}

pub fn run(place: &Place, args: Args) -> Result<(), Failure> {
    logging::start()?;
    let elsewhere = Configuration::of(place)?.elsewhere(args.reached.address.as_deref())?;
    let server = Server::listen(args.reached)?;
    let app = open_app(place, StoreOptions::default())?.with_sign_in_elsewhere(elsewhere);
    let setup_token = if server.wait(app.is_new_home())? { Some(secret()?) } else { None };
    let address = server.address;
    let mut text = format!("Redress answers at http://{address}/\n");
    if let Some(token) = &setup_token {
        text.push_str(
            "Nobody has an account yet. Make the first administrator at this address, which serves once, \
             until tomorrow:\n",
        );
        text.push_str(&format!("http://{address}/setup/{token}\n"));
    }
    print(&text)?;
    server.run(app, WebSettings { demo_hint: None, setup_token }, CheckpointKeys::of(place), Erasures::of(place));
    Ok(())
}

/// 256 bits nobody can guess.
fn secret() -> Result<String, Failure> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| Failure::fault("no-randomness", error))?;
    Ok(hex::encode(bytes))
}
