//! Giving a handling to its owner.

use axum::extract::State;
use redress_domain::case::{Command, FieldError};
use redress_domain::staff::UserId;
use redress_http_kit::HttpState;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::CaseAnswer;
use crate::caller::Caller;
use crate::extract::At;
use crate::posted::{Posted, Says};
use crate::problem::Problem;
use crate::wire::word::Means;

/// Who takes the case on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverInput {
    /// Id of a member of staff; `candidates` tells who is eligible.
    to: String,
    /// How the person was given the owner's name and contact details.
    customer_told: Option<Means>,
}

impl Says for HandoverInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::HandOver { to: UserId::new(self.to), customer_told: self.customer_told.map(|Means(means)| means) })
    }
}

/// Gives the current handling to an owner. 409 `not-eligible` says why somebody cannot be one.
#[utoipa::path(post, path = "/cases/{reference}/handover", tag = "commands", request_body = HandoverInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn handover(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<HandoverInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}
