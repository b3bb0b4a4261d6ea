//! Both editions as they would be published now, to be read before they are.

use askama::Template;
use redress_app::AppError;
use redress_documents::document::{Document, to_html_fragment};
use redress_documents::report_document;
use redress_domain::case::FieldError;
use redress_domain::statistics::Edition;

use super::refused_with;
use crate::answer::{Answer, View, shown};
use crate::extract::{Path, Query};
use crate::layout::{Area, Page, capital};
use crate::reports::period_path;
use crate::reports::show::Asked;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "report_preview.html")]
struct PreviewPage {
    page: Page,
    document: Document,
    /// Already HTML.
    sections: String,
    base: String,
    is_public: bool,
}

impl View for PreviewPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// One edition, the internal one where none is named.
pub(crate) async fn preview(visitor: Visitor, Path(period): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let edition = asked.edition().map_err(|error| visitor.failed(&error))?;
    let editions = match visitor.app().report_preview(&visitor.who.actor, &period).await {
        Ok(editions) => editions,
        // Figures that do not agree have no public edition; the draft says what is wrong with them.
        Err(error @ AppError::Refused(_)) => {
            let told = FieldError::new("", error.code(), capital(&error.to_string()));
            return refused_with(&visitor, &period, &error, vec![told]).await;
        }
        Err(AppError::Invalid(errors)) => {
            return refused_with(&visitor, &period, &AppError::Invalid(Vec::new()), errors).await;
        }
        Err(error) => return Err(visitor.failed(&error)),
    };
    let report = match edition {
        Edition::Internal => editions.internal,
        Edition::Public => editions.public,
    };
    let document = report_document(&report);
    Ok(shown(&PreviewPage {
        page: visitor.page(Area::Reports, format!("To be published: {}", report.period.label)).wide(),
        sections: to_html_fragment(&document),
        document,
        base: period_path(&report.period.id),
        is_public: edition == Edition::Public,
    }))
}
