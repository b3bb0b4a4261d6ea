//! Replies in writing.

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
use crate::wire::date::Day;
use crate::wire::word::{Means, WrittenReply};

/// The answer to "would you like this in writing?".
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WrittenReplyInput {
    answer: WrittenReply,
}

impl Says for WrittenReplyInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::AskWrittenReply { answer: self.answer.0 })
    }
}

/// Records whether a written reply is wanted. Where it is, closing waits until it is sent.
#[utoipa::path(post, path = "/cases/{reference}/written-reply", tag = "commands", request_body = WrittenReplyInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn written_reply(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<WrittenReplyInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}

/// When and how the written reply was sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplyInput {
    on: Day,
    means: Means,
    note: Option<String>,
}

impl Says for ReplyInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::RecordReply { on: self.on.0, means: self.means.0, note: self.note })
    }
}

/// Records that the written reply was sent.
#[utoipa::path(post, path = "/cases/{reference}/reply", tag = "commands", request_body = ReplyInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn reply(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<ReplyInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}
