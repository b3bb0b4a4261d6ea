//! The list of learning records.

use axum::extract::State;
use axum::http::Uri;
use redress_app::{LearningLine, page_after};
use redress_domain::case::FieldError;
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::extract::Asked;
use crate::listed::Listed;
use crate::problem::Problem;
use crate::wire::date::Day;
use crate::wire::handling::PreventiveBody;

/// Which records.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LearningQuery {
    /// `true` (the default): those still to be completed, by date. `false`: the completed ones, what was completed last first.
    #[param(value_type = Option<bool>)]
    outstanding: Option<String>,
    /// So many lines are passed over. The header `Link` of a page gives the address of the next one.
    after: Option<u32>,
}

/// A learning record of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct LearningLineBody {
    pub reference: String,
    pub summary: Option<String>,
    pub outstanding: bool,
    pub owner: Option<String>,
    pub due_on: Option<Day>,
    pub reason: Option<String>,
    pub root_cause: Option<String>,
    pub preventive_action: Option<PreventiveBody>,
    pub service_area: Option<String>,
    /// Id of the decision code.
    pub code: Option<String>,
    /// Numbers of the improvement actions that came from it.
    pub improvements: Vec<u32>,
}

/// A page of learning records.
#[utoipa::path(get, path = "/learning", tag = "learning", params(LearningQuery),
    responses((status = 200, body = Vec<LearningLineBody>, headers(("Link" = String, description = "The next page")))))]
pub async fn learning(
    State(state): State<HttpState>,
    caller: Caller,
    asked: Uri,
    Asked(query): Asked<LearningQuery>,
) -> Result<Listed<LearningLineBody>, Problem> {
    let outstanding = match query.outstanding.as_deref() {
        None | Some("true") => true,
        Some("false") => false,
        Some(_) => return Err(FieldError::new("outstanding", "not-a-flag", "Give true or false.").into()),
    };
    let window = page_after(query.after.unwrap_or(0));
    Ok(Listed::of(&asked, state.app.list_learning(&caller.actor, outstanding, window).await?))
}

impl From<LearningLine> for LearningLineBody {
    fn from(line: LearningLine) -> Self {
        let action = line.preventive_action.zip(line.preventive_owner).zip(line.preventive_due_on);
        Self {
            reference: line.reference,
            summary: line.summary,
            outstanding: line.outstanding,
            owner: line.owner.map(|owner| owner.to_string()),
            due_on: line.due_on.map(Day),
            reason: line.reason,
            root_cause: line.root_cause,
            preventive_action: action.map(|((what, owner), due_on)| PreventiveBody {
                what,
                owner: owner.to_string(),
                due_on: Day(due_on),
            }),
            service_area: line.service_area,
            code: line.code,
            improvements: line.improvements,
        }
    }
}
