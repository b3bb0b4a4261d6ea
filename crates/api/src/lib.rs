//! The JSON API v1 and its OpenAPI document.
//!
//! [`router`] answers everything under `/api/v1`; [`openapi_json`] is its description. Handlers ask `app` and never decide.

mod absences;
mod caller;
mod cases;
mod checkpoints;
mod extract;
mod improvements;
mod learning;
mod listed;
mod openapi;
mod openings;
mod people_to_tell;
mod posted;
mod problem;
mod procedures;
mod rate_bases;
mod read_trail;
mod reports;
mod returns;
mod routes;
mod staff;
mod wire;

pub use openapi::openapi_json;
pub use routes::router;
