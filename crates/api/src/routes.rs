//! Every route of the API. What is registered here is what the document describes: both come from one list.

use axum::Router;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_http_kit::HttpState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::problem::Problem;
use crate::{cases, learning, openapi, procedures, reports, staff};

/// Where the API stands.
pub const ROOT: &str = "/api/v1";

/// Everything under `/api/v1`.
pub fn router(state: HttpState) -> Router {
    let (routes, _) = described().split_for_parts();
    let api = routes.fallback(unknown).method_not_allowed_fallback(wrong_method).with_state(state);
    Router::new().nest(ROOT, api)
}

/// The routes with their descriptions.
pub fn described() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .routes(routes!(cases::list::cases, cases::log::log))
        .routes(routes!(cases::show::case))
        .routes(routes!(cases::show::events))
        .routes(routes!(cases::show::case_clocks))
        .routes(routes!(cases::show::candidates))
        .merge(commands())
        .routes(routes!(learning::learning))
        .routes(routes!(reports::report))
        .routes(routes!(reports::behind))
        .routes(routes!(procedures::procedures))
        .routes(routes!(procedures::procedure))
        .routes(routes!(staff::staff))
        .routes(routes!(staff::me))
        .routes(routes!(openapi::document))
}

fn commands() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .routes(routes!(cases::triage::triage))
        .routes(routes!(cases::triage::first_contact))
        .routes(routes!(cases::handover::handover))
        .routes(routes!(cases::contact::contacts))
        .routes(routes!(cases::contact::promises))
        .routes(routes!(cases::plan::plan))
        .routes(routes!(cases::plan::completion))
        .routes(routes!(cases::reply::written_reply))
        .routes(routes!(cases::reply::reply))
        .routes(routes!(cases::decision::compensation))
        .routes(routes!(cases::decision::decision))
        .routes(routes!(cases::decision::closure))
        .routes(routes!(cases::escalation::escalation))
        .routes(routes!(cases::escalation::acknowledgement))
        .routes(routes!(cases::escalation::extension))
        .routes(routes!(cases::learning::complete_learning))
        .routes(routes!(cases::note::notes))
}

async fn unknown() -> Response {
    Problem::not_found("page").into_response()
}

async fn wrong_method(method: Method) -> Response {
    let detail = format!("{method} is not something this address does; see /api/v1/openapi.json.");
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", detail).into_response()
}
