//! The action plan, and doing what was planned or promised.

use axum::extract::State;
use redress_domain::case::{Command, FieldError, PlanStep};
use redress_domain::staff::UserId;
use redress_http_kit::HttpState;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::CaseAnswer;
use crate::caller::Caller;
use crate::extract::At;
use crate::posted::{Posted, Says};
use crate::problem::Problem;
use crate::wire::agreement::AgreementInput;
use crate::wire::date::Day;

/// A step of a plan, or of what will prevent a failure from happening again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepInput {
    what: String,
    /// Id of a member of staff.
    owner: String,
    due_on: Day,
}

impl From<StepInput> for PlanStep {
    fn from(input: StepInput) -> Self {
        Self { what: input.what, owner: UserId::new(input.owner), due_on: input.due_on.0 }
    }
}

/// A plan as agreed with the person before work on it begins.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanInput {
    steps: Vec<StepInput>,
    agreement: AgreementInput,
}

impl Says for PlanInput {
    fn command(self) -> Result<Command, FieldError> {
        let steps = self.steps.into_iter().map(PlanStep::from).collect();
        Ok(Command::AgreePlan { steps, agreement: self.agreement.try_into()? })
    }
}

/// Agrees a plan.
#[utoipa::path(post, path = "/cases/{reference}/plan", tag = "commands", request_body = PlanInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn plan(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<PlanInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}

/// When an action was done: an appointment, when it took place.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CompletionInput {
    on: Day,
    note: Option<String>,
}

/// Records that an action is done.
#[utoipa::path(post, path = "/cases/{reference}/actions/{number}/completion", tag = "commands", request_body = CompletionInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn completion(
    State(state): State<HttpState>,
    caller: Caller,
    At((reference, number)): At<(String, u32)>,
    posted: Posted<CompletionInput>,
) -> Result<CaseAnswer, Problem> {
    let Posted { body: CompletionInput { on: Day(on), note }, key, expect } = posted;
    Posted { body: Command::CompleteAction { number, on, note }, key, expect }
        .carry_out(&state, &caller, &reference)
        .await
}

impl Says for Command {
    fn command(self) -> Result<Command, FieldError> {
        Ok(self)
    }
}
