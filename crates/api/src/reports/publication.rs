//! A report on its way: approval asked for, given or refused, publication, correction (R109).

use axum::Json;
use axum::extract::State;
use axum::http::header::ETAG;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use redress_app::RequestKey;
use redress_domain::publication::Command;
use redress_http_kit::HttpState;
use serde::Deserialize;
use utoipa::ToSchema;

use super::draft::DraftBody;
use crate::caller::Caller;
use crate::cases::answer::REPLAYED;
use crate::extract::At;
use crate::posted::Posted;
use crate::problem::Problem;

/// Nothing needs to be said: `{}`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NothingInput {}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonInput {
    pub(super) reason: String,
}

/// The answer with a draft as it is now: its JSON, its `ETag`, and whether the request was a repeat.
#[derive(Debug)]
pub struct DraftAnswer {
    body: Box<DraftBody>,
    already: bool,
}

impl DraftAnswer {
    pub(super) async fn shown(state: &HttpState, caller: &Caller, period: &str) -> Result<Self, Problem> {
        let view = state.app.report_draft(&caller.actor, period).await?;
        Ok(Self { body: Box::new(DraftBody::from(view)), already: false })
    }
}

impl IntoResponse for DraftAnswer {
    fn into_response(self) -> Response {
        let mut headers = HeaderMap::new();
        if let Ok(etag) = HeaderValue::from_str(&format!("\"{}\"", self.body.revision)) {
            headers.insert(ETAG, etag);
        }
        if self.already {
            headers.insert(REPLAYED, HeaderValue::from_static("true"));
        }
        (headers, Json(self.body)).into_response()
    }
}

pub(super) async fn carry_out(
    state: &HttpState,
    caller: &Caller,
    period: &str,
    command: Command,
    expect: Option<u64>,
    key: Option<RequestKey>,
) -> Result<DraftAnswer, Problem> {
    let done = state.app.write_report(&caller.actor, period, command, expect, key).await?;
    let answer = DraftAnswer::shown(state, caller, &done.reference).await?;
    Ok(DraftAnswer { already: done.already, ..answer })
}

/// Asks for approval of text and figures as they stand.
#[utoipa::path(post, path = "/reports/{period}/approval-request", tag = "reports", request_body = NothingInput,
    responses((status = 200, body = DraftBody)))]
pub async fn approval_request(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
    Posted { key, expect, .. }: Posted<NothingInput>,
) -> Result<DraftAnswer, Problem> {
    carry_out(&state, &caller, &period, Command::Ask, expect, key).await
}

/// Approves it; for somebody else than who asked, and than who wrote in it last.
#[utoipa::path(post, path = "/reports/{period}/approval", tag = "reports", request_body = NothingInput,
    responses((status = 200, body = DraftBody)))]
pub async fn approval(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
    Posted { key, expect, .. }: Posted<NothingInput>,
) -> Result<DraftAnswer, Problem> {
    carry_out(&state, &caller, &period, Command::Approve, expect, key).await
}

/// Sends it back with the reason.
#[utoipa::path(post, path = "/reports/{period}/return", tag = "reports", request_body = ReasonInput,
    responses((status = 200, body = DraftBody)))]
pub async fn send_back(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
    Posted { body, key, expect }: Posted<ReasonInput>,
) -> Result<DraftAnswer, Problem> {
    carry_out(&state, &caller, &period, Command::Return { reason: body.reason }, expect, key).await
}

/// Publishes both editions; they do not change any more.
#[utoipa::path(post, path = "/reports/{period}/publication", tag = "reports", request_body = NothingInput,
    responses((status = 200, body = DraftBody)))]
pub async fn publication(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
    Posted { key, expect, .. }: Posted<NothingInput>,
) -> Result<DraftAnswer, Problem> {
    carry_out(&state, &caller, &period, Command::Publish, expect, key).await
}

/// Begins the next version of what was published, with its texts.
#[utoipa::path(post, path = "/reports/{period}/correction", tag = "reports", request_body = ReasonInput,
    responses((status = 200, body = DraftBody)))]
pub async fn correction(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
    Posted { body, key, expect }: Posted<ReasonInput>,
) -> Result<DraftAnswer, Problem> {
    carry_out(&state, &caller, &period, Command::Correct { reason: body.reason }, expect, key).await
}
