//! Moving up a stage, and more time.

use axum::extract::State;
use redress_domain::case::{Command, Escalate, FieldError, Received};
use redress_http_kit::HttpState;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::CaseAnswer;
use crate::caller::Caller;
use crate::extract::At;
use crate::posted::{Posted, Says};
use crate::problem::Problem;
use crate::wire::date::{Day, Moment};
use crate::wire::word::{Channel, Means};

/// The person asks for the next stage, by any channel; reasons are not needed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EscalationInput {
    /// The day it was asked for; it counts from then. Or give `asked_at`.
    asked_on: Option<Day>,
    asked_at: Option<Moment>,
    channel: Channel,
    reasons: Option<String>,
    /// Why the time limit for asking is waived, where the procedure lets it be.
    waiver: Option<String>,
}

impl Says for EscalationInput {
    fn command(self) -> Result<Command, FieldError> {
        let asked = received("asked_on", self.asked_on, self.asked_at)?;
        Ok(Command::Escalate(Escalate { asked, channel: self.channel.0, reasons: self.reasons, waiver: self.waiver }))
    }
}

/// When something reached us, by its day or its instant.
///
/// # Errors
/// When neither or both are given.
pub fn received(field: &str, on: Option<Day>, at: Option<Moment>) -> Result<Received, FieldError> {
    match (on, at) {
        (Some(Day(on)), None) => Ok(Received::On(on)),
        (None, Some(Moment(at))) => Ok(Received::At(at)),
        _ => Err(FieldError::new(field, "one-of-two", "Give the day (…_on) or the instant (…_at), and not both.")),
    }
}

/// Takes the case to the next stage.
#[utoipa::path(post, path = "/cases/{reference}/escalation", tag = "commands", request_body = EscalationInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn escalation(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<EscalationInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}

/// How and when the request was acknowledged.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcknowledgementInput {
    means: Means,
    at: Moment,
}

impl Says for AcknowledgementInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::AcknowledgeEscalation { means: self.means.0, at: self.at.0 })
    }
}

/// Records that the request for this stage was acknowledged.
#[utoipa::path(post, path = "/cases/{reference}/acknowledgement", tag = "commands", request_body = AcknowledgementInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn acknowledgement(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<AcknowledgementInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}
