//! Lessons: drafted, shared without personal data, withdrawn.

use axum::extract::State;
use axum::http::Uri;
use redress_domain::improvement::{Audience, Command, Lesson, LessonState, LessonText};
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::answer::{Answer, carry_out};
use super::code_and_area;
use crate::caller::Caller;
use crate::extract::{Asked, At};
use crate::listed::{Listed, PageQuery};
use crate::posted::Posted;
use crate::problem::Problem;
use crate::wire::date::Day;

/// A lesson, written so that nobody can be recognised. It comes from an improvement action, from cases, or from both.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LessonInput {
    title: String,
    happened: String,
    changed: String,
    /// Id of a decision code.
    code: Option<String>,
    service_area: Option<String>,
    /// Number of an improvement action.
    improvement: Option<u32>,
    /// References, at most 200.
    #[serde(default)]
    cases: Vec<String>,
}

impl From<LessonInput> for LessonText {
    fn from(input: LessonInput) -> Self {
        let LessonInput { title, happened, changed, code, service_area, improvement, cases } = input;
        Self { title, happened, changed, code, service_area, improvement, cases }
    }
}

/// A lesson.
#[derive(Debug, Serialize, ToSchema)]
pub struct LessonBody {
    pub number: u32,
    pub version: u64,
    pub title: String,
    pub happened: String,
    pub changed: String,
    pub code: Option<String>,
    pub service_area: Option<String>,
    /// For those who see reports and everything it comes from.
    pub improvement: Option<u32>,
    /// References, for the same.
    pub cases: Vec<String>,
    pub drafted_on: Day,
    /// `draft`, `staff`, `public` or `withdrawn`: who can read it.
    pub state: &'static str,
    /// Since when it is so; absent for a draft.
    pub since: Option<Day>,
    /// Why it was withdrawn.
    pub reason: Option<String>,
}

impl From<Lesson> for LessonBody {
    fn from(lesson: Lesson) -> Self {
        let (code, service_area) = code_and_area(lesson.cause.as_ref());
        let (state, since, reason) = match lesson.state {
            LessonState::Draft => ("draft", None, None),
            LessonState::Shared { on, audience: Audience::Staff } => ("staff", Some(Day(on)), None),
            LessonState::Shared { on, audience: Audience::Public } => ("public", Some(Day(on)), None),
            LessonState::Withdrawn { on, reason } => ("withdrawn", Some(Day(on)), Some(reason)),
        };
        Self {
            number: lesson.number,
            version: lesson.version,
            title: lesson.title,
            happened: lesson.happened,
            changed: lesson.changed,
            code,
            service_area,
            improvement: lesson.improvement,
            cases: lesson.cases.into_iter().collect(),
            drafted_on: Day(lesson.drafted_on),
            state,
            since,
            reason,
        }
    }
}

/// A page of lessons: all of them for those who see reports, to others those that are shared.
#[utoipa::path(get, path = "/lessons", tag = "learning", params(PageQuery),
    responses((status = 200, body = Vec<LessonBody>, headers(("Link" = String, description = "The next page")))))]
pub async fn lessons(
    State(state): State<HttpState>,
    caller: Caller,
    asked: Uri,
    Asked(query): Asked<PageQuery>,
) -> Result<Listed<LessonBody>, Problem> {
    Ok(Listed::of(&asked, state.app.lessons(&caller.actor, query.window()).await?))
}

/// One lesson.
#[utoipa::path(get, path = "/lessons/{number}", tag = "learning",
    responses((status = 200, body = LessonBody, headers(("ETag" = String, description = "Its version")))))]
pub async fn lesson(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
) -> Result<Answer<LessonBody>, Problem> {
    let lesson = state.app.lesson(&caller.actor, number).await?;
    Ok(Answer::shown(lesson.version, lesson.into()))
}

/// Drafts a lesson.
#[utoipa::path(post, path = "/lessons", tag = "learning", request_body = LessonInput,
    responses((status = 201, body = LessonBody, headers(("Location" = String, description = "The lesson")))))]
pub async fn draft_lesson(
    State(state): State<HttpState>,
    caller: Caller,
    posted: Posted<LessonInput>,
) -> Result<Answer<LessonBody>, Problem> {
    let done = carry_out(&state, &caller, posted, |lesson| Command::DraftLesson(lesson.into())).await?;
    let lesson = state.app.lesson(&caller.actor, done.number).await?;
    Ok(Answer::after(&done, Some("lessons"), lesson.into()))
}

/// Says all of a lesson anew, which is not shared at the time.
#[utoipa::path(post, path = "/lessons/{number}/text", tag = "learning", request_body = LessonInput,
    responses((status = 200, body = LessonBody)))]
pub async fn redraft_lesson(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<LessonInput>,
) -> Result<Answer<LessonBody>, Problem> {
    let command = |lesson: LessonInput| Command::RedraftLesson { number, lesson: lesson.into() };
    changed(&state, &caller, number, posted, command).await
}

/// For whom.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LessonSharing {
    /// Whether anybody may read it; else everybody on the staff.
    #[serde(default)]
    public: bool,
}

/// Why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LessonWithdrawal {
    reason: String,
}

/// Shares a lesson. It is refused while somebody could be recognised in it: `invalid` says in which field stands what kind of
/// thing (`names-case`, `names-person`, `names-staff`, `holds-email`, `holds-phone`, `holds-postcode`, `holds-address`).
#[utoipa::path(post, path = "/lessons/{number}/sharing", tag = "learning", request_body = LessonSharing,
    responses((status = 200, body = LessonBody)))]
pub async fn share_lesson(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<LessonSharing>,
) -> Result<Answer<LessonBody>, Problem> {
    let command = |LessonSharing { public }| {
        let audience = if public { Audience::Public } else { Audience::Staff };
        Command::ShareLesson { number, audience }
    };
    changed(&state, &caller, number, posted, command).await
}

/// Withdraws a lesson that is shared.
#[utoipa::path(post, path = "/lessons/{number}/withdrawal", tag = "learning", request_body = LessonWithdrawal,
    responses((status = 200, body = LessonBody)))]
pub async fn withdraw_lesson(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<LessonWithdrawal>,
) -> Result<Answer<LessonBody>, Problem> {
    let command = |LessonWithdrawal { reason }| Command::WithdrawLesson { number, reason };
    changed(&state, &caller, number, posted, command).await
}

async fn changed<T>(
    state: &HttpState,
    caller: &Caller,
    number: u32,
    posted: Posted<T>,
    command: impl FnOnce(T) -> Command,
) -> Result<Answer<LessonBody>, Problem> {
    let done = carry_out(state, caller, posted, command).await?;
    let lesson = state.app.lesson(&caller.actor, number).await?;
    Ok(Answer::after(&done, None, lesson.into()))
}
