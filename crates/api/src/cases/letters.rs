//! Letters made from the procedure's templates.

use axum::Json;
use axum::extract::State;
use redress_app::LetterText;
use redress_domain::case::{Command, FieldError};
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::route::command_route;
use crate::caller::Caller;
use crate::extract::{Asked, At};
use crate::posted::Says;
use crate::problem::Problem;
use crate::wire::word::Recipient;

/// A letter to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LetterInput {
    /// Letter id of the procedure.
    letter: String,
    /// `complainant` or `representative`.
    to: Recipient,
}

impl Says for LetterInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::MakeLetter { letter: self.letter, to: self.to.0 })
    }
}

command_route! {
    /// Makes a letter. One that says the procedure is finished is refused before the last stage is closed (R105).
    letters, "/cases/{reference}/letters", LetterInput
}

/// The text of a letter.
#[derive(Debug, Serialize, ToSchema)]
pub struct LetterTextBody {
    /// Who writes: the organisation, with its registered charity number if it has one.
    pub letterhead: String,
    pub title: String,
    pub text: String,
}

/// To whom a letter was made.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LetterQuery {
    /// `complainant`, which is the default, or `representative`.
    #[param(value_type = Option<String>)]
    to: Option<Recipient>,
}

/// The text of a letter that was made, with the case as it is now.
#[utoipa::path(get, path = "/cases/{reference}/letters/{id}", tag = "cases", params(LetterQuery),
    responses((status = 200, body = LetterTextBody)))]
pub async fn letter(
    State(state): State<HttpState>,
    caller: Caller,
    At((reference, id)): At<(String, String)>,
    Asked(query): Asked<LetterQuery>,
) -> Result<Json<LetterTextBody>, Problem> {
    let to = query.to.map_or(redress_domain::case::Recipient::Complainant, |Recipient(to)| to);
    let LetterText { letterhead, title, text } = state.app.letter(&caller.actor, &reference, &id, to).await?;
    Ok(Json(LetterTextBody { letterhead, title, text }))
}
