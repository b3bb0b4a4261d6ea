//! Reports of a period: choosing one, its figures and the cases behind them, writing, approving and publishing it, its files, and
//! what everybody may read.

mod behind;
mod choose;
mod draft;
mod elsewhere;
mod files;
mod published;
mod show;
mod withhold;

use axum::routing::{get, post};
use redress_http_kit::path::segment;

use crate::routing::Routes;

/// The addresses of these pages.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/reports", get(choose::choose))
        .route("/reports/{period}", get(show::show))
        .route("/reports/{period}/cases", get(behind::cases_behind))
        .route("/reports/{period}/file", get(files::file))
        .route("/reports/{period}/draft", get(draft::ask).post(draft::write))
        .route("/reports/{period}/preview", get(draft::preview))
        .route("/reports/{period}/versions/{version}/withholding", get(withhold::ask).post(withhold::withhold))
        .route("/reports/{period}/approval-request", post(draft::ask_approval))
        .route("/reports/{period}/approval", post(draft::approve))
        .route("/reports/{period}/return", post(draft::send_back))
        .route("/reports/{period}/publication", post(draft::publish))
        .route("/reports/{period}/correction", post(draft::correct))
        .route("/reports/{period}/published-elsewhere", get(elsewhere::ask).post(elsewhere::keep))
        .route("/published/{organisation}", get(published::list))
        .route("/published/{organisation}/{period}", get(published::show))
}

/// The address of a period's report.
fn period_path(period: &str) -> String {
    format!("/reports/{}", segment(period))
}
