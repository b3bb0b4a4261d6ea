//! The procedures of the caller's organisation.

use axum::Json;
use axum::extract::State;
use redress_app::StoredProcedure;
use redress_domain::procedure::{Adoption, Definition, Procedure, shipped};
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::caller::Caller;
use crate::extract::{Asked, At};
use crate::problem::Problem;
use crate::wire::date::Day;

/// A version of a procedure the organisation keeps.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProcedureLine {
    pub id: String,
    pub version: String,
    /// New cases begin with it.
    pub current: bool,
    /// Absent while it is a draft.
    pub adopted_on: Option<Day>,
    pub adopted_by: Option<String>,
    pub signatory: Option<String>,
}

/// The procedures the organisation keeps.
#[utoipa::path(get, path = "/procedures", tag = "procedures", responses((status = 200, body = Vec<ProcedureLine>)))]
pub async fn procedures(State(state): State<HttpState>, caller: Caller) -> Result<Json<Vec<ProcedureLine>>, Problem> {
    caller.may_read()?;
    let kept = state.app.list_procedures(caller.actor.organisation()).await?;
    let line = |kept: StoredProcedure| ProcedureLine {
        current: is_current(&caller, &kept.id, &kept.version),
        id: kept.id,
        version: kept.version,
        adopted_on: kept.adopted_on.map(Day),
        adopted_by: kept.adopted_body,
        signatory: kept.adopted_signatory,
    };
    Ok(Json(kept.into_iter().map(line).collect()))
}

/// Which version.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProcedureQuery {
    /// Left out: the one new cases begin with, else the last one kept, else the one that comes with the program.
    version: Option<String>,
}

/// The whole definition of a procedure: roles, intake, stages, clocks, outcomes, codes, texts.
#[utoipa::path(get, path = "/procedures/{id}", tag = "procedures", params(ProcedureQuery),
    responses((status = 200, description = "The definition, member for member as in a procedure file", body = Object)))]
pub async fn procedure(
    State(state): State<HttpState>,
    caller: Caller,
    At(id): At<String>,
    Asked(query): Asked<ProcedureQuery>,
) -> Result<Json<Definition>, Problem> {
    caller.may_read()?;
    let kept = state.app.list_procedures(caller.actor.organisation()).await?;
    let wanted = |kept: &&StoredProcedure| {
        kept.id == id && query.version.as_ref().is_none_or(|version| *version == kept.version)
    };
    let current = kept.iter().filter(wanted).find(|kept| is_current(&caller, &kept.id, &kept.version));
    let definition = match current.or_else(|| kept.iter().rfind(wanted)) {
        Some(kept) => stored(kept),
        None => shipped_with_program(&id, query.version.as_deref()),
    };
    definition.map(Json).ok_or_else(|| Problem::not_found("procedure"))
}

fn is_current(caller: &Caller, id: &str, version: &str) -> bool {
    caller.settings.procedure.as_ref().is_some_and(|current| current.id == id && current.version == version)
}

/// With the organisation's own adoption in place of any in the file.
fn stored(kept: &StoredProcedure) -> Option<Definition> {
    let mut definition = Definition::clone(&*Procedure::stored(&kept.source)?);
    if let (Some(body), Some(signatory), Some(date)) = (&kept.adopted_body, &kept.adopted_signatory, kept.adopted_on) {
        definition.adoption = Some(Adoption { body: body.clone(), signatory: signatory.clone(), date });
    }
    Some(definition)
}

fn shipped_with_program(id: &str, version: Option<&str>) -> Option<Definition> {
    let file = shipped::find(id)?;
    let procedure = Procedure::load(file.file, file.text).procedure?;
    version.is_none_or(|version| version == procedure.version).then(|| Definition::clone(&*procedure))
}
