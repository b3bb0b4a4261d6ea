//! Improvement actions: begun, moved, done or dropped, and whether they worked.

use axum::extract::State;
use axum::http::Uri;
use redress_app::{ImprovementFilter, page_after};
use redress_domain::case::FieldError;
use redress_domain::improvement::Command;
use redress_domain::staff::UserId;
use redress_http_kit::HttpState;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::answer::{Answer, carry_out};
use super::body::{ImprovementBody, ImprovementWithResult};
use super::input::{ImprovementCorrection, ImprovementInput};
use crate::caller::Caller;
use crate::extract::{Asked, At};
use crate::listed::Listed;
use crate::posted::Posted;
use crate::problem::Problem;
use crate::wire::date::Day;

/// Which improvement actions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImprovementQuery {
    /// `true`: those still to be done, soonest due first. Left out: all of them, newest first.
    #[param(value_type = Option<bool>)]
    open: Option<String>,
    /// So many lines are passed over. The header `Link` of a page gives the address of the next one.
    after: Option<u32>,
}

/// A page of improvement actions.
#[utoipa::path(get, path = "/improvements", tag = "learning", params(ImprovementQuery),
    responses((status = 200, body = Vec<ImprovementBody>, headers(("Link" = String, description = "The next page")))))]
pub async fn improvements(
    State(state): State<HttpState>,
    caller: Caller,
    asked: Uri,
    Asked(query): Asked<ImprovementQuery>,
) -> Result<Listed<ImprovementBody>, Problem> {
    let filter = match query.open.as_deref() {
        None => ImprovementFilter::All,
        Some("true") => ImprovementFilter::Open,
        Some(_) => return Err(FieldError::new("open", "not-a-flag", "Give true, or leave it out.").into()),
    };
    let window = page_after(query.after.unwrap_or(0));
    Ok(Listed::of(&asked, state.app.improvements(&caller.actor, filter, window).await?))
}

/// One improvement action, and whether it worked: computed from the cases the caller may see.
#[utoipa::path(get, path = "/improvements/{number}", tag = "learning",
    responses((status = 200, body = ImprovementWithResult, headers(("ETag" = String, description = "Its version")))))]
pub async fn improvement(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let view = state.app.improvement(&caller.actor, number).await?;
    Ok(Answer::shown(view.improvement.version, view.into()))
}

/// Starts an improvement action.
#[utoipa::path(post, path = "/improvements", tag = "learning", request_body = ImprovementInput,
    responses((status = 201, body = ImprovementWithResult, headers(("Location" = String, description = "The action")))))]
pub async fn start_improvement(
    State(state): State<HttpState>,
    caller: Caller,
    posted: Posted<ImprovementInput>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let Posted { body, key, expect } = posted;
    let posted = Posted { body: body.read()?, key, expect };
    let done = carry_out(&state, &caller, posted, Command::StartImprovement).await?;
    let view = state.app.improvement(&caller.actor, done.number).await?;
    Ok(Answer::after(&done, Some("improvements"), view.into()))
}

/// A new date.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImprovementMove {
    due_on: Day,
    /// Id of who sees to it from now on; left out: whoever did.
    owner: Option<String>,
    reason: String,
}

/// Why it is open again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImprovementReopening {
    reason: String,
}

/// What was done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImprovementDone {
    on: Day,
    what: String,
}

/// Why nothing comes of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImprovementDrop {
    reason: String,
}

/// What somebody thinks of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImprovementReview {
    view: String,
}

/// Puts an improvement action off, brings it forward or gives it to somebody else.
#[utoipa::path(post, path = "/improvements/{number}/move", tag = "learning", request_body = ImprovementMove,
    responses((status = 200, body = ImprovementWithResult)))]
pub async fn move_improvement(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<ImprovementMove>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let command = |ImprovementMove { due_on, owner, reason }| {
        let owner = owner.map(UserId::new);
        Command::MoveImprovement { number, due_on: due_on.0, owner, reason }
    };
    changed(&state, &caller, number, posted, command).await
}

/// Puts an improvement action right: its texts, its cause, its cases, and the days on which it was begun and done.
#[utoipa::path(post, path = "/improvements/{number}/correction", tag = "learning",
    request_body = ImprovementCorrection, responses((status = 200, body = ImprovementWithResult)))]
pub async fn correct_improvement(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<ImprovementCorrection>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let Posted { body, key, expect } = posted;
    let posted = Posted { body: body.read()?, key, expect };
    let command = |(correction, reason)| Command::CorrectImprovement { number, correction, reason };
    changed(&state, &caller, number, posted, command).await
}

/// Takes back that an improvement action was done or dropped.
#[utoipa::path(post, path = "/improvements/{number}/reopening", tag = "learning", request_body = ImprovementReopening,
    responses((status = 200, body = ImprovementWithResult)))]
pub async fn reopen_improvement(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<ImprovementReopening>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let command = |ImprovementReopening { reason }| Command::ReopenImprovement { number, reason };
    changed(&state, &caller, number, posted, command).await
}

/// Records that an improvement action is done. From then on its effect is counted.
#[utoipa::path(post, path = "/improvements/{number}/done", tag = "learning", request_body = ImprovementDone,
    responses((status = 200, body = ImprovementWithResult)))]
pub async fn finish_improvement(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<ImprovementDone>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let command = |ImprovementDone { on, what }| Command::FinishImprovement { number, on: on.0, what };
    changed(&state, &caller, number, posted, command).await
}

/// Drops an improvement action.
#[utoipa::path(post, path = "/improvements/{number}/drop", tag = "learning", request_body = ImprovementDrop,
    responses((status = 200, body = ImprovementWithResult)))]
pub async fn drop_improvement(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<ImprovementDrop>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let command = |ImprovementDrop { reason }| Command::DropImprovement { number, reason };
    changed(&state, &caller, number, posted, command).await
}

/// Notes what somebody thinks of an improvement action that is done. The verdict is computed all the same.
#[utoipa::path(post, path = "/improvements/{number}/review", tag = "learning", request_body = ImprovementReview,
    responses((status = 200, body = ImprovementWithResult)))]
pub async fn review_improvement(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<ImprovementReview>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let command = |ImprovementReview { view }| Command::ReviewImprovement { number, view };
    changed(&state, &caller, number, posted, command).await
}

async fn changed<T>(
    state: &HttpState,
    caller: &Caller,
    number: u32,
    posted: Posted<T>,
    command: impl FnOnce(T) -> Command,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let done = carry_out(state, caller, posted, command).await?;
    let view = state.app.improvement(&caller.actor, number).await?;
    Ok(Answer::after(&done, None, view.into()))
}
