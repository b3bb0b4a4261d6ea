//! The answer with a theme, an improvement action or a lesson: its JSON, its `ETag`, and whether the request was a repeat.

use axum::Json;
use axum::http::header::{ETAG, HeaderName, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_app::Improved;
use redress_domain::improvement::Command;
use redress_http_kit::HttpState;
use serde::Serialize;

use crate::caller::Caller;
use crate::cases::answer::REPLAYED;
use crate::posted::Posted;
use crate::problem::Problem;

/// Something that is kept, as an answer.
#[derive(Debug)]
pub struct Answer<T> {
    status: StatusCode,
    headers: HeaderMap,
    body: T,
}

impl<T> Answer<T> {
    /// The answer to a question.
    pub fn shown(version: u64, body: T) -> Self {
        Self { status: StatusCode::OK, headers: header(ETAG, &format!("\"{version}\"")), body }
    }

    /// The answer to a change: what it is about, as it is now. Given where it stands, it is new.
    pub fn after(done: &Improved, new_at: Option<&str>, body: T) -> Self {
        let mut answer = Self::shown(done.version, body);
        if let Some(path) = new_at {
            answer.status = StatusCode::CREATED;
            answer.headers.extend(header(LOCATION, &format!("/api/v1/{path}/{}", done.number)));
        }
        if done.already {
            answer.headers.insert(REPLAYED, HeaderValue::from_static("true"));
        }
        answer
    }
}

impl<T: Serialize> IntoResponse for Answer<T> {
    fn into_response(self) -> Response {
        (self.status, self.headers, Json(self.body)).into_response()
    }
}

/// Carries out what somebody posted.
///
/// # Errors
/// As [`redress_app::App::improve`].
pub async fn carry_out<T>(
    state: &HttpState,
    caller: &Caller,
    posted: Posted<T>,
    command: impl FnOnce(T) -> Command,
) -> Result<Improved, Problem> {
    let Posted { body, key, expect } = posted;
    Ok(state.app.improve(&caller.actor, command(body), expect, key).await?)
}

fn header(name: HeaderName, value: &str) -> HeaderMap {
    HeaderValue::from_str(value).ok().map(|value| (name, value)).into_iter().collect()
}
