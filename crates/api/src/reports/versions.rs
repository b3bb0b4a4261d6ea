//! The versions of a report that were published, taking the public edition of one back, and both editions before they are published.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use redress_app::EditionLine;
use redress_domain::statistics::Edition;
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::figures::edition;
use super::publication::ReasonInput;
use crate::caller::Caller;
use crate::extract::{Asked, At};
use crate::posted::Posted;
use crate::problem::Problem;
use crate::wire::date::Moment;

/// A version that was published.
#[derive(Debug, Serialize, ToSchema)]
pub struct VersionBody {
    pub version: u32,
    pub published_at: Moment,
    /// Why it was published again.
    pub reason: Option<String>,
    /// The newest version, where this is an earlier one.
    pub superseded_by: Option<u32>,
    /// Since when its public edition is taken back from its readers, and the reason they are told.
    pub withheld: Option<WithheldBody>,
}

/// That a public edition is withheld.
#[derive(Debug, Serialize, ToSchema)]
pub struct WithheldBody {
    pub at: Moment,
    pub reason: String,
}

/// Which edition.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// `internal` (the default) or `public`.
    edition: Option<String>,
}

/// The versions of a period's report, oldest first.
#[utoipa::path(get, path = "/reports/{period}/versions", tag = "reports", responses((status = 200, body = Vec<VersionBody>)))]
pub async fn versions(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
) -> Result<Json<Vec<VersionBody>>, Problem> {
    Ok(Json(bodies(state.app.editions(&caller.actor, &period).await?)))
}

/// Takes the public edition of a version back: it is kept as it was published, and everybody outside reads the reason.
#[utoipa::path(post, path = "/reports/{period}/versions/{version}/withholding", tag = "reports",
    request_body = ReasonInput, responses((status = 200, body = Vec<VersionBody>)))]
pub async fn withholding(
    State(state): State<HttpState>,
    caller: Caller,
    At((period, version)): At<(String, u32)>,
    Posted { body, key, .. }: Posted<ReasonInput>,
) -> Result<Json<Vec<VersionBody>>, Problem> {
    let done = state.app.withhold_edition(&caller.actor, &period, version, &body.reason, key).await?;
    Ok(Json(bodies(state.app.editions(&caller.actor, &done.reference).await?)))
}

/// An edition as it would be published now: the draft's texts, the figures of this moment, and what the public edition masks.
/// Nothing is stored.
#[utoipa::path(get, path = "/reports/{period}/preview", tag = "reports", params(PreviewQuery),
    responses((status = 200, description = "Tables, narratives and checks", body = Object)))]
pub async fn preview(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
    Asked(query): Asked<PreviewQuery>,
) -> Result<Response, Problem> {
    let edition = edition(query.edition.as_deref())?;
    let editions = state.app.report_preview(&caller.actor, &period).await?;
    Ok(match edition {
        Edition::Internal => Json(editions.internal).into_response(),
        Edition::Public => Json(editions.public).into_response(),
    })
}

fn bodies(lines: Vec<EditionLine>) -> Vec<VersionBody> {
    let newest = lines.iter().map(|line| line.version).max();
    let body = |line: EditionLine| VersionBody {
        superseded_by: newest.filter(|newest| *newest > line.version),
        version: line.version,
        published_at: Moment(line.published_at),
        reason: line.reason,
        withheld: line.withheld.map(|withheld| WithheldBody { at: Moment(withheld.at), reason: withheld.reason }),
    };
    lines.into_iter().map(body).collect()
}
