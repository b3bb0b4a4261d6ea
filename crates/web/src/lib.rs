//! Server-rendered pages: routes, forms, views and templates. It asks the application and decides nothing itself.

mod accessibility;
mod answer;
mod assets;
mod case_page;
mod commands;
mod components;
mod error_pages;
mod extract;
mod flash;
mod forms;
mod layout;
mod learning;
mod letter_page;
mod log_case;
mod people;
mod procedure;
mod reports;
mod returns;
mod routes;
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

/// Every page, with the assets they use. [`redress_http_kit::outer`] goes around it.
pub fn router(state: HttpState, settings: WebSettings) -> Router {
    routes::routes(state::Web::new(state, settings))
}
