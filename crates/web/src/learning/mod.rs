//! Learning that closes the loop: records, what comes again, improvement actions and whether they worked, lessons, the meeting of
//! the improvement group, and the people who asked what changed.

mod cause;
mod effect;
mod form;
mod found;
mod hub;
mod improvement;
mod lesson;
mod lines;
mod meeting;
mod records;
mod theme;
mod untold;

use axum::http::StatusCode;
use axum::routing::get;
use redress_app::AppError;
use redress_domain::procedure::Permission;

use crate::answer::{Failed, case_path};
use crate::case_page::Link;
use crate::error_pages;
use crate::layout::Area;
use crate::routing::Routes;
use crate::visitor::Visitor;

pub(crate) use improvement::path as improvement_path;
pub(crate) use improvement::start_path;

/// The addresses of these pages.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .route("/learning", get(hub::show))
        .route("/learning/records", get(records::show))
        .route("/learning/people-to-tell", get(untold::show))
        .route("/learning/meeting", get(meeting::show))
        .route("/learning/improvements", get(improvement::list))
        .route("/learning/improvements/new", get(improvement::ask).post(improvement::start))
        .route("/learning/improvements/{number}", get(improvement::show))
        .route("/learning/improvements/{number}/{step}", get(improvement::ask_step).post(improvement::take_step))
        .route("/learning/themes", get(theme::list))
        .route("/learning/themes/new", get(theme::ask).post(theme::add))
        .route("/learning/themes/{number}", get(theme::show))
        .route("/learning/themes/{number}/text", get(theme::ask_again).post(theme::change))
        .route("/learning/lessons", get(lesson::list))
        .route("/learning/lessons/new", get(lesson::ask).post(lesson::draft))
        .route("/learning/lessons/{number}", get(lesson::show))
        .route("/learning/lessons/{number}/text", get(lesson::ask_again).post(lesson::redraft))
        .route("/learning/lessons/{number}/{step}", get(lesson::ask_step).post(lesson::take_step))
        .route("/lessons/{organisation}", get(lesson::public))
}

/// Forms are for those who keep improvement actions and lessons; for others than those who see reports there is nothing here.
///
/// # Errors
/// The page that says so.
fn keeper(visitor: &Visitor) -> Result<(), Failed> {
    if visitor.may(Permission::Improve) {
        return Ok(());
    }
    if !visitor.may(Permission::Report) {
        return Err(absent(visitor));
    }
    let why = "It is for those who keep improvement actions and lessons. You can read them.";
    Err(error_pages::refused(visitor.page(Area::Learning, ""), StatusCode::FORBIDDEN, why))
}

fn absent(visitor: &Visitor) -> Failed {
    visitor.failed(&AppError::NotFound { what: "page" })
}

/// The page of what the state of something does not allow.
fn not_now(visitor: &Visitor, why: &str) -> Failed {
    error_pages::refused(visitor.page(Area::Learning, ""), StatusCode::CONFLICT, why)
}

/// The cases that something names, as far as this visitor may see them.
fn case_links<'a>(references: impl IntoIterator<Item = &'a String>) -> Vec<Link> {
    let link = |reference: &String| Link { href: case_path(reference), label: reference.clone() };
    references.into_iter().map(link).collect()
}
