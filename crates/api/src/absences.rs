//! When people are away, what falls due meanwhile, and moving it (R104).

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use redress_app::{Away, Moved};
use redress_domain::staff::{Absence, UserId};
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::extract::At;
use crate::posted::Posted;
use crate::problem::Problem;
use crate::wire::case::CaseLineBody;
use crate::wire::date::Day;

/// Days on which somebody is away, both included.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AbsenceBody {
    pub from: Day,
    pub to: Day,
}

impl From<Absence> for AbsenceBody {
    fn from(absence: Absence) -> Self {
        Self { from: Day(absence.from), to: Day(absence.to) }
    }
}

impl From<AbsenceBody> for Absence {
    fn from(body: AbsenceBody) -> Self {
        Self { from: body.from.0, to: body.to.0 }
    }
}

/// An absence with the open cases of theirs that fall due before they are back.
#[derive(Debug, Serialize, ToSchema)]
pub struct AwayBody {
    pub absence: AbsenceBody,
    /// Soonest due first.
    pub cases: Vec<CaseLineBody>,
}

/// Marks somebody as away and lists what falls due meanwhile.
#[utoipa::path(post, path = "/staff/{id}/absences", tag = "organisation", request_body = AbsenceBody,
    responses((status = 201, body = AwayBody)))]
pub async fn absences(
    State(state): State<HttpState>,
    caller: Caller,
    At(id): At<String>,
    posted: Posted<AbsenceBody>,
) -> Result<(StatusCode, Json<AwayBody>), Problem> {
    let (user, absence) = (UserId::new(id), Absence::from(posted.body));
    state.app.mark_absent(&caller.actor, user.clone(), absence).await?;
    let Away { absence, cases, .. } = state.app.due_while_away(&caller.actor, user, absence).await?;
    let cases = cases.into_iter().map(CaseLineBody::from).collect();
    Ok((StatusCode::CREATED, Json(AwayBody { absence: absence.into(), cases })))
}

/// Takes an absence back.
#[utoipa::path(post, path = "/staff/{id}/absences/cancellation", tag = "organisation", request_body = AbsenceBody,
    responses((status = 204)))]
pub async fn cancellation(
    State(state): State<HttpState>,
    caller: Caller,
    At(id): At<String>,
    posted: Posted<AbsenceBody>,
) -> Result<StatusCode, Problem> {
    state.app.cancel_absence(&caller.actor, UserId::new(id), posted.body.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Cases to be handed over to somebody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveCasesInput {
    /// References, at most 200.
    references: Vec<String>,
    /// Id of who takes them on.
    to: String,
}

/// What became of a case that was to be moved.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovedBody {
    pub reference: String,
    pub moved: bool,
    /// Code and sentence of why it was not.
    pub code: Option<String>,
    pub why: Option<String>,
}

/// Hands cases over, one by one: each is moved or stays, by the same rules as handing over one.
#[utoipa::path(post, path = "/handovers", tag = "cases", request_body = MoveCasesInput,
    responses((status = 200, body = Vec<MovedBody>)))]
pub async fn handovers(
    State(state): State<HttpState>,
    caller: Caller,
    posted: Posted<MoveCasesInput>,
) -> Result<Json<Vec<MovedBody>>, Problem> {
    let MoveCasesInput { references, to } = posted.body;
    let moved = state.app.move_cases(&caller.actor, references, UserId::new(to)).await?;
    let told = |Moved { reference, refused }| MovedBody {
        reference,
        moved: refused.is_none(),
        code: refused.as_ref().map(|error| error.code().to_owned()),
        why: refused.map(|error| error.to_string()),
    };
    Ok(Json(moved.into_iter().map(told).collect()))
}
