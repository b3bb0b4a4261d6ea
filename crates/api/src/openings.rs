//! Confidential cases opened in need: asking for one, and what those see who keep watch.

use axum::Json;
use axum::extract::State;
use axum::http::Uri;
use redress_app::OpeningLine;
use redress_domain::time::Instant;
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::extract::Asked;
use crate::listed::{Listed, PageQuery};
use crate::posted::Posted;
use crate::problem::Problem;
use crate::wire::date::Moment;

/// Somebody needs a confidential case now.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpeningInput {
    reference: String,
    reason: String,
}

/// It is open to the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpenedBody {
    pub reference: String,
}

/// A confidential case that was opened in need.
#[derive(Debug, Serialize, ToSchema)]
pub struct OpeningBody {
    pub reference: String,
    /// Number within the case.
    pub number: u32,
    /// Id of the member of staff it was opened to.
    pub who: String,
    pub reason: String,
    pub at: Moment,
    pub until: Moment,
    /// Id of who has looked at it of those who keep watch; absent while nobody has.
    pub seen_by: Option<String>,
    pub seen_at: Option<Moment>,
}

/// A page of them, those that nobody has seen first; for holders of the permission `confidential`.
#[utoipa::path(get, path = "/openings", tag = "cases", params(PageQuery),
    responses((status = 200, body = Vec<OpeningBody>, headers(("Link" = String, description = "The next page")))))]
pub async fn openings(
    State(state): State<HttpState>,
    caller: Caller,
    asked: Uri,
    Asked(query): Asked<PageQuery>,
) -> Result<Listed<OpeningBody>, Problem> {
    Ok(Listed::of(&asked, state.app.openings(&caller.actor, query.window()).await?))
}

/// Opens a confidential case to the caller for 24 hours and shows that to those who keep watch. 404 alike where there is no
/// such case and where it is about the caller; at most five are asked for within an hour (409 `asked-too-often`).
#[utoipa::path(post, path = "/openings", tag = "cases", request_body = OpeningInput,
    responses((status = 200, body = OpenedBody)))]
pub async fn open_in_need(
    State(state): State<HttpState>,
    caller: Caller,
    posted: Posted<OpeningInput>,
) -> Result<Json<OpenedBody>, Problem> {
    let OpeningInput { reference, reason } = posted.body;
    match state.app.open_in_need(&caller.actor, &reference, &reason).await? {
        true => Ok(Json(OpenedBody { reference: reference.trim().to_owned() })),
        false => Err(Problem::not_found("case")),
    }
}

impl From<OpeningLine> for OpeningBody {
    fn from(opening: OpeningLine) -> Self {
        let (seen_by, seen_at): (Option<_>, Option<Instant>) = opening.seen.unzip();
        Self {
            reference: opening.reference,
            number: opening.number,
            who: opening.who.to_string(),
            reason: opening.reason,
            at: Moment(opening.at),
            until: Moment(opening.until),
            seen_by: seen_by.map(|who| who.to_string()),
            seen_at: seen_at.map(Moment),
        }
    }
}
