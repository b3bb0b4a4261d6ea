//! How much, how long and how many: bounds on every request.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, RETRY_AFTER};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::FutureExt;
use http_body_util::BodyExt;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::HttpState;
use crate::answer::{answer, wants_page};
use crate::ids;
use crate::upload::{UPLOAD_TIME, brings_files};

/// Largest body of a request, in bytes. Beyond it: 413.
pub const BODY_BYTES: usize = 1024 * 1024;
/// How much of a body that is too large is read, so that the refusal arrives: 32 MiB.
const READ_BYTES: usize = 32 * BODY_BYTES;
/// Memory for the bodies of all requests under way, in KiB. Beyond it: 503.
pub const BODIES_KIB: usize = 64 * 1024;
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
    if brings_files(&request) {
        // Its handler takes it in, and counts it among the uploads.
        let in_time = tokio::time::timeout(UPLOAD_TIME, carried_out(request, next, as_page)).await;
        return in_time.unwrap_or_else(|_| too_slow(as_page));
    }
    let (request, _memory) = match taken_in(request, as_page, &state.bodies).await {
        Ok(taken_in) => taken_in,
        Err(refused) => return refused,
    };
    let Ok(_room) = state.room.try_acquire() else {
        return too_many(as_page);
    };
    let in_time = tokio::time::timeout(REQUEST_TIME, carried_out(request, next, as_page)).await;
    in_time.unwrap_or_else(|_| too_slow(as_page))
}

/// Carries a request out. A defect that panics ends this request alone, and with an answer.
async fn carried_out(request: Request, next: Next, as_page: bool) -> Response {
    AssertUnwindSafe(next.run(request)).catch_unwind().await.unwrap_or_else(|_| {
        let incident = ids::next();
        tracing::error!(incident, "a request panicked");
        let message = format!("Something went wrong on our side. It is noted as {incident}.");
        answer(as_page, StatusCode::INTERNAL_SERVER_ERROR, "panicked", &message)
    })
}

/// Why a body was not taken in.
enum NotTaken {
    TooLarge,
    BrokenOff,
    NoMemory,
}

/// The request with its whole body, and the room in memory it takes as long as it is under way.
async fn taken_in<'a>(
    request: Request,
    as_page: bool,
    memory: &'a Semaphore,
) -> Result<(Request, Option<SemaphorePermit<'a>>), Response> {
    let (parts, body) = request.into_parts();
    let refused = |status, code, message| answer(as_page, status, code, message);
    match tokio::time::timeout(BODY_TIME, collected(body, memory)).await {
        Ok(Ok((bytes, held))) => Ok((Request::from_parts(parts, Body::from(bytes)), held)),
        Ok(Err(NotTaken::TooLarge)) => {
            Err(refused(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "What was sent is larger than 1 MiB. Send less."))
        }
        Ok(Err(NotTaken::BrokenOff)) => {
            Err(refused(StatusCode::BAD_REQUEST, "broken-off", "The request broke off. Please send it again."))
        }
        Ok(Err(NotTaken::NoMemory)) => Err(too_many(as_page)),
        Err(_) => Err(refused(
            StatusCode::REQUEST_TIMEOUT,
            "too-slow",
            "The request took too long to come. Please send it again.",
        )),
    }
}

/// The bytes of a body. Memory is counted as they come, because what a client announces costs it nothing.
async fn collected(body: Body, memory: &Semaphore) -> Result<(Vec<u8>, Option<SemaphorePermit<'_>>), NotTaken> {
    let mut body = body;
    let (mut bytes, mut held, mut come) = (Vec::new(), None::<SemaphorePermit<'_>>, 0_usize);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| NotTaken::BrokenOff)?.into_data() else { continue };
        come = come.saturating_add(data.len());
        if come > READ_BYTES {
            return Err(NotTaken::TooLarge);
        }
        if come > BODY_BYTES {
            // Read on without keeping it: a client that is still sending would lose the answer with the connection.
            (bytes, held) = (Vec::new(), None);
            continue;
        }
        let needed = bytes.len().saturating_add(data.len()).div_ceil(1024);
        let more = needed.saturating_sub(held.as_ref().map_or(0, SemaphorePermit::num_permits));
        let more = u32::try_from(more).map_err(|_| NotTaken::TooLarge)?;
        let more = memory.try_acquire_many(more).map_err(|_| NotTaken::NoMemory)?;
        match &mut held {
            Some(held) => held.merge(more),
            None => held = Some(more),
        }
        bytes.extend_from_slice(&data);
    }
    if come > BODY_BYTES { Err(NotTaken::TooLarge) } else { Ok((bytes, held)) }
}

fn too_slow(as_page: bool) -> Response {
    unavailable(as_page, "timed-out", "This took too long. Please try again in a moment.")
}

fn too_many(as_page: bool) -> Response {
    unavailable(as_page, "too-many-requests", "Too many requests are under way. Please try again in a moment.")
}

fn unavailable(as_page: bool, code: &str, message: &str) -> Response {
    let mut response = answer(as_page, StatusCode::SERVICE_UNAVAILABLE, code, message);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    response
}
