//! An improvement action drafted from the learning records of cases.

use axum::Json;
use axum::extract::State;
use redress_app::ImprovementDraft;
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::extract::Asked;
use crate::learning::LearningLineBody;
use crate::problem::Problem;
use crate::wire::date::Day;

/// From which cases.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DraftQuery {
    /// References between commas, at most 200.
    cases: String,
}

/// An improvement action as far as the learning records say it; nothing is stored.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImprovementDraftBody {
    pub learning: Vec<LearningLineBody>,
    /// What the records say will prevent it, each thing once.
    pub what: String,
    /// The cause and the service area, where the records agree on it.
    pub code: Option<String>,
    pub service_area: Option<String>,
    /// Who does it and by when, where the records agree on it.
    pub owner: Option<String>,
    pub due_on: Option<Day>,
    pub cases: Vec<String>,
}

/// Drafts an improvement action from what was learnt in some cases.
#[utoipa::path(get, path = "/improvements/draft", tag = "learning", params(DraftQuery),
    responses((status = 200, body = ImprovementDraftBody),
        (status = 403, description = "Not for this caller", body = crate::problem::ProblemBody)))]
pub async fn improvement_draft(
    State(state): State<HttpState>,
    caller: Caller,
    Asked(query): Asked<DraftQuery>,
) -> Result<Json<ImprovementDraftBody>, Problem> {
    let cases = query.cases.split(',').map(str::to_owned).collect();
    let draft = state.app.improvement_draft(&caller.actor, cases).await?;
    Ok(Json(draft.into()))
}

impl From<ImprovementDraft> for ImprovementDraftBody {
    fn from(draft: ImprovementDraft) -> Self {
        Self {
            learning: draft.learning.into_iter().map(LearningLineBody::from).collect(),
            what: draft.what,
            code: draft.code,
            service_area: draft.service_area,
            owner: draft.owner.map(|owner| owner.to_string()),
            due_on: draft.due_on.map(Day),
            cases: draft.cases.into_iter().collect(),
        }
    }
}
