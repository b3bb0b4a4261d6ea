//! Completing the learning record.

use axum::extract::State;
use redress_domain::case::{Command, CompleteLearning, FieldError, PlanStep};
use redress_http_kit::HttpState;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::CaseAnswer;
use super::plan::StepInput;
use crate::caller::Caller;
use crate::extract::At;
use crate::posted::{Posted, Says};
use crate::problem::Problem;

/// What was learnt.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LearningInput {
    reason: String,
    root_cause: String,
    /// Left out it states that nothing was to be learnt.
    preventive_action: Option<StepInput>,
    service_area: String,
}

impl Says for LearningInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { reason, root_cause, preventive_action, service_area } = self;
        let preventive_action = preventive_action.map(PlanStep::from);
        Ok(Command::CompleteLearning(CompleteLearning { reason, root_cause, preventive_action, service_area }))
    }
}

/// Completes the learning record that waits for it.
#[utoipa::path(post, path = "/cases/{reference}/learning", tag = "commands", request_body = LearningInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn complete_learning(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<LearningInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}
