//! One return: its tables, its checks, and what of it was verified.

use askama::Template;
use redress_app::AppError;
use redress_documents::document::{Document, to_html_fragment};
use redress_documents::return_document;
use redress_domain::returns::{Denominator, Return, ReturnId};

use super::return_path;
use crate::answer::{Answer, Failed, View, shown};
use crate::extract::{Path, Query};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "return.html")]
struct ReturnPage {
    page: Page,
    document: Document,
    /// The tables, already HTML.
    sections: String,
    base: String,
    denominator: &'static str,
    /// Whether what CH02 is a share of can be chosen.
    has_denominator: bool,
    /// How many checks do not hold.
    failed: usize,
    unverified: usize,
}

impl View for ReturnPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What is asked for in the address.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    ch02_denominator: String,
    #[serde(default)]
    pub(super) format: String,
}

impl Asked {
    fn denominator(&self) -> Denominator {
        if self.ch02_denominator == "answered" { Denominator::Answered } else { Denominator::Received }
    }
}

/// The return that is asked for. To who may not see it, and of a period that it is not made for, there is none.
pub(super) async fn find(visitor: &Visitor, id: &str, period: &str, asked: &Asked) -> Result<Return, Failed> {
    let absent = || visitor.failed(&AppError::NotFound { what: "return" });
    let id = ReturnId::from_id(id).ok_or_else(absent)?;
    let made = visitor.app().make_return(&visitor.who.actor, id, period, asked.denominator()).await;
    made.map_err(|error| match error {
        AppError::Invalid(_) => absent(),
        error => visitor.failed(&error),
    })
}

/// The page.
pub(crate) async fn show(
    visitor: Visitor,
    Path((id, period)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let made = find(&visitor, &id, &period, &asked).await?;
    let document = return_document(&made);
    Ok(shown(&ReturnPage {
        page: visitor.page(Area::Reports, format!("{}: {}", made.title, made.period.label)).wide(),
        sections: to_html_fragment(&document),
        document,
        base: return_path(&made.id, &made.period.id),
        denominator: match asked.denominator() {
            Denominator::Received => "received",
            Denominator::Answered => "answered",
        },
        has_denominator: ReturnId::from_id(&made.id) == Some(ReturnId::Tsm),
        failed: made.checks.iter().filter(|check| !check.holds).count(),
        unverified: made.verified.iter().filter(|said| !said.verified).count(),
    }))
}
