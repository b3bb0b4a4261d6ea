//! The parts of a form that brings files, taken in as they come: texts into memory, files onto disk.

use axum::extract::multipart::Field;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use redress_app::{AppError, Arrived, FILES_LIMIT, REQUEST_LIMIT};
use redress_domain::case::FieldError;
use redress_http_kit::upload::{Unread, bounded};

use crate::answer::Failed;
use crate::error_pages;
use crate::forms::Typed;
use crate::layout::Area;
use crate::state::Web;
use crate::visitor::Visitor;

/// Longest text of one part, in bytes.
const TEXT_BYTES: usize = 4 * 1024;
/// Most parts of one form, files included.
const PARTS: usize = FILES_LIMIT + 10;

/// What came with a form.
#[derive(Default)]
pub(super) struct Received {
    pub(super) typed: Typed,
    /// Each with the name its sender gave it.
    pub(super) files: Vec<(String, Arrived)>,
    pub(super) errors: Vec<FieldError>,
}

/// Takes a form in. A file that is too large is read on without being kept, so that the answer arrives.
pub(super) async fn receive(web: &Web, visitor: &Visitor, request: Request) -> Result<Received, Failed> {
    let broken = || error_pages::plain(visitor.page(Area::None, ""), StatusCode::BAD_REQUEST);
    let (parts, body) = request.into_parts();
    let (body, unread) = bounded(body, REQUEST_LIMIT);
    let form = Multipart::from_request(Request::from_parts(parts, body), web).await;
    let mut form = form.map_err(|_| broken())?;
    let mut received = Received::default();
    for _ in 0..PARTS {
        let Some(part) = form.next_field().await.map_err(|_| broken())? else { return Ok(received) };
        unread.read();
        let name = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(str::to_owned) {
            Some(file_name) => file(web, visitor, &mut received, &file_name, part, &unread).await?,
            None => {
                let text = text(part).await.ok_or_else(broken)?;
                received.typed = received.typed.with(&name, text);
            }
        }
    }
    Err(broken())
}

async fn text(mut part: Field<'_>) -> Option<String> {
    let mut bytes = Vec::new();
    while let Some(portion) = part.chunk().await.ok()? {
        bytes.extend_from_slice(&portion);
        if bytes.len() > TEXT_BYTES {
            return None;
        }
    }
    String::from_utf8(bytes).ok()
}

/// A browser sends an empty part without a name where no file was chosen.
async fn file(
    web: &Web,
    visitor: &Visitor,
    received: &mut Received,
    name: &str,
    mut part: Field<'_>,
    unread: &Unread,
) -> Result<(), Failed> {
    let broken = || error_pages::plain(visitor.page(Area::None, ""), StatusCode::BAD_REQUEST);
    let mut coming = match received.files.len() < FILES_LIMIT {
        true => Some(web.http.app.receive().await.map_err(|error| visitor.failed(&error))?),
        false => {
            let message = format!("Send at most {FILES_LIMIT} files at a time.");
            received.errors.push(FieldError::new("files", "too-many", message));
            None
        }
    };
    let mut empty = true;
    while let Some(portion) = part.chunk().await.map_err(|_| broken())? {
        unread.read();
        empty = empty && portion.is_empty();
        coming = match coming {
            Some(file) => match file.write(portion).await {
                Ok(file) => Some(file),
                Err(AppError::Invalid(_)) => {
                    let message = format!("{} is larger than 25 MiB. Make it smaller, or divide it.", short(name));
                    received.errors.push(FieldError::new("files", "too-large", message));
                    None
                }
                Err(error) => return Err(visitor.failed(&error)),
            },
            None => None,
        };
    }
    if let Some(file) = coming.filter(|_| !(empty && name.is_empty())) {
        let arrived = file.finish().await.map_err(|error| visitor.failed(&error))?;
        received.files.push((name.to_owned(), arrived));
    }
    Ok(())
}

/// Enough of a name to know the file by.
fn short(name: &str) -> String {
    redress_app::clean_name(name).chars().take(80).collect()
}
