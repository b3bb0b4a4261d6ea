//! Notes.

use axum::extract::State;
use redress_domain::case::{Command, FieldError};
use redress_http_kit::HttpState;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::CaseAnswer;
use crate::caller::Caller;
use crate::extract::At;
use crate::posted::{Posted, Says};
use crate::problem::Problem;

/// A note.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteInput {
    text: String,
}

impl Says for NoteInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::AddNote { text: self.text })
    }
}

/// Adds a note to the case.
#[utoipa::path(post, path = "/cases/{reference}/notes", tag = "commands", request_body = NoteInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn notes(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<NoteInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}
