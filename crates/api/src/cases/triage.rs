//! Saying what a case is, and settling it at first contact.

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
use crate::wire::agreement::AgreementInput;

/// What a case is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TriageInput {
    /// Class id of the procedure: `failure`.
    class: String,
    note: Option<String>,
}

impl Says for TriageInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::Triage { class: self.class, note: self.note })
    }
}

/// Says what a case is. May be said again while the case is open.
#[utoipa::path(post, path = "/cases/{reference}/triage", tag = "commands", request_body = TriageInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn triage(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<TriageInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}

/// What was done on the spot, and how the person confirmed it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstContactInput {
    done: String,
    agreement: AgreementInput,
}

impl Says for FirstContactInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::SettleAtFirstContact { done: self.done, agreement: self.agreement.try_into()? })
    }
}

/// Settles a case on the spot. Deciding and closing follow.
#[utoipa::path(post, path = "/cases/{reference}/first-contact", tag = "commands", request_body = FirstContactInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn first_contact(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<FirstContactInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}
