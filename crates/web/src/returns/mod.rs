//! Returns to regulators and ombudsmen: those of a period, one with its tables and checks, and its files.

mod files;
mod list;
mod show;

use axum::routing::get;
use redress_http_kit::path::segment;

use crate::routing::Routes;

/// The addresses of these pages.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/reports/{period}/returns", get(list::list))
        .route("/returns/{id}/{period}", get(show::show))
        .route("/returns/{id}/{period}/file", get(files::file))
}

/// The address of a return.
fn return_path(id: &str, period: &str) -> String {
    format!("/returns/{}/{}", segment(id), segment(period))
}
