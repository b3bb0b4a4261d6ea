//! The periods a report is written for, and how far each has come (R84).

use axum::Json;
use axum::extract::State;
use redress_domain::publication::Publication;
use redress_http_kit::HttpState;
use serde::Serialize;
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::problem::Problem;
use crate::wire::date::Day;

/// A period and the report of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PeriodBody {
    /// `2017-18-Q2`
    pub id: String,
    pub label: String,
    pub from: Day,
    pub to: Day,
    /// `published`, `approved`, `asked`, `draft`, `overdue`, `due` or `not-over`.
    pub state: &'static str,
    /// The last day on which publication is in time, where the procedure sets one.
    pub publish_by: Option<Day>,
    /// Days past it, while nothing is published.
    pub overdue_days: Option<u32>,
    /// The newest version that is published, and when it was.
    pub version: Option<u32>,
    pub published_on: Option<Day>,
    /// How far the draft of the next version has come: `draft`, `asked` or `approved`.
    pub draft: Option<&'static str>,
}

impl From<Publication> for PeriodBody {
    fn from(publication: Publication) -> Self {
        Self {
            state: publication.state(),
            publish_by: publication.publish_by.map(Day),
            overdue_days: publication.overdue_days,
            version: publication.published.map(|published| published.version),
            published_on: publication.published.map(|published| Day(published.on)),
            draft: publication.draft.map(|stage| stage.id()),
            from: Day(publication.period.from),
            to: Day(publication.period.to),
            id: publication.period.id,
            label: publication.period.label,
        }
    }
}

/// The periods a report is written for since the first case, at most the last twelve, and every other with a draft or an
/// edition; the newest first.
#[utoipa::path(get, path = "/reports", tag = "reports", responses((status = 200, body = Vec<PeriodBody>)))]
pub async fn periods(State(state): State<HttpState>, caller: Caller) -> Result<Json<Vec<PeriodBody>>, Problem> {
    let periods = state.app.report_periods(&caller.actor).await?;
    Ok(Json(periods.into_iter().map(PeriodBody::from).collect()))
}
