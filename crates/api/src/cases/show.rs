//! One case: all of it, its history, its clocks, who may be given it.

use axum::Json;
use axum::extract::State;
use redress_app::Candidate;
use redress_domain::case::FieldError;
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answer::CaseAnswer;
use super::list::limit;
use crate::caller::Caller;
use crate::extract::{Asked, At};
use crate::problem::{Problem, Reason};
use crate::wire::Page;
use crate::wire::clock::{ClockBody, clocks};
use crate::wire::event::EventBody;

/// A case with all that its page shows.
#[utoipa::path(get, path = "/cases/{reference}", tag = "cases",
    responses((status = 200, body = crate::wire::case::CaseBody, headers(("ETag" = String, description = "The case's version")))))]
pub async fn case(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
) -> Result<CaseAnswer, Problem> {
    Ok(CaseAnswer::shown(&state.app.case(&caller.actor, &reference).await?))
}

/// Where in a history to begin.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventsQuery {
    /// Version of the last event of the page before.
    #[param(value_type = Option<u64>)]
    cursor: Option<String>,
    /// From 1 to 100, which is the default.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 100)]
    limit: Option<String>,
}

/// The history of a case, oldest first, a page at a time.
#[utoipa::path(get, path = "/cases/{reference}/events", tag = "cases", params(EventsQuery), responses((status = 200, body = Page<EventBody>)))]
pub async fn events(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
    Asked(query): Asked<EventsQuery>,
) -> Result<Json<Page<EventBody>>, Problem> {
    let after = query
        .cursor
        .as_deref()
        .map_or(Ok(0), str::parse::<u64>)
        .map_err(|_| FieldError::new("cursor", "not-a-cursor", "Give the cursor of the page before, or none."))?;
    let limit = usize::try_from(limit(query.limit.as_deref())?).unwrap_or(1);
    let view = state.app.case(&caller.actor, &reference).await?;
    let mut rest = view.history.iter().filter(|event| event.version > after);
    let items: Vec<EventBody> = rest.by_ref().take(limit).map(EventBody::from).collect();
    let last = items.last().map(|event| event.version.to_string());
    let next = rest.next().and(last);
    Ok(Json(Page { items, next }))
}

/// The clocks of a case, each with its working.
#[utoipa::path(get, path = "/cases/{reference}/clocks", tag = "cases", responses((status = 200, body = Vec<ClockBody>)))]
pub async fn case_clocks(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
) -> Result<Json<Vec<ClockBody>>, Problem> {
    Ok(Json(clocks(&state.app.case(&caller.actor, &reference).await?, true)))
}

/// Somebody who may or may not be given the case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CandidateBody {
    pub id: String,
    pub name: String,
    pub eligible: bool,
    /// Why not.
    pub reasons: Vec<Reason>,
}

/// Who may be given the current handling, and why each other person may not; empty unless handing over is offered.
#[utoipa::path(get, path = "/cases/{reference}/candidates", tag = "cases", responses((status = 200, body = Vec<CandidateBody>)))]
pub async fn candidates(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
) -> Result<Json<Vec<CandidateBody>>, Problem> {
    let view = state.app.case(&caller.actor, &reference).await?;
    Ok(Json(listed(view.candidates)))
}

/// Who may sit on the panel, and why each other person may not; empty unless convening it is offered.
#[utoipa::path(get, path = "/cases/{reference}/seats", tag = "cases", responses((status = 200, body = Vec<CandidateBody>)))]
pub async fn seats(
    State(state): State<HttpState>,
    caller: Caller,
    At(reference): At<String>,
) -> Result<Json<Vec<CandidateBody>>, Problem> {
    Ok(Json(listed(state.app.case(&caller.actor, &reference).await?.seats)))
}

fn listed(candidates: Vec<Candidate>) -> Vec<CandidateBody> {
    let candidates = candidates.into_iter().map(|candidate| CandidateBody {
        id: candidate.staff.id.to_string(),
        name: candidate.staff.name,
        eligible: candidate.against.is_empty(),
        reasons: candidate
            .against
            .iter()
            .map(|reason| Reason { code: reason.code(), message: reason.to_string() })
            .collect(),
    });
    candidates.collect()
}
