//! Signed checkpoints of the history, to be fetched and kept elsewhere.

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use redress_domain::case::FieldError;
use redress_domain::checkpoint::Checkpoint;
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::extract::{Asked, At};
use crate::problem::Problem;
use crate::wire::Page;
use crate::wire::date::Moment;

/// A checkpoint in the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckpointLine {
    number: u32,
    made_at: Moment,
    /// Number of the last event it knows of.
    events: u64,
    /// Hash of that event, in hexadecimal digits.
    head: String,
    /// The public key it was signed with, in hexadecimal digits.
    key: String,
}

impl CheckpointLine {
    fn of(checkpoint: &Checkpoint) -> Self {
        let says = checkpoint.says();
        Self {
            number: says.number,
            made_at: Moment(says.made_at),
            events: says.events,
            head: hex::encode(says.head),
            key: checkpoint.key().to_string(),
        }
    }
}

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CheckpointQuery {
    /// As given with the page before.
    cursor: Option<String>,
}

/// Checkpoints, the newest first, a page at a time; for those who administer.
#[utoipa::path(get, path = "/checkpoints", tag = "organisation", params(CheckpointQuery),
    responses((status = 200, body = Page<CheckpointLine>)))]
pub async fn checkpoints(
    State(state): State<HttpState>,
    caller: Caller,
    Asked(query): Asked<CheckpointQuery>,
) -> Result<Json<Page<CheckpointLine>>, Problem> {
    let before = query.cursor.map(|cursor| cursor.parse()).transpose();
    let before = before.map_err(|_| FieldError::new("cursor", "unknown", "Give it as the page before gave it."))?;
    let found = state.app.list_checkpoints(&caller.actor, before).await?;
    // The first is number 1, so there is nothing behind it.
    let next = found.last().map(|last| last.says().number).filter(|last| *last > 1).map(|last| last.to_string());
    Ok(Json(Page { items: found.iter().map(CheckpointLine::of).collect(), next }))
}

/// A checkpoint, byte for byte as it was signed and has to be kept; for those who administer.
#[utoipa::path(get, path = "/checkpoints/{number}", tag = "organisation",
    responses((status = 200, description = "The signed file", body = Object)))]
pub async fn checkpoint(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
) -> Result<Response, Problem> {
    let found = state.app.checkpoint(&caller.actor, Some(number)).await?;
    Ok(([(CONTENT_TYPE, "application/json")], found.text().to_owned()).into_response())
}
