//! Improvement actions: their list, one of them with what came of it, starting one, putting it right and taking it further.

mod correction;
mod expected;
mod history;
mod list;
mod show;
mod start;
mod steps;

use redress_app::ImprovementView;
use redress_http_kit::path::segment;

use crate::answer::Failed;
use crate::case_page::Link;
use crate::visitor::Visitor;

pub(super) use list::list;
pub(super) use show::show;
pub(super) use start::{ask, start};
pub(super) use steps::{ask_step, take_step};

/// The address of one of them.
pub(crate) fn path(number: u32) -> String {
    format!("/learning/improvements/{number}")
}

/// Where one is started from the learning record of a case.
pub(crate) fn start_path(reference: &str) -> String {
    format!("/learning/improvements/new?case={}", segment(reference))
}

/// Where one is started from what comes again.
pub(super) fn path_for_cause(code: &str, area: &str) -> String {
    format!("/learning/improvements/new?cause={}&area={}", segment(code), segment(area))
}

/// A link to one of them.
pub(super) fn link(number: u32) -> Link {
    Link { href: path(number), label: format!("Improvement action {number}") }
}

async fn found(visitor: &Visitor, number: u32) -> Result<ImprovementView, Failed> {
    visitor.app().improvement(&visitor.who.actor, number).await.map_err(|error| visitor.failed(&error))
}
