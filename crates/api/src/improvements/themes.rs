//! Themes: named by hand, and found.

use axum::extract::State;
use axum::http::Uri;
use redress_app::Found;
use redress_domain::improvement::{Command, Theme, ThemeText};
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

/// What several cases have in common.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ThemeInput {
    title: String,
    #[serde(default)]
    note: String,
    /// Id of a decision code.
    code: Option<String>,
    service_area: Option<String>,
    /// References, at most 200.
    #[serde(default)]
    cases: Vec<String>,
}

impl From<ThemeInput> for ThemeText {
    fn from(input: ThemeInput) -> Self {
        let ThemeInput { title, note, code, service_area, cases } = input;
        Self { title, note, code, service_area, cases }
    }
}

/// A theme.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThemeBody {
    pub number: u32,
    pub version: u64,
    pub title: String,
    pub note: String,
    pub code: Option<String>,
    pub service_area: Option<String>,
    /// References.
    pub cases: Vec<String>,
}

impl From<Theme> for ThemeBody {
    fn from(theme: Theme) -> Self {
        let (code, service_area) = code_and_area(theme.cause.as_ref());
        let Theme { number, version, title, note, cases, .. } = theme;
        Self { number, version, title, note, code, service_area, cases: cases.into_iter().collect() }
    }
}

/// The same cause in the same service area, again and again.
#[derive(Debug, Serialize, ToSchema)]
pub struct FoundThemeBody {
    /// Id of the decision code.
    pub code: String,
    pub service_area: String,
    /// Cases that were upheld, wholly or in part, and closed within the procedure's window for repeats.
    pub cases: u32,
    /// References of the latest of them, latest first; at most 200.
    pub references: Vec<String>,
    /// When the latest of them was closed.
    pub latest_on: Day,
    /// Improvement actions for it that are open, or were done within the window.
    pub improvements: Vec<u32>,
}

impl From<Found> for FoundThemeBody {
    fn from(found: Found) -> Self {
        Self {
            code: found.theme.code,
            service_area: found.theme.service_area,
            cases: found.theme.cases,
            references: found.theme.references,
            latest_on: Day(found.theme.latest_on),
            improvements: found.improvements,
        }
    }
}

/// A page of themes, newest first.
#[utoipa::path(get, path = "/themes", tag = "learning", params(PageQuery),
    responses((status = 200, body = Vec<ThemeBody>, headers(("Link" = String, description = "The next page")))))]
pub async fn themes(
    State(state): State<HttpState>,
    caller: Caller,
    asked: Uri,
    Asked(query): Asked<PageQuery>,
) -> Result<Listed<ThemeBody>, Problem> {
    Ok(Listed::of(&asked, state.app.themes(&caller.actor, query.window()).await?))
}

/// A page of failures of the same cause in the same service area, found by themselves: most cases first.
#[utoipa::path(get, path = "/themes/found", tag = "learning", params(PageQuery),
    responses((status = 200, body = Vec<FoundThemeBody>, headers(("Link" = String, description = "The next page")))))]
pub async fn found_themes(
    State(state): State<HttpState>,
    caller: Caller,
    asked: Uri,
    Asked(query): Asked<PageQuery>,
) -> Result<Listed<FoundThemeBody>, Problem> {
    Ok(Listed::of(&asked, state.app.found_themes(&caller.actor, query.window()).await?))
}

/// One theme.
#[utoipa::path(get, path = "/themes/{number}", tag = "learning",
    responses((status = 200, body = ThemeBody, headers(("ETag" = String, description = "Its version")))))]
pub async fn theme(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
) -> Result<Answer<ThemeBody>, Problem> {
    let theme = state.app.theme(&caller.actor, number).await?;
    Ok(Answer::shown(theme.version, theme.into()))
}

/// Adds a theme.
#[utoipa::path(post, path = "/themes", tag = "learning", request_body = ThemeInput,
    responses((status = 201, body = ThemeBody, headers(("Location" = String, description = "The theme")))))]
pub async fn add_theme(
    State(state): State<HttpState>,
    caller: Caller,
    posted: Posted<ThemeInput>,
) -> Result<Answer<ThemeBody>, Problem> {
    let done = carry_out(&state, &caller, posted, |theme| Command::AddTheme(theme.into())).await?;
    let theme = state.app.theme(&caller.actor, done.number).await?;
    Ok(Answer::after(&done, Some("themes"), theme.into()))
}

/// Says all of a theme anew.
#[utoipa::path(post, path = "/themes/{number}/text", tag = "learning", request_body = ThemeInput,
    responses((status = 200, body = ThemeBody)))]
pub async fn change_theme(
    State(state): State<HttpState>,
    caller: Caller,
    At(number): At<u32>,
    posted: Posted<ThemeInput>,
) -> Result<Answer<ThemeBody>, Problem> {
    let change = |theme: ThemeInput| Command::ChangeTheme { number, theme: theme.into() };
    let done = carry_out(&state, &caller, posted, change).await?;
    let theme = state.app.theme(&caller.actor, number).await?;
    Ok(Answer::after(&done, None, theme.into()))
}
