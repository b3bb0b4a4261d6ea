//! Every route of the API. What is registered here is what the document describes: both come from one list.

use axum::Router;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use redress_http_kit::HttpState;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::problem::Problem;
use crate::{
    absences, cases, checkpoints, improvements, learning, openapi, openings, people_to_tell, procedures, rate_bases,
    read_trail, reports, returns, staff,
};

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
        .routes(routes!(cases::show::seats))
        .routes(routes!(cases::letters::letter))
        .routes(routes!(cases::attachments::attachments, cases::attachments::attach))
        .routes(routes!(cases::attachments::attachment))
        .routes(routes!(cases::attachments::removal))
        .merge(commands())
        .merge(improving())
        .routes(routes!(learning::learning))
        .merge(reporting())
        .routes(routes!(returns::returns))
        .routes(routes!(returns::one))
        .routes(routes!(procedures::procedures))
        .routes(routes!(procedures::procedure))
        .routes(routes!(staff::staff))
        .routes(routes!(staff::me))
        .routes(routes!(absences::absences))
        .routes(routes!(absences::cancellation))
        .routes(routes!(absences::handovers))
        .routes(routes!(people_to_tell::people_to_tell))
        .routes(routes!(rate_bases::rate_bases, rate_bases::set_rate_base))
        .routes(routes!(checkpoints::checkpoints))
        .routes(routes!(checkpoints::checkpoint))
        .routes(routes!(openings::openings, openings::open_in_need))
        .routes(routes!(read_trail::read_trail))
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
        .routes(routes!(cases::learning::complete_learning))
        .routes(routes!(cases::note::notes))
        .routes(routes!(cases::reply::confirmation))
        .merge(reviewing())
        .merge(dealing())
}

fn reviewing() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .routes(routes!(cases::review::filter_decision))
        .routes(routes!(cases::review::panel))
        .routes(routes!(cases::review::panel_decisions))
        .routes(routes!(cases::board::board_referral))
        .routes(routes!(cases::board::board_decision))
        .routes(routes!(cases::conflict::subjects))
        .routes(routes!(cases::conflict::subject_clearances))
        .routes(routes!(cases::conflict::interests))
        .routes(routes!(cases::outside::outside_referral))
        .routes(routes!(cases::outside::outside_decision))
}

fn dealing() -> OpenApiRouter<HttpState> {
    OpenApiRouter::new()
        .routes(routes!(cases::people::representative))
        .routes(routes!(cases::people::consent))
        .routes(routes!(cases::people::adjustments))
        .routes(routes!(cases::people::safety_note))
        .routes(routes!(cases::people::staff_matters))
        .routes(routes!(cases::behaviour::behaviour_warnings))
        .routes(routes!(cases::behaviour::contact_limits))
        .routes(routes!(cases::behaviour::contact_limit_review))
        .routes(routes!(cases::points::points))
        .routes(routes!(cases::points::point_decision))
        .routes(routes!(cases::information::information))
        .routes(routes!(cases::information::chase))
        .routes(routes!(cases::information::answer))
        .routes(routes!(cases::information::move_action))
        .routes(routes!(cases::remedy::apologies))
        .routes(routes!(cases::remedy::payments))
        .routes(routes!(cases::other_cases::links))
        .routes(routes!(cases::other_cases::merge))
        .routes(routes!(cases::other_cases::joint))
        .routes(routes!(cases::ending::withdrawal))
        .routes(routes!(cases::ending::reopening))
        .routes(routes!(cases::letters::letters))
        .routes(routes!(cases::version::procedure_version))
        .routes(routes!(cases::time::extension))
        .routes(routes!(cases::time::pause))
        .routes(routes!(cases::time::resumption))
        .routes(routes!(cases::time::updates))
        .routes(routes!(cases::changes::classification))
        .routes(routes!(cases::changes::change_news))
        .routes(routes!(cases::changes::changes_told))
        .routes(routes!(cases::confidential::restriction))
        .routes(routes!(cases::confidential::admissions))
        .routes(routes!(cases::confidential::restriction_end))
        .routes(routes!(cases::confidential::opening_seen))
        .routes(routes!(cases::records::records_hold))
        .routes(routes!(cases::records::records_release))
        .routes(routes!(cases::records::person_correction))
}

fn improving() -> OpenApiRouter<HttpState> {
    use improvements::{actions, draft, lessons, meeting, themes};
    OpenApiRouter::new()
        .routes(routes!(themes::themes, themes::add_theme))
        .routes(routes!(themes::found_themes))
        .routes(routes!(themes::theme))
        .routes(routes!(themes::change_theme))
        .routes(routes!(actions::improvements, actions::start_improvement))
        .routes(routes!(draft::improvement_draft))
        .routes(routes!(actions::improvement))
        .routes(routes!(actions::move_improvement))
        .routes(routes!(actions::finish_improvement))
        .routes(routes!(actions::correct_improvement))
        .routes(routes!(actions::drop_improvement))
        .routes(routes!(actions::reopen_improvement))
        .routes(routes!(actions::review_improvement))
        .routes(routes!(lessons::lessons, lessons::draft_lesson))
        .routes(routes!(lessons::lesson))
        .routes(routes!(lessons::redraft_lesson))
        .routes(routes!(lessons::share_lesson))
        .routes(routes!(lessons::withdraw_lesson))
        .routes(routes!(meeting::improvement_meeting))
}

fn reporting() -> OpenApiRouter<HttpState> {
    use reports::{behind, draft, elsewhere, figures, periods, publication, versions};
    OpenApiRouter::new()
        .routes(routes!(periods::periods))
        .routes(routes!(figures::report))
        .routes(routes!(figures::figures))
        .routes(routes!(behind::behind))
        .routes(routes!(draft::draft, draft::write_draft))
        .routes(routes!(publication::approval_request))
        .routes(routes!(publication::approval))
        .routes(routes!(publication::send_back))
        .routes(routes!(publication::publication))
        .routes(routes!(publication::correction))
        .routes(routes!(versions::versions))
        .routes(routes!(versions::withholding))
        .routes(routes!(versions::preview))
        .routes(routes!(elsewhere::published_elsewhere, elsewhere::keep_published))
}

async fn unknown() -> Response {
    Problem::not_found("page").into_response()
}

async fn wrong_method(method: Method) -> Response {
    let detail = format!("{method} is not something this address does; see /api/v1/openapi.json.");
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", detail).into_response()
}
