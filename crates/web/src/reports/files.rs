//! A report as a file.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_app::AppError;
use redress_documents::{ReportFormat, report_file, report_file_name};
use redress_domain::statistics::Report;
use redress_http_kit::MAKING;

use super::show::{Asked, find};
use crate::answer::Answer;
use crate::error_pages;
use crate::extract::{Path, Query};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

/// The report that is asked for, in the format that is asked for.
pub(crate) async fn file(visitor: Visitor, Path(period): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let absent = || visitor.failed(&AppError::NotFound { what: "file" });
    let found = find(&visitor, &period, &asked).await;
    let (report, json) = found.map_err(|error| match error {
        AppError::Invalid(_) => absent(),
        error => visitor.failed(&error),
    })?;
    answer(report, json, &asked.format, visitor.page(Area::Reports, "")).await
}

/// The file, or the page that says that there is no such format.
pub(super) async fn answer(report: Report, json: Option<String>, format: &str, page: Page) -> Answer {
    if format == "json" {
        let text = match json {
            Some(text) => text,
            None => serde_json::to_string_pretty(&report).unwrap_or_default(),
        };
        return Ok(as_file(&report, "json", "application/json", text.into_bytes()));
    }
    let Some(format) = ReportFormat::from_id(format) else {
        return Err(error_pages::plain(page, StatusCode::NOT_FOUND));
    };
    match MAKING.take(move || (report_file(&report, format), report)).await {
        Ok((Ok(bytes), report)) => Ok(as_file(&report, format.id(), format.content_type(), bytes)),
        Ok((Err(error), _)) => {
            tracing::error!(%error, "a report could not be made into a file");
            Err(error_pages::plain(page, StatusCode::INTERNAL_SERVER_ERROR))
        }
        Err(fault) => Err(error_pages::of_error(page, &fault.into())),
    }
}

fn as_file(report: &Report, extension: &str, kind: &'static str, bytes: Vec<u8>) -> Response {
    let name = format!("attachment; filename=\"{}\"", report_file_name(report, extension));
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    ([(CONTENT_TYPE, HeaderValue::from_static(kind)), (CONTENT_DISPOSITION, name)], bytes).into_response()
}
