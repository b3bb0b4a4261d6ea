//! The report of a period: as known now or on an earlier day, or as it was published, in any format.

use axum::Json;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_app::AppError;
use redress_documents::{ReportFormat, report_file, report_file_name};
use redress_domain::case::FieldError;
use redress_domain::statistics::{Edition, Report};
use redress_domain::time::parse_date;
use redress_http_kit::{HttpState, MAKING};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::extract::{Asked, At};
use crate::problem::Problem;

/// Which edition, of when, in which format.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// `internal` (the default) or `public`, which masks references and tells of a case only what was released.
    edition: Option<String>,
    /// As it was known at the end of this day; left out: as known now.
    #[param(value_type = Option<String>, format = Date)]
    known_on: Option<String>,
    /// As it was published, by the number of its version; not together with `known_on`.
    version: Option<u32>,
    /// `json` (the default), `html`, `pdf`, `csv` or `xlsx`.
    format: Option<String>,
}

/// The report of a period (`2017-18-Q2`, `2017-18-H1`, `2017-18` or `2017-07`). Numbers with decimals are strings as printed. The
/// JSON of a published edition is character for character what was published.
#[utoipa::path(get, path = "/reports/{period}", tag = "reports", params(ReportQuery),
    responses((status = 200, description = "Tables, narratives and checks", body = Object)))]
pub async fn report(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
    Asked(query): Asked<ReportQuery>,
) -> Result<Response, Problem> {
    let edition = edition(query.edition.as_deref())?;
    let format = format(query.format.as_deref())?;
    let known_on = query.known_on.as_deref().map(parse_date).transpose();
    let known_on = known_on.map_err(|error| FieldError::new("known_on", error.code(), error.to_string()))?;
    let (app, actor) = (&state.app, &caller.actor);
    let (report, json) = match (query.version, known_on) {
        (Some(_), Some(_)) => {
            let message = "A published version is as it was published; leave out known_on.";
            return Err(FieldError::new("known_on", "contradicts", message).into());
        }
        (Some(version), None) => {
            let published = app.edition(actor, &period, Some(version), edition).await?;
            (published.report, Some(published.json))
        }
        (None, Some(day)) => (app.report_known_on(actor, &period, edition, day).await?, None),
        (None, None) => (app.report(actor, &period, edition).await?, None),
    };
    match (format, json) {
        (Some(format), _) => file(report, format).await,
        (None, Some(json)) => Ok(([(CONTENT_TYPE, "application/json")], json).into_response()),
        (None, None) => Ok(Json(report).into_response()),
    }
}

/// What a figure is and how it is counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureBody {
    /// `received`; for those that stand for cases, what `/reports/{period}/cases` takes.
    pub figure: String,
    pub definition: String,
    pub rule: String,
}

/// Every figure of the report with its definition and its counting rule.
#[utoipa::path(get, path = "/reports/{period}/figures", tag = "reports", responses((status = 200, body = Vec<FigureBody>)))]
pub async fn figures(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
) -> Result<Json<Vec<FigureBody>>, Problem> {
    let report = state.app.report(&caller.actor, &period, Edition::Internal).await?;
    let told = report.definitions.into_iter().map(|explained| FigureBody {
        figure: explained.figure,
        definition: explained.definition,
        rule: explained.rule,
    });
    Ok(Json(told.collect()))
}

pub(super) fn edition(id: Option<&str>) -> Result<Edition, FieldError> {
    match id {
        None | Some("internal") => Ok(Edition::Internal),
        Some("public") => Ok(Edition::Public),
        Some(_) => Err(FieldError::new("edition", "unknown", "The editions are internal and public.")),
    }
}

/// A format other than JSON.
fn format(id: Option<&str>) -> Result<Option<ReportFormat>, FieldError> {
    match id {
        None | Some("json") => Ok(None),
        Some(id) => match ReportFormat::from_id(id) {
            Some(format) => Ok(Some(format)),
            None => Err(FieldError::new("format", "unknown", "The formats are json, html, pdf, csv and xlsx.")),
        },
    }
}

async fn file(report: Report, format: ReportFormat) -> Result<Response, Problem> {
    let name = report_file_name(&report, format.id());
    let made = MAKING.take(move || report_file(&report, format)).await.map_err(AppError::from)?;
    let bytes =
        made.map_err(|error| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.code(), error.to_string()))?;
    let disposition = format!("attachment; filename=\"{name}\"");
    let disposition = HeaderValue::from_str(&disposition).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static(format.content_type());
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition)], bytes).into_response())
}
