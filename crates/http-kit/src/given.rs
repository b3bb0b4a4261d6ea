//! A file of a case as an answer: saved, not run.
//!
//! Whatever its name says and whoever sent it, a browser is told to save it (RFC 6266), to believe our type and no other, and to
//! run nothing of it even where it is shown.

use std::fmt::Write as _;

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use futures_util::stream::try_unfold;
use redress_app::{GivenFile, Portions, is_shown_inline};

/// Nothing runs, nothing is loaded, and it belongs to no site: a file has no part in ours.
const POLICY: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// The answer with a file. It is shown where it is only when that was asked for and its type is one of a few pictures.
pub fn given(given: GivenFile, inline: bool) -> Response {
    let GivenFile { file, portions } = given;
    let inline = inline && is_shown_inline(&file.media_type);
    let disposition = HeaderValue::from_str(&disposition(&file.name, inline));
    let body = Body::from_stream(try_unfold(portions, Portions::next));
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(served_as(&file.media_type)));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(file.size_bytes));
    headers.insert(CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The few types that are said; everything else is bytes. HTML, SVG, XML and scripts are never among them.
fn served_as(media_type: &str) -> &'static str {
    match media_type {
        "image/png" => "image/png",
        "image/jpeg" => "image/jpeg",
        "image/gif" => "image/gif",
        "image/webp" => "image/webp",
        "application/pdf" => "application/pdf",
        "text/plain" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The name in ASCII for whoever knows no other, and as it is (RFC 8187).
fn disposition(name: &str, inline: bool) -> String {
    let how = if inline { "inline" } else { "attachment" };
    let plain = |letter: char| if letter.is_ascii_graphic() || letter == ' ' { letter } else { '_' };
    let ascii: String =
        name.chars().map(plain).map(|letter| if matches!(letter, '"' | '\\' | '%') { '_' } else { letter }).collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'~' => encoded.push(char::from(byte)),
            // Writing to a text never fails.
            byte => drop(write!(encoded, "%{byte:02X}")),
        }
    }
    format!("{how}; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_place_in_the_header() {
        assert_eq!(
            disposition("a\"; filename=evil.html", false),
            "attachment; filename=\"a_; filename=evil.html\"; filename*=UTF-8''a%22%3B%20filename%3Devil.html"
        );
        assert_eq!(
            disposition("März\r\nX: y.pdf", true),
            "inline; filename=\"M_rz__X: y.pdf\"; filename*=UTF-8''M%C3%A4rz%0D%0AX%3A%20y.pdf"
        );
    }

    #[test]
    fn what_could_run_is_never_said_to_be_what_it_is() {
        for media_type in
            ["text/html", "image/svg+xml", "application/xml", "text/javascript", "application/xhtml+xml", "x"]
        {
            assert_eq!(served_as(media_type), "application/octet-stream");
        }
    }
}
