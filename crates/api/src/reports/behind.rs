//! The cases behind a figure of a report (R83).

use axum::Json;
use axum::extract::State;
use redress_domain::case::FieldError;
use redress_domain::statistics::{FigureId, PartOf, RowId};
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::extract::{Asked, At};
use crate::problem::Problem;
use crate::wire::case::CaseLineBody;

/// Which figure.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BehindQuery {
    /// Id of a figure that stands for cases, as `/reports/{period}/figures` lists them: `received`, `met`, `outcome:upheld`.
    figure: Option<String>,
    /// `S1`, `S2`, `ESC`, `S2+ESC` or `total`, which is the default.
    row: Option<String>,
    /// One channel, service area, nature or cause alone: `channel:phone`, `service-area:Housing`, `nature:staff-conduct`,
    /// `cause:delay`.
    part: Option<String>,
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
    let (figure, row) = (figure(query.figure.as_deref())?, row(query.row.as_deref())?);
    let part = query.part.as_deref().map(part).transpose()?;
    let behind = state.app.cases_behind(&caller.actor, &period, figure, row, part).await?;
    let cases = behind.cases.into_iter().map(CaseLineBody::from).collect();
    Ok(Json(BehindBody { period: behind.period.id, cases, more: behind.more }))
}

fn figure(id: Option<&str>) -> Result<FigureId, FieldError> {
    let message = "Give the id of a figure of the report, for example received, closed, met, missed or outcome:ID.";
    FigureId::parse(id.unwrap_or_default()).ok_or_else(|| FieldError::new("figure", "unknown", message))
}

fn row(id: Option<&str>) -> Result<Option<RowId>, FieldError> {
    let row = |id: &str| {
        let message = "The rows are S1, S2, ESC, S2+ESC and total.";
        RowId::from_id(id).ok_or_else(|| FieldError::new("row", "unknown", message))
    };
    id.map(row).transpose()
}

fn part(id: &str) -> Result<PartOf, FieldError> {
    let message = "Give a part as channel:ID, service-area:NAME, nature:ID or cause:ID.";
    PartOf::parse(id).ok_or_else(|| FieldError::new("part", "unknown", message))
}
