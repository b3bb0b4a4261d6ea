//! Themes: what several cases have in common, found by itself or named by hand.

mod show;
mod write;

use redress_app::{Page, Window, page_after};
use redress_domain::improvement::Theme;
use redress_domain::procedure::Procedure;
use redress_http_kit::path::segment;

use super::cause;
use crate::answer::Failed;
use crate::case_page::Link;
use crate::visitor::Visitor;
use crate::words::counted;

pub(super) use show::{list, show};
pub(super) use write::{add, ask, ask_again, change};

/// A theme as a line of a list.
pub(super) struct ThemeLine {
    pub(super) link: Link,
    pub(super) about: String,
    pub(super) cases: String,
}

impl ThemeLine {
    pub(super) fn of(theme: &Theme, procedure: &Procedure) -> Self {
        let cases = u64::try_from(theme.cases.len()).unwrap_or(u64::MAX);
        Self {
            link: Link { href: path(theme.number), label: theme.title.clone() },
            about: cause::of(theme.cause.as_ref(), procedure),
            cases: counted(cases, "case named", "cases named"),
        }
    }
}

/// The address of one of them.
fn path(number: u32) -> String {
    format!("/learning/themes/{number}")
}

/// Where what comes again is named as a theme.
pub(super) fn path_for_cause(code: &str, area: &str) -> String {
    format!("/learning/themes/new?cause={}&area={}", segment(code), segment(area))
}

/// A link to one of them.
pub(super) fn link(number: u32) -> Link {
    Link { href: path(number), label: format!("Theme {number}") }
}

/// One of them.
///
/// # Errors
/// The page that says that there is none for this visitor.
pub(super) async fn found(visitor: &Visitor, number: u32) -> Result<Theme, Failed> {
    visitor.app().theme(&visitor.who.actor, number).await.map_err(|error| visitor.failed(&error))
}

async fn all(visitor: &Visitor, window: Window) -> Result<Page<Theme>, Failed> {
    visitor.app().themes(&visitor.who.actor, window).await.map_err(|error| visitor.failed(&error))
}

/// The newest themes to choose from; one that is chosen already stays, however many there are.
pub(super) async fn options(visitor: &Visitor, chosen: &str) -> Result<Vec<(String, String)>, Failed> {
    let themes = all(visitor, page_after(0)).await?.lines;
    let mut options: Vec<(String, String)> =
        themes.into_iter().map(|theme| (theme.number.to_string(), theme.title)).collect();
    if !chosen.is_empty() && !options.iter().any(|(number, _)| number == chosen) {
        options.push((chosen.to_owned(), format!("Theme {chosen}")));
    }
    Ok(options)
}
