//! Contact with the person, and promises made to them.

use axum::extract::State;
use redress_domain::case::{Command, Due, FieldError, RecordContact};
use redress_http_kit::HttpState;
use serde::Deserialize;
use utoipa::ToSchema;

use super::answer::CaseAnswer;
use crate::caller::Caller;
use crate::extract::At;
use crate::posted::{Posted, Says};
use crate::problem::Problem;
use crate::wire::date::{Day, Moment};
use crate::wire::word::Means;

/// Contact, or a try at it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContactInput {
    means: Means,
    at: Moment,
    /// `false` records a try that did not reach them; it stops no clock.
    reached: bool,
    note: Option<String>,
    /// For a home visit: what whoever goes there has to know.
    safety: Option<String>,
    /// The issue as they clarified it.
    issue: Option<String>,
    remedy_wanted: Option<String>,
}

impl Says for ContactInput {
    fn command(self) -> Result<Command, FieldError> {
        let Self { means: Means(means), at: Moment(at), reached, note, safety, issue, remedy_wanted } = self;
        Ok(Command::RecordContact(RecordContact { means, at, reached, note, safety, issue, remedy_wanted }))
    }
}

/// Records contact with the person.
#[utoipa::path(post, path = "/cases/{reference}/contacts", tag = "commands", request_body = ContactInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn contacts(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<ContactInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}

/// Something promised, due either on a day or at an instant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PromiseInput {
    what: String,
    due_on: Option<Day>,
    due_at: Option<Moment>,
    /// An appointment is done when it has taken place, not when it is booked.
    #[serde(default)]
    appointment: bool,
}

impl Says for PromiseInput {
    fn command(self) -> Result<Command, FieldError> {
        let due = due(self.due_on, self.due_at)?;
        Ok(Command::MakePromise { what: self.what, due, appointment: self.appointment })
    }
}

/// A day or an instant.
///
/// # Errors
/// Neither, or both.
pub fn due(on: Option<Day>, at: Option<Moment>) -> Result<Due, FieldError> {
    match (on, at) {
        (Some(Day(on)), None) => Ok(Due::On(on)),
        (None, Some(Moment(at))) => Ok(Due::At(at)),
        _ => Err(FieldError::new("due_on", "one-of-two", "Give due_on or due_at, and not both.")),
    }
}

/// Records a promise. One after the time limit of the case is warned of, not refused.
#[utoipa::path(post, path = "/cases/{reference}/promises", tag = "commands", request_body = PromiseInput,
    responses((status = 200, body = crate::wire::case::CaseBody)))]
pub async fn promises(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    posted: Posted<PromiseInput>,
) -> Result<CaseAnswer, Problem> {
    posted.carry_out(&state, &caller, &reference).await
}
