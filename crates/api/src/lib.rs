//! The JSON API v1 and its OpenAPI document.
//!
//! [`router`] answers everything under `/api/v1`; [`openapi_json`] is its description. Handlers ask `app` and never decide.

mod absences;
mod caller;
mod cases;
mod extract;
mod learning;
mod openapi;
mod posted;
mod problem;
mod procedures;
mod reports;
mod routes;
mod staff;
mod wire;

pub use openapi::openapi_json;
pub use routes::router;
