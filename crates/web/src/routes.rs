//! The addresses of all pages, in one table.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use redress_http_kit::csrf;

use crate::answer::to;
use crate::layout::Page;
use crate::routing::Routes;
use crate::state::Web;
use crate::{
    accessibility, accounts, assets, attachments, case_page, commands, confidential, data_protection, elsewhere,
    error_pages, learning, letter_page, link, log_case, own_account, people, procedure, reports, returns, second_step,
    setup, sign_in, tell_us, work_list,
};

/// Every page. What changes something is refused to pages of other sites.
pub(crate) fn routes(web: Web) -> Router {
    table().into_router().fallback(missing).method_not_allowed_fallback(not_so).layer(csrf::layer()).with_state(web)
}

/// The table.
pub(crate) fn table() -> Routes {
    Routes::new()
        .route("/", get(|| async { to("/cases") }))
        .route("/sign-in", get(sign_in::ask).post(sign_in::sign_in))
        .route(second_step::CODE, get(second_step::ask_code).post(second_step::take_code))
        .route(second_step::SET_UP, get(second_step::ask_set_up).post(second_step::set_up))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/link/{token}", get(link::ask).post(link::choose))
        .route("/setup/{token}", get(setup::ask).post(setup::set_up))
        .route("/cases", get(work_list::show))
        .route("/cases/new", get(log_case::ask).post(log_case::log))
        .route("/cases/{reference}", get(case_page::show))
        .route("/cases/{reference}/letters/{letter}", get(letter_page::show))
        .route(
            "/cases/{reference}/attachments",
            get(attachments::ask).post(attachments::attach).layer(DefaultBodyLimit::disable()),
        )
        .route("/cases/{reference}/attachments/{number}", get(attachments::download))
        .route("/cases/{reference}/{command}", get(commands::ask).post(commands::carry_out))
        .route(
            "/cases/{reference}/{list}/{number}/{command}",
            get(commands::ask_numbered).post(commands::carry_out_numbered),
        )
        .route("/people", get(people::show))
        .route("/people/{id}/absence", get(people::ask).post(people::mark))
        .route("/people/{id}/absence/cancellation", post(people::cancel))
        .route("/people/{id}/absence/moves", post(people::move_cases))
        .route("/tell-us/{organisation}", get(tell_us::ask).post(tell_us::tell))
        .merge(accounts::routes())
        .merge(own_account::routes())
        .merge(elsewhere::routes())
        .merge(reports::routes())
        .merge(returns::routes())
        .merge(learning::routes())
        .merge(confidential::routes())
        .merge(data_protection::routes())
        .merge(procedure::routes())
        .route("/accessibility", get(accessibility::show))
        .route("/assets/{file}", get(assets::show))
}

async fn missing() -> Response {
    error_pages::plain(Page::public("", None), StatusCode::NOT_FOUND).into_response()
}

async fn not_so(method: Method) -> Response {
    tracing::debug!(%method, "a page was asked for by a method it does not have");
    error_pages::plain(Page::public("", None), StatusCode::METHOD_NOT_ALLOWED).into_response()
}
