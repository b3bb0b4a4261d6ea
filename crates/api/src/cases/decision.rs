//! Compensation, the decision, and closing.

use axum::extract::State;
use redress_domain::case::{Agreement, Command, Decide, FieldError};
use redress_http_kit::HttpState;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::CaseAnswer;
use crate::caller::Caller;
use crate::extract::At;
use crate::posted::{Posted, Says};
use crate::problem::Problem;
use crate::wire::agreement::{AgreementInput, CompensationBody};
use crate::wire::considered::ConsideredInput;
use crate::wire::date::Day;

impl Says for CompensationBody {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::DecideCompensation { decision: self.try_into()? })
    }
}

/// Records the decision on compensation, none included.
#[utoipa::path(post, path = "/cases/{reference}/compensation", tag = "commands", request_body = CompensationBody,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn compensation(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<CompensationBody>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}

/// A decision.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionInput {
    /// Outcome id of the procedure: `upheld`.
    outcome: String,
    /// Exactly one code id of the procedure, where its stage asks for one: `delay`.
    code: Option<String>,
    finding: Option<String>,
    explanation: Option<String>,
    action_taken: Option<String>,
    /// Not for `withdrawn` and `reclassified`; after settling at first contact the agreement given there stands.
    agreement: Option<AgreementInput>,
    /// How it was reached.
    #[serde(default)]
    considered: ConsideredInput,
    /// Remedy ids of the procedure.
    #[serde(default)]
    remedies: Vec<String>,
    /// Why the outcome is not the one that follows from the points of complaint.
    outcome_reason: Option<String>,
}

impl Says for DecisionInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { outcome, code, finding, explanation, action_taken, agreement, considered, remedies, outcome_reason } =
            self;
        let agreement = agreement.map(Agreement::try_from).transpose()?;
        let considered = considered.into();
        Ok(Command::Decide(Decide {
            outcome,
            code,
            finding,
            explanation,
            action_taken,
            agreement,
            considered,
            remedies,
            outcome_reason,
        }))
    }
}

/// Decides the current handling. Until it is closed a decision may be given again; the last one stands.
#[utoipa::path(post, path = "/cases/{reference}/decision", tag = "commands", request_body = DecisionInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn decision(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<DecisionInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}

/// When the handling was closed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClosureInput {
    /// Today where it is not given; earlier days are for what is written up late.
    on: Option<Day>,
}

impl Says for ClosureInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::Close { on: self.on.map(|Day(on)| on) })
    }
}

/// Closes the current handling. 409 `closing-waits` lists what is still missing.
#[utoipa::path(post, path = "/cases/{reference}/closure", tag = "commands", request_body = ClosureInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn closure(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<ClosureInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}
