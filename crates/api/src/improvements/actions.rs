//! Improvement actions: begun, moved, done or dropped, and whether they worked.

use axum::Json;
use axum::extract::State;
use redress_app::{ImprovementFilter, ImprovementView};
use redress_domain::case::FieldError;
use redress_domain::improvement::{Command, Ending, Expected, Improvement, Note, NoteKind, StartImprovement};
use redress_domain::staff::UserId;
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::answer::{Answer, carry_out};
use super::code_and_area;
use super::effect::EffectBody;
use crate::caller::Caller;
use crate::extract::{Asked, At};
use crate::posted::Posted;
use crate::problem::Problem;
use crate::wire::date::Day;

/// An improvement action to be started. A code, a service area or both say by what its effect is counted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImprovementInput {
    title: String,
    /// What will be done.
    what: String,
    /// Id of a decision code.
    code: Option<String>,
    service_area: Option<String>,
    /// Id of who sees to it.
    owner: String,
    due_on: Day,
    /// What is expected to get better, where fewer cases are expected. Give this or `not_measurable`.
    effect: Option<String>,
    /// Why its effect cannot be seen in the number of cases.
    not_measurable: Option<String>,
    /// References of the cases whose learning led to it, at most 200.
    #[serde(default)]
    cases: Vec<String>,
    /// Number of a theme.
    theme: Option<u32>,
}

impl ImprovementInput {
    fn read(self) -> Result<Box<StartImprovement>, FieldError> {
        let expected = match (self.effect, self.not_measurable) {
            (Some(effect), None) => Expected::Fewer { effect },
            (None, Some(reason)) => Expected::NotMeasurable { reason },
            _ => {
                let message = "Give either the effect that is expected, or why it is not measurable.";
                return Err(FieldError::new("effect", "required", message));
            }
        };
        Ok(Box::new(StartImprovement {
            title: self.title,
            what: self.what,
            code: self.code,
            service_area: self.service_area,
            owner: UserId::new(self.owner),
            due_on: self.due_on.0,
            expected,
            cases: self.cases,
            theme: self.theme,
        }))
    }
}

/// An improvement action.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImprovementBody {
    pub number: u32,
    pub version: u64,
    pub title: String,
    pub what: String,
    pub code: Option<String>,
    pub service_area: Option<String>,
    pub owner: String,
    pub due_on: Day,
    pub effect: Option<String>,
    pub not_measurable: Option<String>,
    /// References, as far as the caller may see the cases.
    pub cases: Vec<String>,
    pub theme: Option<u32>,
    pub started_on: Day,
    pub done_on: Option<Day>,
    pub dropped_on: Option<Day>,
    /// What was done, or why it was dropped.
    pub ended_note: Option<String>,
    /// Moves and reviews, oldest first.
    pub notes: Vec<NoteBody>,
}

/// A move or a review.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoteBody {
    pub on: Day,
    /// With a move: the new date.
    pub due_on: Option<Day>,
    /// With a move: who sees to it since. With a review: who wrote it.
    pub who: Option<String>,
    pub text: String,
}

/// An improvement action with what came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImprovementWithResult {
    #[serde(flatten)]
    pub improvement: ImprovementBody,
    /// Absent while it is not done, and where it is not measurable.
    pub result: Option<EffectBody>,
}

impl From<Improvement> for ImprovementBody {
    fn from(improvement: Improvement) -> Self {
        let (code, service_area) = code_and_area(Some(&improvement.cause));
        let (effect, not_measurable) = match improvement.expected {
            Expected::Fewer { effect } => (Some(effect), None),
            Expected::NotMeasurable { reason } => (None, Some(reason)),
        };
        let (done_on, dropped_on, ended_note) = match improvement.ending {
            None => (None, None, None),
            Some(Ending::Done { on, what }) => (Some(Day(on)), None, Some(what)),
            Some(Ending::Dropped { on, reason }) => (None, Some(Day(on)), Some(reason)),
        };
        Self {
            number: improvement.number,
            version: improvement.version,
            title: improvement.title,
            what: improvement.what,
            code,
            service_area,
            owner: improvement.owner.to_string(),
            due_on: Day(improvement.due_on),
            effect,
            not_measurable,
            cases: improvement.cases.into_iter().collect(),
            theme: improvement.theme,
            started_on: Day(improvement.started_on),
            done_on,
            dropped_on,
            ended_note,
            notes: improvement.notes.into_iter().map(NoteBody::from).collect(),
        }
    }
}

impl From<Note> for NoteBody {
    fn from(note: Note) -> Self {
        let (due_on, who) = match note.kind {
            NoteKind::Moved { due_on, owner } => (Some(Day(due_on)), Some(owner.to_string())),
            NoteKind::Reviewed { by } => (None, by.map(|by| by.to_string())),
        };
        Self { on: Day(note.on), due_on, who, text: note.text }
    }
}

