//! The plain answers this crate gives itself, where neither the pages nor the API had their turn.

use axum::http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A short answer with a stable code: a page for a browser, else problem details (RFC 9457). `message` is our own text.
pub fn answer(as_page: bool, status: StatusCode, code: &str, message: &str) -> Response {
    let (kind, body) = if as_page {
        ("text/html; charset=utf-8", page(status, message))
    } else {
        (PROBLEM, problem(status, code, message))
    };
    (status, [(CONTENT_TYPE, HeaderValue::from_static(kind))], body).into_response()
}

/// Whether somebody reads the answer in a browser.
pub(crate) fn wants_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

const PROBLEM: &str = "application/problem+json";

fn problem(status: StatusCode, code: &str, message: &str) -> String {
    let title = status.canonical_reason().unwrap_or_default();
    serde_json::json!({
        "type": format!("/problems/{code}"), "title": title, "status": status.as_u16(), "code": code, "detail": message
    })
    .to_string()
}

fn page(status: StatusCode, message: &str) -> String {
    let title = status.canonical_reason().unwrap_or_default();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>{title}</title></head>\n\
         <body><main><h1>{title}</h1><p>{message}</p><p><a href=\"/\">Start page</a></p></main></body>\n</html>\n"
    )
}
