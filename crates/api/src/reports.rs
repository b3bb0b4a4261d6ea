//! Reports of a period, and the cases behind their figures.

use axum::Json;
use axum::extract::State;
use redress_app::Figure;
use redress_domain::case::FieldError;
use redress_domain::procedure::Route;
use redress_domain::statistics::{Edition, Report};
use redress_domain::words::Word;
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::extract::{Asked, At};
use crate::problem::Problem;
use crate::wire::case::CaseLineBody;

/// Which edition.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReportQuery {
    /// `internal` (the default) or `public`, which masks references.
    edition: Option<String>,
}

/// The report of a period (`2017-18-Q2`, `2017-18` or `2017-07`), as known now. Numbers with decimals are strings as printed.
#[utoipa::path(get, path = "/reports/{period}", tag = "reports", params(ReportQuery),
    responses((status = 200, description = "Tables, narratives and checks", body = Object)))]
pub async fn report(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
    Asked(query): Asked<ReportQuery>,
) -> Result<Json<Report>, Problem> {
    let edition = match query.edition.as_deref() {
        None | Some("internal") => Edition::Internal,
        Some("public") => Edition::Public,
        Some(_) => return Err(FieldError::new("edition", "unknown", "The editions are internal and public.").into()),
    };
    Ok(Json(state.app.report(&caller.actor, &period, edition).await?))
}

/// Which figure.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BehindQuery {
    /// `opening`, `received`, `closed`, `closing`, `met`, `missed`, `extended`, `reclassified`, `external`, or `outcome:ID`.
    figure: Option<String>,
    /// `S1`, `S2`, `ESC` or `total`, which is the default.
    row: Option<String>,
}

/// The cases that a figure counts.
#[derive(Debug, Serialize, ToSchema)]
pub struct BehindBody {
    pub period: String,
    /// At most 1,000.
    pub cases: Vec<CaseLineBody>,
    /// There are more than are listed.
    pub more: bool,
}

/// The cases behind a figure of a report.
#[utoipa::path(get, path = "/reports/{period}/cases", tag = "reports", params(BehindQuery), responses((status = 200, body = BehindBody)))]
pub async fn behind(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
    Asked(query): Asked<BehindQuery>,
) -> Result<Json<BehindBody>, Problem> {
    let (figure, route) = (figure(query.figure.as_deref())?, row(query.row.as_deref())?);
    let behind = state.app.cases_behind(&caller.actor, &period, figure, route).await?;
    let cases = behind.cases.into_iter().map(CaseLineBody::from).collect();
    Ok(Json(BehindBody { period: behind.period.id, cases, more: behind.more }))
}

fn figure(id: Option<&str>) -> Result<Figure, FieldError> {
    match id.unwrap_or_default() {
        "opening" => Ok(Figure::Opening),
        "received" => Ok(Figure::Received),
        "closed" => Ok(Figure::Closed),
        "closing" => Ok(Figure::Closing),
        "met" => Ok(Figure::Met),
        "missed" => Ok(Figure::Missed),
        "extended" => Ok(Figure::Extended),
        "reclassified" => Ok(Figure::Reclassified),
        "external" => Ok(Figure::External),
        other => match other.strip_prefix("outcome:") {
            Some(outcome) => Ok(Figure::Outcome(outcome.to_owned())),
            None => Err(FieldError::new(
                "figure",
                "unknown",
                "Give opening, received, closed, closing, met, missed, extended, reclassified, external or outcome:ID.",
            )),
        },
    }
}

fn row(id: Option<&str>) -> Result<Option<Route>, FieldError> {
    match id {
        None | Some("total") => Ok(None),
        Some(id) => match Route::from_id(id) {
            Some(route) => Ok(Some(route)),
            None => Err(FieldError::new("row", "unknown", "The rows are S1, S2, ESC and total.")),
        },
    }
}
