//! The returns that can be made around a period.

use askama::Template;
use redress_app::AppError;
use redress_domain::period::Period;
use redress_domain::returns::{Offered, ReturnId};
use redress_http_kit::path::segment;

use super::return_path;
use crate::answer::{Answer, View, shown};
use crate::extract::Path;
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "returns.html")]
struct ReturnsPage {
    page: Page,
    back: String,
    period: String,
    fitting: Vec<Line>,
    others: Vec<Line>,
}

/// A return, with the period of it that the report's lies in.
struct Line {
    offered: Offered,
    period: String,
    href: String,
}

impl View for ReturnsPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The list.
pub(crate) async fn list(visitor: Visitor, Path(period): Path<String>) -> Answer {
    let offered = visitor.app().list_returns(&visitor.who.actor).await.map_err(|error| visitor.failed(&error))?;
    let fiscal = visitor.who.settings.fiscal_year_start;
    let asked = Period::parse(&period, fiscal).map_err(|_| visitor.failed(&AppError::NotFound { what: "period" }))?;
    let line = |offered: Offered| {
        let id = ReturnId::from_id(offered.id)?;
        let own = id.period(&asked.id, fiscal).ok().or_else(|| id.period_of(asked.to, fiscal).ok())?;
        Some(Line { href: return_path(offered.id, &own.id), period: own.label, offered })
    };
    let (fitting, others) = offered.into_iter().filter_map(line).partition(|line| line.offered.fits);
    Ok(shown(&ReturnsPage {
        page: visitor.page(Area::Reports, format!("Returns: {}", asked.label)),
        back: format!("/reports/{}", segment(&asked.id)),
        period: asked.label,
        fitting,
        others,
    }))
}
