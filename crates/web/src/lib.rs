//! Server-rendered pages: routes, forms, views and templates. It asks the application and decides nothing itself.

mod accessibility;
mod accounts;
mod answer;
mod assets;
mod attachments;
mod authenticator;
mod browser;
mod case_page;
mod commands;
mod components;
mod confidential;
mod data_protection;
mod elsewhere;
mod error_pages;
mod extract;
mod flash;
mod forms;
mod layout;
mod learning;
mod letter_page;
mod link;
mod log_case;
mod own_account;
mod pages;
mod people;
mod plain_form;
mod procedure;
mod reports;
mod returns;
mod routes;
mod routing;
mod second_step;
mod setup;
mod sign_in;
mod state;
mod tell_us;
mod visitor;
mod words;
mod work_list;

use axum::Router;
use redress_http_kit::HttpState;

pub use state::{DemoUser, WebSettings};

/// The address of every page, with names in braces for what differs, and each command's own.
pub fn addresses() -> Vec<String> {
    let commands = commands::addresses();
    let table = routes::table();
    let pages = table.addresses().iter().filter(|address| !address.contains("{command}"));
    pages.map(|address| (*address).to_owned()).chain(commands).collect()
}

/// Every page, with the assets they use. [`redress_http_kit::outer`] goes around it.
pub fn router(state: HttpState, settings: WebSettings) -> Router {
    routes::routes(state::Web::new(state, settings))
}
