//! Files on their way in: taken by the handler as they come, within bounds of their own.
//!
//! Every other body is read whole before its request is looked at ([`crate::limits`]). One that brings files is too large for
//! that: its handler asks first who sends it and whether they may, and only then takes it in.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::Method;
use futures_util::stream::try_unfold;
use http_body_util::BodyExt;
use tokio::time::timeout;

/// Longest an upload may take in all. Beyond it: 503.
pub const UPLOAD_TIME: Duration = Duration::from_secs(300);
/// Longest it may pause. Beyond it: broken off.
const PAUSE: Duration = Duration::from_secs(15);
/// Most bytes that may come without anything being made of them, as in a head of a part that never ends: 1 MiB.
const UNREAD_BYTES: u64 = 1024 * 1024;
/// The last part of every path to which files are sent.
const LAST_PART: &str = "/attachments";

/// Whether a request brings files.
pub fn brings_files(request: &Request) -> bool {
    request.method() == Method::POST && request.uri().path().ends_with(LAST_PART)
}

/// Counts what has come without anything being made of it.
#[derive(Debug, Clone, Default)]
pub struct Unread(Arc<AtomicU64>);

impl Unread {
    /// Something was made of what had come.
    pub fn read(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// Why an upload was not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    #[error("more was sent than one request may bring")]
    TooLarge,
    #[error("the upload broke off or paused for too long")]
    BrokenOff,
    #[error("what was sent is no upload")]
    Shapeless,
}

/// A body of at most so many bytes that comes portion by portion and does not stand still.
pub fn bounded(body: Body, most_bytes: u64) -> (Body, Unread) {
    let unread = Unread::default();
    let come = (body, 0_u64, unread.clone());
    let portions = try_unfold(come, move |(mut body, come, unread)| async move {
        // Whoever reads takes all that is there at once; this way it is one portion.
        tokio::task::yield_now().await;
        let portion = loop {
            match timeout(PAUSE, body.frame()).await {
                Err(_) | Ok(Some(Err(_))) => return Err(NotTaken::BrokenOff),
                Ok(None) => return Ok(None),
                Ok(Some(Ok(frame))) => {
                    if let Ok(portion) = frame.into_data() {
                        break portion;
                    }
                }
            }
        };
        let length = u64::try_from(portion.len()).unwrap_or(u64::MAX);
        let come = come.saturating_add(length);
        if come > most_bytes {
            return Err(NotTaken::TooLarge);
        }
        if unread.0.fetch_add(length, Ordering::Relaxed) > UNREAD_BYTES {
            return Err(NotTaken::Shapeless);
        }
        Ok::<Option<(Bytes, _)>, NotTaken>(Some((portion, (body, come, unread))))
    });
    (Body::from_stream(portions), unread)
}
