//! Pages about the procedure itself: reading it by its parts, its versions, adopting one, and the days nobody works.

mod adoption;
mod closures;
mod part;
mod rate_bases;
mod show;
mod tables;
mod versions;

use axum::routing::get;
use redress_app::AppError;
use redress_domain::procedure::Permission;
use redress_http_kit::path::segment;

use crate::answer::Failed;
use crate::routing::Routes;
use crate::visitor::Visitor;

pub(crate) use part::{PartLink, part_link};

/// The addresses of these pages.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/procedure", get(show::show))
        .route("/procedure/parts/{id}", get(part::show))
        .route("/procedure/versions", get(versions::show))
        .route("/procedure/adoption", get(adoption::ask).post(adoption::adopt))
        .route("/procedure/closures", get(closures::show).post(closures::add))
        .route("/procedure/rate-bases", get(rate_bases::show).post(rate_bases::set))
}

/// Whoever lacks a permission finds nothing here.
fn permit(visitor: &Visitor, permission: Permission) -> Result<(), Failed> {
    match visitor.may(permission) {
        true => Ok(()),
        false => Err(visitor.failed(&AppError::NotFound { what: "page" })),
    }
}

/// The address of a part of the procedure in force.
fn part_path(id: &str) -> String {
    format!("/procedure/parts/{}", segment(id))
}
