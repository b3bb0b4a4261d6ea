//! Files of a case: sent as they are, listed, given back as they were, removed.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use http_body_util::BodyExt;
use redress_app::{AppError, AttachmentLine, NewAttachment, REQUEST_LIMIT, RequestKey, Standing};
use redress_domain::case::{Command, FieldError};
use redress_domain::words::Word;
use redress_http_kit::upload::bounded;
use redress_http_kit::{HttpState, given};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};

use super::answer::CaseAnswer;
use super::route::numbered_route;
use crate::caller::Caller;
use crate::extract::{Asked, At};
use crate::posted::{expected, key};
use crate::problem::Problem;
use crate::wire::date::Moment;
use crate::wire::word::UsedAs;

/// A file of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttachmentBody {
    /// Where it is got: `/cases/{reference}/attachments/{number}`.
    pub number: u32,
    pub name: String,
    /// Told from its bytes; what a browser could run is `application/octet-stream`.
    pub media_type: String,
    pub size_bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// `from-complainant`, `evidence`, `letter-sent`, `consent` or `other`.
    pub used_as: &'static str,
    /// `user:ID`, `operator` or `public`.
    pub added_by: String,
    pub added_at: Moment,
    /// `ready`, `quarantined` (it waits for the virus scanner) or `infected`.
    pub standing: &'static str,
}

impl From<&AttachmentLine> for AttachmentBody {
    fn from(line: &AttachmentLine) -> Self {
        let file = &line.attachment.file;
        Self {
            number: file.number,
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            size_bytes: file.size_bytes,
            sha256: file.digest.clone(),
            used_as: file.used_as.id(),
            added_by: line.attachment.by.to_text(),
            added_at: Moment(line.attachment.at),
            standing: match line.standing {
                Standing::Ready => "ready",
                Standing::Quarantined => "quarantined",
                Standing::Infected(_) => "infected",
            },
        }
    }
}

/// What is said of a file beside its bytes.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AttachmentQuery {
    /// What it is called. Paths and what is not seen are taken off.
    name: String,
    /// What it is for.
    #[param(value_type = String)]
    used_as: UsedAs,
}

/// The files of a case, in order of number.
#[utoipa::path(get, path = "/cases/{reference}/attachments", tag = "cases",
    responses((status = 200, body = Vec<AttachmentBody>)))]
pub async fn attachments(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
) -> Result<Json<Vec<AttachmentBody>>, Problem> {
    let view = state.app.case(&caller.actor, &reference).await?;
    Ok(Json(view.attachments.iter().map(AttachmentBody::from).collect()))
}

/// Attaches a file: the body is its bytes, at most 25 MiB. Its type is told from them; what Content-Type says is not asked.
#[utoipa::path(post, path = "/cases/{reference}/attachments", tag = "commands", params(AttachmentQuery),
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn attach(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    Asked(query): Asked<AttachmentQuery>,
    request: Request,
) -> Result<CaseAnswer, Problem> {
    let (expect, key) = (expected(request.headers())?, key(request.headers())?);
    // Before a byte is taken in.
    state.app.may_attach(&caller.actor, &reference).await?;
    let _room = state.room_for_upload(&caller.actor)?;
    let path = request.uri().to_string();
    let (mut body, unread) = bounded(request.into_body(), REQUEST_LIMIT);
    let mut coming = Ok(state.app.receive().await?);
    while let Some(frame) = body.frame().await {
        let detail = "The file broke off or is far too large; send it again, in at most 25 MiB.";
        let frame = frame.map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "broken-off", detail))?;
        unread.read();
        let Ok(portion) = frame.into_data() else { continue };
        // One that is too large is read on without being kept, so that the answer arrives.
        coming = match coming {
            Ok(file) => file.write(portion).await,
            Err(refused @ AppError::Invalid(_)) => Err(refused),
            Err(fault) => return Err(fault.into()),
        };
    }
    let arrived = coming?.finish().await?;
    let said = Sha256::new().chain_update("POST\n").chain_update(path).chain_update(arrived.digest.to_hex());
    let key = key.map(|key| RequestKey { key, digest: said.finalize().into() });
    let new = vec![NewAttachment { name: query.name, used_as: query.used_as.0, arrived }];
    let done = state.app.attach(&caller.actor, &reference, new, expect, key).await?;
    CaseAnswer::after(&state, &caller, &done, StatusCode::OK).await
}

/// The bytes of a file, as they were attached.
#[utoipa::path(get, path = "/cases/{reference}/attachments/{number}", tag = "cases",
    responses((status = 200, content_type = "application/octet-stream", body = String)))]
pub async fn attachment(
    State(state): State<HttpState>,
    caller: Caller,
    At((reference, number)): At<(String, u32)>,
) -> Result<Response, Problem> {
    Ok(given(state.app.attachment(&caller.actor, &reference, number).await?, false))
}

/// Why a file is removed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemovalInput {
    reason: String,
}

impl RemovalInput {
    fn command(self, number: u32) -> Result<Command, FieldError> {
        Ok(Command::RemoveAttachment { number, reason: self.reason })
    }
}

numbered_route! {
    /// Removes a file. Its bytes are gone when no other case refers to them; that it was there stays in the history.
    removal, "/cases/{reference}/attachments/{number}/removal", RemovalInput
}
