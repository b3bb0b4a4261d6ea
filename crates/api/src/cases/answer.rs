//! The answer with a case: its JSON, its `ETag`, and whether the request was a repeat.

use axum::Json;
use axum::http::header::{ETAG, HeaderName, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_app::{AppError, CaseView, Done};
use redress_http_kit::HttpState;
use redress_http_kit::path::segment;
use serde::Serialize;

use crate::caller::Caller;
use crate::problem::Problem;
use crate::wire::case::CaseBody;

/// On the answer to a repeated request.
pub const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");

/// A case as an answer.
#[derive(Debug)]
pub struct CaseAnswer {
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Body {
    Whole(Box<CaseBody>),
    /// For whoever may log cases and not read them.
    Logged {
        reference: String,
        version: u64,
    },
    /// It is there for the caller no longer.
    None,
}

impl CaseAnswer {
    /// The answer to a question.
    pub fn shown(view: &CaseView) -> Self {
        Self {
            status: StatusCode::OK,
            headers: etag(view.case.version),
            body: Body::Whole(Box::new(CaseBody::from(view))),
        }
    }

    /// The answer to a change: the case as the change left it, so that a repeat is answered as the first time. Whoever logs a
    /// case but may not read it is told its reference alone; whoever closed it to themselves, as by handing a confidential case
    /// on, is told no more than that it is done.
    ///
    /// # Errors
    /// As [`redress_app::App::case`].
    pub async fn after(state: &HttpState, caller: &Caller, done: &Done, status: StatusCode) -> Result<Self, Problem> {
        let body = match state.app.case_at(&caller.actor, &done.reference, Some(done.version)).await {
            Ok(view) => Body::Whole(Box::new(CaseBody::from(&view))),
            // A repeat tells nobody of a case that has come to be about them.
            Err(AppError::NotFound { .. })
                if status == StatusCode::CREATED && (!done.already || caller.may_read().is_err()) =>
            {
                Body::Logged { reference: done.reference.to_string(), version: done.version }
            }
            Err(AppError::NotFound { .. }) if !done.already => {
                return Ok(Self { status: StatusCode::NO_CONTENT, headers: etag(done.version), body: Body::None });
            }
            Err(error) => return Err(error.into()),
        };
        let mut headers = etag(done.version);
        if status == StatusCode::CREATED {
            headers.extend(header(LOCATION, &format!("/api/v1/cases/{}", segment(&done.reference))));
        }
        if done.already {
            headers.insert(REPLAYED, HeaderValue::from_static("true"));
        }
        Ok(Self { status, headers, body })
    }
}

impl IntoResponse for CaseAnswer {
    fn into_response(self) -> Response {
        match self.body {
            Body::None => (self.status, self.headers).into_response(),
            body => (self.status, self.headers, Json(body)).into_response(),
        }
    }
}

fn etag(version: u64) -> HeaderMap {
    header(ETAG, &format!("\"{version}\"")).into_iter().collect()
}

fn header(name: HeaderName, value: &str) -> Option<(HeaderName, HeaderValue)> {
    HeaderValue::from_str(value).ok().map(|value| (name, value))
}
