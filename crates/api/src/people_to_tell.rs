//! Who asked what changes because of their complaint, and has still to be told.

use axum::Json;
use axum::extract::State;
use redress_app::UntoldChange;
use redress_http_kit::HttpState;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::problem::Problem;
use crate::wire::date::Day;

/// Something that is done, and that the person of a case has still to be told.
#[derive(Debug, Serialize, ToSchema)]
pub struct UntoldChangeBody {
    pub reference: String,
    pub summary: Option<String>,
    pub what: String,
    pub done_on: Day,
    /// Number of the improvement action; absent for the case's own preventive action.
    pub improvement: Option<u32>,
}

/// What people who asked to know have still to be told, longest done first; at most 100.
#[utoipa::path(get, path = "/people-to-tell", tag = "learning", responses((status = 200, body = Vec<UntoldChangeBody>)))]
pub async fn people_to_tell(
    State(state): State<HttpState>,
    caller: Caller,
) -> Result<Json<Vec<UntoldChangeBody>>, Problem> {
    let changes = state.app.people_to_tell(&caller.actor).await?;
    Ok(Json(changes.into_iter().map(UntoldChangeBody::from).collect()))
}

impl From<UntoldChange> for UntoldChangeBody {
    fn from(change: UntoldChange) -> Self {
        let UntoldChange { reference, summary, what, done_on, improvement } = change;
        Self { reference, summary, what, done_on: Day(done_on), improvement }
    }
}
