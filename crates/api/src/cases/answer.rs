//! The answer with a case: its JSON, its `ETag`, and whether the request was a repeat.

use axum::Json;
use axum::http::header::{ETAG, HeaderName, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_app::{CaseView, Done};
use redress_http_kit::HttpState;

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
    body: Box<CaseBody>,
}

impl CaseAnswer {
    /// The answer to a question.
    pub fn shown(view: &CaseView) -> Self {
        Self { status: StatusCode::OK, headers: etag(view.case.version), body: Box::new(CaseBody::from(view)) }
    }

    /// The answer to a change: the case as it is now, under the `ETag` of the version the change made. After a repeat the two
    /// differ when the case has moved on since.
    ///
    /// # Errors
    /// As [`redress_app::App::case`].
    pub async fn after(state: &HttpState, caller: &Caller, done: &Done, status: StatusCode) -> Result<Self, Problem> {
        let view = state.app.case(&caller.actor, &done.reference).await?;
        let mut headers = etag(done.version);
        if status == StatusCode::CREATED {
            headers.extend(header(LOCATION, &format!("/api/v1/cases/{}", encoded(&done.reference))));
        }
        if done.already {
            headers.insert(REPLAYED, HeaderValue::from_static("true"));
        }
        Ok(Self { status, headers, body: Box::new(CaseBody::from(&view)) })
    }
}

impl IntoResponse for CaseAnswer {
    fn into_response(self) -> Response {
        (self.status, self.headers, Json(self.body)).into_response()
    }
}

fn etag(version: u64) -> HeaderMap {
    header(ETAG, &format!("\"{version}\"")).into_iter().collect()
}

fn header(name: HeaderName, value: &str) -> Option<(HeaderName, HeaderValue)> {
    HeaderValue::from_str(value).ok().map(|value| (name, value))
}

/// A reference as one segment of a path: everything but unreserved characters by percent signs (RFC 3986).
fn encoded(reference: &str) -> String {
    let mut path = String::with_capacity(reference.len());
    for byte in reference.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            path.push(char::from(byte));
        } else {
            path.push_str(&format!("%{byte:02X}"));
        }
    }
    path
}
