//! Returns to regulators and ombudsmen: which there are, and one of a period in any format.

use axum::Json;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_app::AppError;
use redress_documents::{ReturnFormat, return_file, return_file_name};
use redress_domain::case::FieldError;
use redress_domain::returns::{Denominator, Offered, ReturnId};
use redress_http_kit::{HttpState, MAKING};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::extract::{Asked, At};
use crate::problem::Problem;

/// A return that can be made.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReturnBody {
    /// `tsm`
    id: &'static str,
    title: &'static str,
    /// Who collects it.
    authority: &'static str,
    /// Which periods it is made for, in words.
    periods: &'static str,
    /// Whether the procedure asks what it needs. Any other return can be made as well, and says what is missing.
    fits: bool,
}

impl From<Offered> for ReturnBody {
    fn from(Offered { id, title, authority, periods, fits }: Offered) -> Self {
        Self { id, title, authority, periods, fits }
    }
}

/// In which format, and how CH02 is counted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReturnQuery {
    /// `json` (the default), `csv` or `xlsx`.
    format: Option<String>,
    /// Of the return `tsm`: CH02 as a share of the complaints `received` in the year (the default) or `answered` in it.
    ch02_denominator: Option<String>,
}

/// Every return, those that fit the procedure first; for those who see reports.
#[utoipa::path(get, path = "/returns", tag = "reports", responses((status = 200, body = Vec<ReturnBody>)))]
pub async fn returns(State(state): State<HttpState>, caller: Caller) -> Result<Json<Vec<ReturnBody>>, Problem> {
    let offered = state.app.list_returns(&caller.actor).await?;
    Ok(Json(offered.into_iter().map(ReturnBody::from).collect()))
}

/// A return of a period, as known now: tables, checks, and what of its definitions was verified. A count is a number; one with
/// decimals, and pounds, are strings as printed; a figure that cannot be worked out is null.
#[utoipa::path(get, path = "/returns/{id}/{period}", tag = "reports", params(ReturnQuery),
    responses((status = 200, description = "Tables, checks and what was verified", body = Object)))]
pub async fn one(
    State(state): State<HttpState>,
    caller: Caller,
    At((id, period)): At<(String, String)>,
    Asked(query): Asked<ReturnQuery>,
) -> Result<Response, Problem> {
    let id = ReturnId::from_id(&id).ok_or_else(|| Problem::not_found("return"))?;
    let format = format(query.format.as_deref())?;
    let denominator = denominator(query.ch02_denominator.as_deref())?;
    let made = state.app.make_return(&caller.actor, id, &period, denominator).await?;
    let Some(format) = format else { return Ok(Json(made).into_response()) };
    let name = return_file_name(&made, format.id());
    let made = MAKING.take(move || return_file(&made, format)).await.map_err(AppError::from)?;
    let bytes =
        made.map_err(|error| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.code(), error.to_string()))?;
    let disposition = format!("attachment; filename=\"{name}\"");
    let disposition = HeaderValue::from_str(&disposition).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static(format.content_type());
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition)], bytes).into_response())
}

/// A format other than JSON.
fn format(id: Option<&str>) -> Result<Option<ReturnFormat>, FieldError> {
    match id {
        None | Some("json") => Ok(None),
        Some(id) => match ReturnFormat::from_id(id) {
            Some(format) => Ok(Some(format)),
            None => Err(FieldError::new("format", "unknown", "The formats are json, csv and xlsx.")),
        },
    }
}

fn denominator(id: Option<&str>) -> Result<Denominator, FieldError> {
    match id {
        None | Some("received") => Ok(Denominator::Received),
        Some("answered") => Ok(Denominator::Answered),
        Some(_) => Err(FieldError::new("ch02_denominator", "unknown", "It is received or answered.")),
    }
}
