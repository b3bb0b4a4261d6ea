//! The cases behind a figure of a report, with what the figure is and how it is counted (R83).

use askama::Template;
use redress_app::AppError;
use redress_domain::case::FieldError;
use redress_domain::procedure::{Channel, Procedure, Route};
use redress_domain::statistics::{Explanation, FigureId, PartOf, RowId, explain};
use redress_domain::words::Word;

use super::period_path;
use crate::answer::{Answer, View, shown};
use crate::extract::{Path, Query};
use crate::layout::{Area, Page, capital};
use crate::visitor::Visitor;
use crate::work_list::Line;

#[derive(Template)]
#[template(path = "cases_behind.html")]
struct BehindPage {
    page: Page,
    back: String,
    period: String,
    heading: String,
    explanation: Explanation,
    lines: Vec<Line>,
    more: bool,
}

impl View for BehindPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What is asked for in the address.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    figure: String,
    #[serde(default)]
    row: String,
    #[serde(default)]
    part: String,
}

/// Lists them by reference.
pub(crate) async fn cases_behind(visitor: Visitor, Path(period): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let absent = || visitor.failed(&AppError::NotFound { what: "figure" });
    let procedure = visitor.procedure()?;
    let figure = FigureId::parse(&asked.figure).ok_or_else(absent)?;
    let (row, label) = row(procedure, &asked.row).ok_or_else(absent)?;
    let part = match asked.part.as_str() {
        "" => None,
        id => Some(PartOf::parse(id).ok_or_else(absent)?),
    };
    let explanation = explain(&figure, procedure);
    let of = part.as_ref().map_or(label, |part| part_label(procedure, part));
    let behind = visitor.app().cases_behind(&visitor.who.actor, &period, figure, row, part).await;
    let behind = match behind {
        Err(AppError::Invalid(errors)) if errors.iter().any(of_address) => return Err(absent()),
        behind => behind.map_err(|error| visitor.failed(&error))?,
    };
    let heading = format!("{}: {of}", capital(explanation.definition.trim_end_matches('.')));
    Ok(shown(&BehindPage {
        page: visitor.page(Area::Reports, format!("{heading}, {}", behind.period.label)).wide(),
        back: period_path(&behind.period.id),
        period: behind.period.label,
        heading,
        explanation,
        lines: behind.cases.iter().map(|line| Line::of(line, &visitor)).collect(),
        more: behind.more,
    }))
}

fn of_address(error: &FieldError) -> bool {
    ["period", "figure", "row", "part"].contains(&error.field.as_str())
}

/// A row by its name in the address, and its label in the procedure's words.
fn row(procedure: &Procedure, name: &str) -> Option<(Option<RowId>, String)> {
    let row = if name.is_empty() { RowId::Total } else { RowId::from_id(name)? };
    let label = |route: &Route| procedure.report.rows.get(route).cloned().unwrap_or_else(|| route.label().to_owned());
    let label = match row {
        RowId::Total => "all stages".to_owned(),
        row => row.routes().iter().map(label).collect::<Vec<_>>().join(" and "),
    };
    Some((Some(row), label))
}

fn part_label(procedure: &Procedure, part: &PartOf) -> String {
    let label = match part {
        PartOf::Channel(id) => Channel::from_id(id).map(|channel| channel.label().to_owned()),
        PartOf::ServiceArea(area) => Some(area.clone()),
        PartOf::Nature(id) => procedure.nature(id).map(|nature| nature.label.clone()),
        PartOf::Cause(id) => procedure.codes.iter().find(|code| code.id == *id).map(|code| code.label.clone()),
    };
    label.filter(|label| !label.is_empty()).unwrap_or_else(|| "not stated".to_owned())
}
