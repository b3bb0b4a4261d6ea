//! Tables of a period that were published elsewhere, compared with the figures (R95).

use axum::Json;
use axum::extract::State;
use redress_app::ComparedTables;
use redress_domain::statistics::{Difference, PublishedLine};
use redress_http_kit::HttpState;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::caller::Caller;
use crate::extract::At;
use crate::posted::Posted;
use crate::problem::Problem;
use crate::wire::date::Moment;

/// A figure of a published table.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedFigure {
    /// `volumes`, `outcomes`, `timescales`, or another table of the report.
    table: String,
    /// `S1`, `S2`, `ESC`, `total`, or the label that the report gives the row.
    row: String,
    /// `days_mean`, or the heading that the report gives the column.
    measure: String,
    /// As published; empty or `N/A` where none is.
    value: String,
}

/// Published tables, figure by figure.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishedInput {
    /// At most 5,000.
    figures: Vec<PublishedFigure>,
}

/// Published tables and what they differ in from the figures as known now.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComparedBody {
    pub kept_at: Option<Moment>,
    /// As they were published.
    pub figures: Vec<PublishedFigure>,
    /// How many are the same.
    pub same: u32,
    pub differences: Vec<DifferenceBody>,
    /// Those that are no figure of the report.
    pub unknown: Vec<UnknownBody>,
}

/// A figure that is not the same.
#[derive(Debug, Serialize, ToSchema)]
pub struct DifferenceBody {
    pub table: String,
    pub row: String,
    pub measure: String,
    pub published: Option<String>,
    pub computed: Option<String>,
}

/// A published figure that the report does not have.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnknownBody {
    /// Its place among the figures, from 1.
    pub line: u32,
    pub message: String,
}

impl From<ComparedTables> for ComparedBody {
    fn from(compared: ComparedTables) -> Self {
        let figure = |line: PublishedLine| {
            let PublishedLine { table, row, measure, value, .. } = line;
            PublishedFigure { table, row, measure, value }
        };
        let difference = |difference: Difference| {
            let Difference { table, row, measure, before, after, .. } = difference;
            DifferenceBody { table, row, measure, published: before, computed: after }
        };
        let unknown = compared.comparison.unknown.into_iter();
        Self {
            kept_at: compared.kept_at.map(Moment),
            figures: compared.published.into_iter().map(figure).collect(),
            same: compared.comparison.same,
            differences: compared.comparison.differences.into_iter().map(difference).collect(),
            unknown: unknown.map(|one| UnknownBody { line: one.line, message: one.message }).collect(),
        }
    }
}

/// The tables that were kept of a period, compared with the figures as known now.
#[utoipa::path(get, path = "/reports/{period}/published-elsewhere", tag = "reports",
    responses((status = 200, body = ComparedBody)))]
pub async fn published_elsewhere(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
) -> Result<Json<ComparedBody>, Problem> {
    Ok(Json(state.app.published_tables(&caller.actor, &period).await?.into()))
}

/// Keeps published tables of a period as given, in place of those kept before, and compares them.
#[utoipa::path(post, path = "/reports/{period}/published-elsewhere", tag = "reports", request_body = PublishedInput,
    responses((status = 200, body = ComparedBody)))]
pub async fn keep_published(
    State(state): State<HttpState>,
    caller: Caller,
    At(period): At<String>,
    posted: Posted<PublishedInput>,
) -> Result<Json<ComparedBody>, Problem> {
    let lines = (1..).zip(posted.body.figures).map(|(line, figure)| {
        let PublishedFigure { table, row, measure, value } = figure;
        PublishedLine { line, table, row, measure, value }
    });
    state.app.keep_published_tables(&caller.actor, &period, lines.collect()).await?;
    Ok(Json(state.app.published_tables(&caller.actor, &period).await?.into()))
}
