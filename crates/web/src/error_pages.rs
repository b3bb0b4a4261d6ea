//! Pages for what went wrong, in the organisation's look; a hidden case looks like a missing one.

use askama::Template;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use redress_app::{AppError, StoreError};
use redress_http_kit::fault::{log_fault, retry_after, status_of};

use crate::answer::{Failed, View, shown_as};
use crate::layout::{Page, capital};

/// A page that says what happened and what to do.
#[derive(Debug, Template)]
#[template(path = "error.html")]
struct ErrorPage {
    page: Page,
    heading: String,
    sentences: Vec<String>,
    incident: Option<String>,
}

impl View for ErrorPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The page that tells of an error of a use case.
pub(crate) fn of_error(page: Page, error: &AppError) -> Failed {
    let status = status_of(error);
    let fault = match error {
        // Of what was sent, and no fault of ours.
        AppError::Fault(fault @ StoreError::Unstorable) => {
            return with(page, status, vec![capital(&fault.to_string())], None);
        }
        AppError::Fault(fault) => fault,
        _ => return with(page, status, vec![sentence(error)], None),
    };
    let incident = log_fault(fault);
    let mut failed = with(page, status, told(status), Some(incident)).into_inner();
    if let Some(value) = retry_after(fault).and_then(|seconds| HeaderValue::from_str(&seconds.to_string()).ok()) {
        failed.headers_mut().insert(RETRY_AFTER, value);
    }
    Failed::from(failed)
}

/// The page of a status by itself.
pub(crate) fn plain(page: Page, status: StatusCode) -> Failed {
    with(page, status, told(status), None)
}

/// The page of something that cannot be done now, with the reason.
pub(crate) fn refused(page: Page, status: StatusCode, why: impl Into<String>) -> Failed {
    with(page, status, vec![why.into()], None)
}

fn with(mut page: Page, status: StatusCode, sentences: Vec<String>, incident: Option<String>) -> Failed {
    let heading = heading(status).to_owned();
    page.title.clone_from(&heading);
    Failed::from(shown_as(status, &ErrorPage { page, heading, sentences, incident }))
}

fn heading(status: StatusCode) -> &'static str {
    match status.as_u16() {
        400 => "This could not be read",
        403 => "You may not do this",
        404 => "Page not found",
        409 => "This cannot be done now",
        412 => "This has changed meanwhile",
        422 => "Something needs attention",
        503 => "Please try again in a moment",
        _ => "Sorry, something went wrong here",
    }
}

fn told(status: StatusCode) -> Vec<String> {
    let sentences: &[&str] = match status.as_u16() {
        400 => &["The form did not arrive whole. Go back, check what you typed and send it again."],
        403 => &[
            "The page you came from is no longer valid, perhaps because you signed in again. Nothing was done.",
            "Open the page again and send it once more.",
        ],
        404 => &["Check the address. If it is right, the page has gone or is not for you to see."],
        503 => &["There is more to do than can be done at once. Nothing was lost on your side: go back and try again."],
        _ => {
            &["It is not your fault. Go back and try again; if it happens again, tell whoever looks after this system."]
        }
    };
    sentences.iter().map(|sentence| (*sentence).to_owned()).collect()
}

fn sentence(error: &AppError) -> String {
    match error {
        AppError::NotFound { .. } => told(StatusCode::NOT_FOUND).join(" "),
        AppError::NoProcedure { .. } => {
            "The organisation has adopted no procedure yet. Ask its administrator to adopt one.".to_owned()
        }
        other => crate::layout::capital(&other.to_string()),
    }
}
