//! Replies in writing.

use axum::extract::State;
use redress_domain::case::{Command, FieldError, RecordReply};
use redress_http_kit::HttpState;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::CaseAnswer;
use super::route::command_route;
use crate::caller::Caller;
use crate::extract::At;
use crate::posted::{Posted, Says};
use crate::problem::Problem;
use crate::wire::date::Day;
use crate::wire::word::{Means, Recipient, WrittenReply};

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
    /// `complainant`, which is the default, or `representative`.
    to: Option<Recipient>,
    /// Ids of what the reply has to say under the procedure; 422 `contents` lists what is missing.
    #[serde(default)]
    contents: Vec<String>,
    note: Option<String>,
}

impl Says for ReplyInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { on: Day(on), means: Means(means), to, contents, note } = self;
        let to = to.map_or(redress_domain::case::Recipient::Complainant, |Recipient(to)| to);
        Ok(Command::RecordReply(RecordReply { on, means, to, contents, note }))
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

/// How the decision was told to the person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmationInput {
    means: Means,
    on: Day,
}

impl Says for ConfirmationInput {
    fn command(self) -> Result<Command, FieldError> {
        Ok(Command::ConfirmDecision { means: self.means.0, on: self.on.0 })
    }
}

command_route! {
    /// Records that the decision was told to the person.
    confirmation, "/cases/{reference}/confirmation", ConfirmationInput
}
