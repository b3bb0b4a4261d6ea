//! Who asked what changes because of their complaint, and has still to be told.

use axum::extract::State;
use axum::http::Uri;
use redress_app::UntoldChange;
use redress_http_kit::HttpState;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::extract::Asked;
use crate::listed::{Listed, PageQuery};
use crate::problem::Problem;
use crate::wire::case::PersonBody;
use crate::wire::date::Day;

/// Something that is done, and that the person of a case has still to be told.
#[derive(Debug, Serialize, ToSchema)]
pub struct UntoldChangeBody {
    pub reference: String,
    pub summary: Option<String>,
    /// Who asked.
    pub person: Option<PersonBody>,
    pub what: String,
    pub done_on: Day,
    /// Number of the improvement action; absent for the case's own preventive action.
    pub improvement: Option<u32>,
}

/// A page of what people who asked to know have still to be told, longest done first.
#[utoipa::path(get, path = "/people-to-tell", tag = "learning", params(PageQuery),
    responses((status = 200, body = Vec<UntoldChangeBody>, headers(("Link" = String, description = "The next page")))))]
pub async fn people_to_tell(
    State(state): State<HttpState>,
    caller: Caller,
    asked: Uri,
    Asked(query): Asked<PageQuery>,
) -> Result<Listed<UntoldChangeBody>, Problem> {
    Ok(Listed::of(&asked, state.app.people_to_tell(&caller.actor, query.window()).await?))
}

impl From<UntoldChange> for UntoldChangeBody {
    fn from(change: UntoldChange) -> Self {
        let UntoldChange { reference, summary, person, what, done_on, improvement } = change;
        Self {
            reference,
            summary,
            person: person.as_ref().map(PersonBody::from),
            what,
            done_on: Day(done_on),
            improvement,
        }
    }
}
