//! Logging a case.

use axum::extract::State;
use axum::http::StatusCode;
use redress_http_kit::HttpState;

use super::answer::CaseAnswer;
use super::log_input::CaseInput;
use crate::caller::Caller;
use crate::posted::{Posted, path_of};
use crate::problem::Problem;

/// Logs a case and, where it was settled at first contact, decides and closes it: all or nothing.
#[utoipa::path(post, path = "/cases", tag = "cases", request_body = CaseInput,
    responses((status = 201, description = "Logged; whoever may not read cases is told its reference and version alone", body = crate::wire::case::CaseBody,
        headers(("Location" = String, description = "The case"), ("ETag" = String, description = "Its version")))))]
pub async fn log(
    State(state): State<HttpState>,
    caller: Caller,
    posted: Posted<CaseInput>,
) -> Result<CaseAnswer, Problem> {
    let Posted { body, key, expect: _ } = posted;
    let (log, then) = body.read(&caller).map_err(named)?;
    let done = state.app.log(&caller.actor, log, then, key).await.map_err(named)?;
    CaseAnswer::after(&state, &caller, &done, StatusCode::CREATED).await
}

fn named(error: impl Into<Problem>) -> Problem {
    error.into().with_fields(path_in_log)
}

/// Fields of settling, deciding and triage stand deeper in this body than in their own.
fn path_in_log(field: &str) -> Option<String> {
    match field {
        "class" => Some("triage".to_owned()),
        "pence" | "amount" => Some("first_contact.compensation.pence".to_owned()),
        "basis" | "approver" => Some(format!("first_contact.compensation.{field}")),
        "done" | "agreement" | "outcome" | "code" | "finding" | "explanation" | "action_taken" => {
            Some(format!("first_contact.{field}"))
        }
        "agreed_on" | "not_agreed_reasons" | "agreement_statement" => {
            path_of(field).map(|path| format!("first_contact.{path}"))
        }
        _ => path_of(field),
    }
}
