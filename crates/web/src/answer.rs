//! From views to answers.

use askama::Template;
use axum::http::header::{LOCATION, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use redress_http_kit::path::segment;

use crate::flash::{self, Flash};
use crate::layout::Page;

/// A view of a whole page.
pub(crate) trait View: Template {
    fn page(&self) -> &Page;
}

/// An answer that ends a handler early. Boxed, because a response is large.
#[derive(Debug)]
pub(crate) struct Failed(Box<Response>);

impl From<Response> for Failed {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl Failed {
    pub(crate) fn into_inner(self) -> Response {
        *self.0
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// What a handler gives.
pub(crate) type Answer = Result<Response, Failed>;

/// A page, well and good.
pub(crate) fn shown(view: &impl View) -> Response {
    shown_as(StatusCode::OK, view)
}

/// A page with a status. What it said was done is not said again.
pub(crate) fn shown_as(status: StatusCode, view: &impl View) -> Response {
    let Ok(html) = view.render() else {
        tracing::error!("a page could not be rendered");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = (status, Html(html)).into_response();
    if view.page().flash.is_some() {
        response.headers_mut().append(SET_COOKIE, flash::clear());
    }
    response
}

/// Sends a browser on to a page of ours with what was done.
pub(crate) fn done(path: &str, flash: Flash) -> Response {
    let mut response = to(path);
    response.headers_mut().append(SET_COOKIE, flash::set(flash));
    response
}

/// Sends a browser on to a page of ours.
pub(crate) fn to(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

/// The same, saying after how many seconds it may be tried again.
pub(crate) fn again_after(mut response: Response, seconds: u64) -> Response {
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// The address of a case's page. References come from files too, so they are escaped as a part of a path.
pub(crate) fn case_path(reference: &str) -> String {
    format!("/cases/{}", segment(reference))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_from_a_file_cannot_leave_its_part_of_the_path() {
        assert_eq!(case_path("SF-2026-0001"), "/cases/SF-2026-0001");
        assert_eq!(case_path("../a b?c#d/é"), "/cases/..%2Fa%20b%3Fc%23d%2F%C3%A9");
    }
}
