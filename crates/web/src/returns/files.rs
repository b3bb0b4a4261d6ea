//! A return as a file.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_app::AppError;
use redress_documents::{ReturnFormat, return_file, return_file_name};
use redress_domain::returns::Return;
use redress_http_kit::MAKING;

use super::show::{Asked, find};
use crate::answer::Answer;
use crate::error_pages;
use crate::extract::{Path, Query};
use crate::layout::Area;
use crate::visitor::Visitor;

/// The return that is asked for, in the format that is asked for.
pub(crate) async fn file(
    visitor: Visitor,
    Path((id, period)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let made = find(&visitor, &id, &period, &asked).await?;
    if asked.format == "json" {
        let text = serde_json::to_vec_pretty(&made).unwrap_or_default();
        return Ok(as_file(&made, "json", "application/json", text));
    }
    let format = ReturnFormat::from_id(&asked.format);
    let format = format.ok_or_else(|| visitor.failed(&AppError::NotFound { what: "file" }))?;
    let making = MAKING.take(move || (return_file(&made, format), made));
    let (bytes, made) = making.await.map_err(|fault| visitor.failed(&fault.into()))?;
    match bytes {
        Ok(bytes) => Ok(as_file(&made, format.id(), format.content_type(), bytes)),
        Err(error) => {
            tracing::error!(%error, "a return could not be made into a file");
            Err(error_pages::plain(visitor.page(Area::Reports, ""), StatusCode::INTERNAL_SERVER_ERROR))
        }
    }
}

fn as_file(made: &Return, extension: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let name = format!("attachment; filename=\"{}\"", return_file_name(made, extension));
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    ([(CONTENT_TYPE, HeaderValue::from_static(kind)), (CONTENT_DISPOSITION, name)], bytes).into_response()
}