impl From<ImprovementView> for ImprovementWithResult {
    fn from(view: ImprovementView) -> Self {
        Self { result: view.effect.as_ref().map(EffectBody::from), improvement: view.improvement.into() }
    }
}

/// Which improvement actions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImprovementQuery {
    /// `true`: those still to be done, soonest due first. Left out: all of them, newest first.
    #[param(value_type = Option<bool>)]
    open: Option<String>,
}

/// Improvement actions; at most 100.
#[utoipa::path(get, path = "/improvements", tag = "learning", params(ImprovementQuery),
    responses((status = 200, body = Vec<ImprovementBody>)))]
pub async fn improvements(
    State(state): State<HttpState>,
    caller: Caller,
    Asked(query): Asked<ImprovementQuery>,
) -> Result<Json<Vec<ImprovementBody>>, Problem> {
    let filter = match query.open.as_deref() {
        None => ImprovementFilter::All,
        Some("true") => ImprovementFilter::Open,
        Some(_) => return Err(FieldError::new("open", "not-a-flag", "Give true, or leave it out.").into()),
    };
    let improvements = state.app.improvements(&caller.actor, filter).await?;
    Ok(Json(improvements.into_iter().map(ImprovementBody::from).collect()))
}

/// One improvement action, and whether it worked: computed from the cases the caller may see.
#[utoipa::path(get, path = "/improvements/{number}", tag = "learning",
    responses((status = 200, body = ImprovementWithResult, headers(("ETag" = String, description = "Its version")))))]
pub async fn improvement(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let view = state.app.improvement(&caller.actor, number).await?;
    Ok(Answer::shown(view.improvement.version, view.into()))
}

/// Starts an improvement action.
#[utoipa::path(post, path = "/improvements", tag = "learning", request_body = ImprovementInput,
    responses((status = 201, body = ImprovementWithResult, headers(("Location" = String, description = "The action")))))]
pub async fn start_improvement(
    State(state): State<HttpState>,
    caller: Caller,
    posted: Posted<ImprovementInput>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let Posted { body, key, expect } = posted;
    let posted = Posted { body: body.read()?, key, expect };
    let done = carry_out(&state, &caller, posted, Command::StartImprovement).await?;
    let view = state.app.improvement(&caller.actor, done.number).await?;
    Ok(Answer::after(&done, Some("improvements"), view.into()))
}

/// A new date.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImprovementMove {
    due_on: Day,
    /// Id of who sees to it from now on; left out: whoever did.
    owner: Option<String>,
    reason: String,
}

/// What was done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImprovementDone {
    on: Day,
    what: String,
}

/// Why nothing comes of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImprovementDrop {
    reason: String,
}

/// What somebody thinks of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImprovementReview {
    view: String,
}

/// Puts an improvement action off, brings it forward or gives it to somebody else.
#[utoipa::path(post, path = "/improvements/{number}/move", tag = "learning", request_body = ImprovementMove,
    responses((status = 200, body = ImprovementWithResult)))]
pub async fn move_improvement(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<ImprovementMove>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let command = |ImprovementMove { due_on, owner, reason }| {
        let owner = owner.map(UserId::new);
        Command::MoveImprovement { number, due_on: due_on.0, owner, reason }
    };
    changed(&state, &caller, number, posted, command).await
}

/// Records that an improvement action is done. From then on its effect is counted.
#[utoipa::path(post, path = "/improvements/{number}/done", tag = "learning", request_body = ImprovementDone,
    responses((status = 200, body = ImprovementWithResult)))]
pub async fn finish_improvement(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<ImprovementDone>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let command = |ImprovementDone { on, what }| Command::FinishImprovement { number, on: on.0, what };
    changed(&state, &caller, number, posted, command).await
}

/// Drops an improvement action.
#[utoipa::path(post, path = "/improvements/{number}/drop", tag = "learning", request_body = ImprovementDrop,
    responses((status = 200, body = ImprovementWithResult)))]
pub async fn drop_improvement(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<ImprovementDrop>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let command = |ImprovementDrop { reason }| Command::DropImprovement { number, reason };
    changed(&state, &caller, number, posted, command).await
}

/// Notes what somebody thinks of an improvement action that is done. The verdict is computed all the same.
#[utoipa::path(post, path = "/improvements/{number}/review", tag = "learning", request_body = ImprovementReview,
    responses((status = 200, body = ImprovementWithResult)))]
pub async fn review_improvement(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<ImprovementReview>,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let command = |ImprovementReview { view }| Command::ReviewImprovement { number, view };
    changed(&state, &caller, number, posted, command).await
}

async fn changed<T>(
    state: &HttpState,
    caller: &Caller,
    number: u32,
    posted: Posted<T>,
    command: impl FnOnce(T) -> Command,
) -> Result<Answer<ImprovementWithResult>, Problem> {
    let done = carry_out(state, caller, posted, command).await?;
    let view = state.app.improvement(&caller.actor, number).await?;
    Ok(Answer::after(&done, None, view.into()))
}
