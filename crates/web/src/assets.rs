//! Styles, scripts and fonts. Their names hold their digest, so browsers may keep them for ever.

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::extract::Path;

/// One file.
pub(crate) async fn show(Path(file): Path<String>) -> Response {
    let Some(asset) = redress_ui_assets::find(&file) else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [(CONTENT_TYPE, asset.content_type), (CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (headers, asset.bytes).into_response()
}
