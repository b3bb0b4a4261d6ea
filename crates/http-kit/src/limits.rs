//! How much, how long and how many: bounds on every request.

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::middleware::Next;
use axum::response::Response;
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::HttpState;
use crate::answer::{answer, wants_page};

/// Largest body of a request, in bytes. Beyond it: 413.
pub const BODY_BYTES: usize = 1024 * 1024;
/// Longest a body may take to come. Beyond it: 408.
pub const BODY_TIME: Duration = Duration::from_secs(15);
/// Longest a request may take once it is there. Beyond it: 503.
pub const REQUEST_TIME: Duration = Duration::from_secs(15);
/// Requests carried out at the same time. Beyond them: 503.
pub const CONCURRENT_REQUESTS: usize = 512;

/// Takes the body in, then turns the request away when too many are under way, and gives up on it when it takes too long.
/// Only a request that is wholly there takes room from others: slow senders cannot keep anybody out.
pub async fn bound(State(state): State<HttpState>, request: Request, next: Next) -> Response {
    let as_page = wants_page(request.headers());
    let request = match taken_in(request, as_page).await {
        Ok(request) => request,
        Err(refused) => return refused,
    };
    let Ok(_room) = state.room.try_acquire() else {
        return unavailable(
            as_page,
            "too-many-requests",
            "Too many requests are under way. Please try again in a moment.",
        );
    };
    let in_time = tokio::time::timeout(REQUEST_TIME, next.run(request)).await;
    in_time.unwrap_or_else(|_| unavailable(as_page, "timed-out", "This took too long. Please try again in a moment."))
}

/// The request with its whole body.
async fn taken_in(request: Request, as_page: bool) -> Result<Request, Response> {
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(BODY_TIME, Limited::new(body, BODY_BYTES).collect()).await {
        Ok(Ok(body)) => Ok(Request::from_parts(parts, Body::from(body.to_bytes()))),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(answer(
            as_page,
            StatusCode::PAYLOAD_TOO_LARGE,
            "too-large",
            "What was sent is larger than 1 MiB. Send less.",
        )),
        Ok(Err(_)) => {
            Err(answer(as_page, StatusCode::BAD_REQUEST, "broken-off", "The request broke off. Please send it again."))
        }
        Err(_) => Err(answer(
            as_page,
            StatusCode::REQUEST_TIMEOUT,
            "too-slow",
            "The request took too long to come. Please send it again.",
        )),
    }
}

fn unavailable(as_page: bool, code: &str, message: &str) -> Response {
    let mut response = answer(as_page, StatusCode::SERVICE_UNAVAILABLE, code, message);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    response
}
