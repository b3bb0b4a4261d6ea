//! The cases behind a figure of a report.

use askama::Template;
use redress_app::{AppError, Figure};
use redress_domain::procedure::{Procedure, Route};
use redress_domain::words::Word;
use redress_http_kit::path::segment;

use crate::answer::{Answer, View, shown};
use crate::extract::{Path, Query};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;
use crate::work_list::Line;

#[derive(Template)]
#[template(path = "cases_behind.html")]
struct BehindPage {
    page: Page,
    back: String,
    period: String,
    heading: String,
    lines: Vec<Line>,
    more: bool,
}

impl View for BehindPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Lists them by reference.
pub(crate) async fn cases_behind(
    visitor: Visitor,
    Path(period): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Answer {
    let given = |name: &str| query.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let absent = || visitor.failed(&AppError::NotFound { what: "figure" });
    let procedure = visitor.procedure()?;
    let (figure, what) = figure(procedure, given("figure")).ok_or_else(absent)?;
    let (route, row) = row(procedure, given("row")).ok_or_else(absent)?;
    let behind = visitor.app().cases_behind(&visitor.who.actor, &period, figure, route).await;
    let behind = match behind {
        Err(AppError::Invalid(_)) => return Err(absent()),
        behind => behind.map_err(|error| visitor.failed(&error))?,
    };
    let heading = format!("{what}: {row}");
    Ok(shown(&BehindPage {
        page: visitor.page(Area::Reports, format!("{heading}, {}", behind.period.label)).wide(),
        back: format!("/reports/{}", segment(&behind.period.id)),
        period: behind.period.label,
        heading,
        lines: behind.cases.iter().map(|line| Line::of(line, &visitor)).collect(),
        more: behind.more,
    }))
}

/// A figure by its name in the address, and what it is called.
fn figure(procedure: &Procedure, name: &str) -> Option<(Figure, String)> {
    let (figure, what) = match name {
        "opening" => (Figure::Opening, "Open at the start"),
        "received" => (Figure::Received, "Received"),
        "closed" => (Figure::Closed, "Closed"),
        "closing" => (Figure::Closing, "Open at the end"),
        "met" => (Figure::Met, "Timescale met"),
        "missed" => (Figure::Missed, "Timescale missed"),
        "extended" => (Figure::Extended, "Closed after an extension"),
        "reclassified" => (Figure::Reclassified, "Reclassified"),
        "external" => (Figure::External, "Closed by the reviewer outside"),
        other => {
            let id = other.strip_prefix("outcome.")?;
            let label = procedure.outcome(id).map_or_else(|| id.to_owned(), |outcome| outcome.label.clone());
            return Some((Figure::Outcome(id.to_owned()), label));
        }
    };
    Some((figure, what.to_owned()))
}

/// A row by its name in the address, and its label in the procedure's words.
fn row(procedure: &Procedure, name: &str) -> Option<(Option<Route>, String)> {
    if name == "total" || name.is_empty() {
        return Some((None, "Total".to_owned()));
    }
    let route = Route::from_id(name)?;
    let label = procedure.report.rows.get(&route).cloned().unwrap_or_else(|| route.label().to_owned());
    Some((Some(route), label))
}
