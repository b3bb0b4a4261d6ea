//! What the improvement group looks at when it meets.

use axum::Json;
use axum::extract::State;
use redress_app::Meeting;
use redress_domain::case::FieldError;
use redress_domain::time::parse_date;
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::{ImprovementBody, ImprovementWithResult};
use super::lessons::LessonBody;
use super::themes::{FoundThemeBody, ThemeBody};
use crate::caller::Caller;
use crate::extract::Asked;
use crate::learning::LearningLineBody;
use crate::problem::Problem;
use crate::wire::date::Day;

/// Since when.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MeetingQuery {
    /// Day of the meeting before.
    #[param(value_type = String, format = Date)]
    since: String,
}

/// What was learnt, what comes again, what is being done about it and whether it helps. A list has at most 100 lines; the
/// lists themselves, page by page, are under `/learning`, `/themes`, `/improvements` and `/lessons`.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeetingBody {
    pub since: Day,
    pub today: Day,
    /// Learning records completed since.
    pub learnt: Vec<LearningLineBody>,
    /// Those still to be completed, soonest due first.
    pub outstanding: Vec<LearningLineBody>,
    pub found_themes: Vec<FoundThemeBody>,
    pub themes: Vec<ThemeBody>,
    /// Improvement actions that should have been done by now.
    pub overdue: Vec<ImprovementBody>,
    /// Those that are still in time, soonest due first.
    pub open: Vec<ImprovementBody>,
    /// Numbers of those done since.
    pub done_since: Vec<u32>,
    /// Those dropped since.
    pub dropped_since: Vec<ImprovementBody>,
    /// Those done in the last 24 months, with what came of them, latest first; at most 50.
    pub done: Vec<ImprovementWithResult>,
    /// Lessons shared since.
    pub lessons: Vec<LessonBody>,
}

/// What the improvement group looks at, as far as the caller may see it.
#[utoipa::path(get, path = "/improvement-meeting", tag = "learning", params(MeetingQuery),
    responses((status = 200, body = MeetingBody)))]
pub async fn improvement_meeting(
    State(state): State<HttpState>,
    caller: Caller,
    Asked(query): Asked<MeetingQuery>,
) -> Result<Json<MeetingBody>, Problem> {
    let since = parse_date(&query.since);
    let since = since.map_err(|error| FieldError::new("since", "not-a-date", error.to_string()))?;
    Ok(Json(state.app.improvement_meeting(&caller.actor, since).await?.into()))
}

impl From<Meeting> for MeetingBody {
    fn from(meeting: Meeting) -> Self {
        fn bodies<T, B: From<T>>(list: Vec<T>) -> Vec<B> {
            list.into_iter().map(B::from).collect()
        }
        Self {
            since: Day(meeting.since),
            today: Day(meeting.today),
            done_since: meeting.done_since().map(|done| done.improvement.number).collect(),
            learnt: bodies(meeting.learnt.lines),
            outstanding: bodies(meeting.outstanding.lines),
            found_themes: bodies(meeting.found.lines),
            themes: bodies(meeting.themes.lines),
            overdue: bodies(meeting.overdue),
            open: bodies(meeting.open),
            dropped_since: bodies(meeting.dropped.lines),
            done: bodies(meeting.done.lines),
            lessons: bodies(meeting.lessons.lines),
        }
    }
}
