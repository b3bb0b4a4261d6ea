//! Errors as problem details (RFC 9457) with a stable code.

use std::borrow::Cow;

use axum::http::header::{CONTENT_TYPE, HeaderName, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_app::{AppError, StoreError};
use redress_domain::case::{FieldError, Rule};
use redress_http_kit::fault;
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::event::EventBody;

/// Media type of problem details.
pub const CONTENT: &str = "application/problem+json";

/// Problem details of RFC 9457. Which members beside the first five are there follows from the code.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProblemBody {
    /// Stable address of the kind of problem, relative to the server.
    #[serde(rename = "type")]
    #[schema(example = "/problems/closing-waits")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    /// Stable name of the problem, for programs.
    #[schema(value_type = String, example = "closing-waits")]
    pub code: Cow<'static, str>,
    /// What was wrong and how to mend it, for people.
    pub detail: String,
    /// With `invalid`: each field that is missing or wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// With `closing-waits`: codes of what closing waits for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    pub missing: Vec<&'static str>,
    /// With `not-eligible`: why the person cannot be given the case.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
    /// With `stale`: the case's version now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// With `stale`: what has happened since the version that was expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Vec<EventBody>>,
    /// With a fault of the server: what to quote when reporting it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<String>,
}

/// A field that is missing or wrong.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldProblem {
    /// Path within the body, or name of the parameter: `steps.0.due_on`.
    pub field: String,
    pub code: String,
    pub message: String,
}

/// One reason with its stable code.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Reason {
    #[schema(value_type = String)]
    pub code: &'static str,
    pub message: String,
}

/// An error on its way to the caller.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    body: Box<ProblemBody>,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Problem {
    /// A problem of a status and a code; `detail` says what was wrong and how to mend it.
    pub fn new(status: StatusCode, code: impl Into<Cow<'static, str>>, detail: impl Into<String>) -> Self {
        let code = code.into();
        let body = ProblemBody {
            kind: format!("/problems/{code}"),
            title: title(&code),
            status: status.as_u16(),
            code,
            detail: detail.into(),
            errors: Vec::new(),
            missing: Vec::new(),
            reasons: Vec::new(),
            version: None,
            since: None,
            incident: None,
        };
        Self { status, body: Box::new(body), header: None }
    }

    /// Without a token, or with one that is unknown.
    pub fn unauthorised(challenge: &'static str) -> Self {
        let detail = "Send an access token in the header Authorization: Bearer TOKEN (redress token create makes one).";
        let problem = Self::new(StatusCode::UNAUTHORIZED, "unauthorised", detail);
        problem.with_header(WWW_AUTHENTICATE, HeaderValue::from_static(challenge))
    }

    /// Fields that are missing or wrong.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        let detail = match errors.as_slice() {
            [only] => only.message.clone(),
            many => format!("{} fields need attention.", many.len()),
        };
        let mut problem = Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", detail);
        problem.body.errors = errors
            .into_iter()
            .map(|error| FieldProblem { field: error.field, code: error.code.to_owned(), message: error.message })
            .collect();
        problem
    }

    /// Nothing at this path, or nothing for this caller: the two look alike.
    pub fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", format!("There is no such {what}."))
    }

    /// Renames fields from the names of forms to their paths in a body.
    pub fn with_fields(mut self, rename: impl Fn(&str) -> Option<String>) -> Self {
        for error in &mut self.body.errors {
            if let Some(path) = rename(&error.field) {
                error.field = path;
            }
        }
        self
    }

    fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.header = Some((name, value));
        self
    }

    fn refused(status: StatusCode, rule: &Rule) -> Self {
        let mut problem = Self::new(status, rule.code(), rule.to_string());
        match rule {
            Rule::ClosingWaits(missing) => {
                problem.body.missing = missing.iter().map(|missing| missing.code()).collect()
            }
            Rule::NotEligible { reasons, .. } => {
                let reason = |reason: &redress_domain::case::eligibility::Ineligible| Reason {
                    code: reason.code(),
                    message: reason.to_string(),
                };
                problem.body.reasons = reasons.iter().map(reason).collect();
            }
            _ => {}
        }
        problem
    }

    fn fault(status: StatusCode, error: &StoreError) -> Self {
        let incident = fault::log_fault(error);
        let detail = if status == StatusCode::SERVICE_UNAVAILABLE {
            "The server cannot do this at the moment. Send the same request again, with the same Idempotency-Key."
        } else {
            "Something went wrong on the server. Quote the incident when reporting it."
        };
        let mut problem = Self::new(status, error.code(), detail);
        problem.body.incident = Some(incident);
        match fault::retry_after(error) {
            Some(seconds) => problem.with_header(RETRY_AFTER, HeaderValue::from(seconds)),
            None => problem,
        }
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        let status = fault::status_of(&error);
        match &error {
            AppError::Invalid(errors) => Self::invalid(errors.clone()),
            AppError::Refused(rule) => Self::refused(status, rule),
            AppError::NotFound { what } => Self::not_found(what),
            AppError::Stale { version, since } => {
                let detail = "This has changed since you read it; read it again and decide anew.";
                let mut problem = Self::new(status, error.code(), detail);
                problem.body.version = Some(*version);
                problem.body.since = Some(since.iter().map(EventBody::from).collect());
                problem
            }
            AppError::KeyReused | AppError::Exists { .. } | AppError::NoProcedure { .. } => {
                Self::new(status, error.code(), sentence(&error.to_string()))
            }
            AppError::Fault(StoreError::Unstorable) => {
                Self::new(status, "unstorable-text", sentence(&StoreError::Unstorable.to_string()))
            }
            AppError::Fault(fault) => Self::fault(status, fault),
        }
    }
}

impl From<FieldError> for Problem {
    fn from(error: FieldError) -> Self {
        Self::invalid(vec![error])
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self.body).unwrap_or_default();
        let mut response = (self.status, [(CONTENT_TYPE, CONTENT)], body).into_response();
        if let Some((name, value)) = self.header {
            response.headers_mut().insert(name, value);
        }
        response
    }
}

/// `closing-waits` as a title: `Closing waits`.
fn title(code: &str) -> String {
    sentence(&code.replace('-', " ")).trim_end_matches('.').to_owned()
}

/// With a capital at the head and a full stop at the end.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}
