//! What rates are reckoned on: homes, residents, staff, as of a day.

use axum::Json;
use axum::extract::State;
use redress_domain::case::FieldError;
use redress_domain::rate_base::RateBase;
use redress_domain::time::parse_date;
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::extract::Asked;
use crate::posted::Posted;
use crate::problem::Problem;
use crate::wire::date::Day;

/// A number of something as of a day.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RateBaseBody {
    /// What is counted: `homes-rented`, `residents`.
    kind: String,
    as_of: Day,
    /// At least one.
    #[schema(minimum = 1)]
    number: u32,
}

impl From<RateBase> for RateBaseBody {
    fn from(base: RateBase) -> Self {
        Self { kind: base.kind, as_of: Day(base.as_of), number: base.number }
    }
}

/// Which of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RateBaseQuery {
    /// The last day of a period: of each kind what it is reckoned on, the latest number as of that day or before. Left out:
    /// every number.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<String>,
}

/// What rates are reckoned on, by kind, the newest first; for those who see reports.
#[utoipa::path(get, path = "/rate-bases", tag = "organisation", params(RateBaseQuery), responses((status = 200, body = Vec<RateBaseBody>)))]
pub async fn rate_bases(
    State(state): State<HttpState>,
    caller: Caller,
    Asked(query): Asked<RateBaseQuery>,
) -> Result<Json<Vec<RateBaseBody>>, Problem> {
    let on = query.on.map(|on| parse_date(&on)).transpose();
    let on = on.map_err(|error| FieldError::new("on", error.code(), error.to_string()))?;
    let bases = state.app.list_rate_bases(&caller.actor, on).await?;
    Ok(Json(bases.into_iter().map(RateBaseBody::from).collect()))
}

/// Sets a number as of a day, in place of what was set for that day before; for those who administer.
#[utoipa::path(post, path = "/rate-bases", tag = "organisation", request_body = RateBaseBody,
    responses((status = 200, body = RateBaseBody)))]
pub async fn set_rate_base(
    State(state): State<HttpState>,
    caller: Caller,
    posted: Posted<RateBaseBody>,
) -> Result<Json<RateBaseBody>, Problem> {
    let RateBaseBody { kind, as_of: Day(as_of), number } = posted.body;
    let base = RateBase { kind, as_of, number };
    state.app.set_rate_base(&caller.actor, base.clone()).await?;
    Ok(Json(base.into()))
}
