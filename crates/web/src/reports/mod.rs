//! Reports of a period: choosing one, its tables and narratives, and the cases behind every figure.

mod behind;
pub(crate) mod tables;

use askama::Template;
use axum::http::StatusCode;
use redress_app::AppError;
use redress_domain::case::FieldError;
use redress_domain::period::{Period, PeriodKind};
use redress_domain::procedure::Permission;
use redress_domain::statistics::{Edition, Narrative, Report};
use redress_http_kit::path::segment;

use crate::answer::{Answer, View, shown, shown_as, to};
use crate::components::{Block, ErrorSummary, Table};
use crate::extract::{Path, Query};
use crate::forms::{Filling, Typed};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

pub(crate) use behind::cases_behind;

/// Periods of each kind that are offered, newest first.
const OFFERED: usize = 8;

#[derive(Template)]
#[template(path = "reports.html")]
struct ChoosePage {
    page: Page,
    errors: ErrorSummary,
    blocks: Vec<Block>,
    last: Option<Period>,
}

impl View for ChoosePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    page: Page,
    report: Report,
    tables: Vec<Table>,
    narratives: Vec<(String, Narrative)>,
    external: Option<String>,
    previous: Option<Period>,
    next: Option<Period>,
}

impl View for ReportPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The choice of a period; `?period=` leads on to it.
pub(crate) async fn choose(visitor: Visitor, Query(query): Query<Vec<(String, String)>>) -> Answer {
    if !visitor.may(Permission::Report) {
        return Err(visitor.failed(&AppError::NotFound { what: "page" }));
    }
    let typed = query.into_iter().fold(Typed::default(), |typed, (name, value)| typed.with(&name, value));
    let asked = typed.get(if typed.is_empty("other") { "period" } else { "other" });
    if asked.is_empty() {
        return Ok(shown(&choose_page(&visitor, &typed, &[])));
    }
    match Period::parse(asked, visitor.who.settings.fiscal_year_start) {
        Ok(period) => Ok(to(&format!("/reports/{}", segment(&period.id)))),
        Err(error) => {
            let told = FieldError::new("other", error.code(), error.to_string());
            Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &choose_page(&visitor, &typed, &[told])))
        }
    }
}

fn choose_page(visitor: &Visitor, typed: &Typed, errors: &[FieldError]) -> ChoosePage {
    let fiscal = visitor.who.settings.fiscal_year_start;
    let back = |kind| {
        let first = Period::containing(kind, visitor.today(), fiscal).ok();
        std::iter::successors(first, |period| period.previous().ok()).take(OFFERED)
    };
    let kinds = [PeriodKind::Quarter, PeriodKind::Year, PeriodKind::Month];
    let options = kinds.into_iter().flat_map(back).map(|period| (period.id, period.label)).collect();
    let fill = Filling { typed, errors };
    let other = "A quarter as 2017-18-Q2, a fiscal year as 2017-18 or a month as 2017-07";
    let blocks: Vec<Block> = vec![
        fill.select("period", "Period", "Choose a period", options).into(),
        fill.line("other", "Or write another").hint(other).wide("govuk-input--width-10").into(),
    ];
    ChoosePage {
        page: visitor.page(Area::Reports, "Reports").with_errors(errors),
        errors: ErrorSummary::of(errors, &blocks),
        blocks,
        last: back(PeriodKind::Quarter).nth(1),
    }
}

/// The report of a period.
pub(crate) async fn show(visitor: Visitor, Path(period): Path<String>) -> Answer {
    let report = visitor.app().report(&visitor.who.actor, &period, Edition::Internal).await;
    let report = match report {
        Ok(report) => report,
        Err(AppError::Invalid(_)) => return Err(visitor.failed(&AppError::NotFound { what: "period" })),
        Err(error) => return Err(visitor.failed(&error)),
    };
    let labels = tables::Labels::of(visitor.procedure()?);
    let base = format!("/reports/{}/cases", segment(&report.period.id));
    Ok(shown(&ReportPage {
        page: visitor.page(Area::Reports, format!("{}: {}", report.title, report.period.label)).wide(),
        tables: tables::all(&report, &labels, Some(&base)),
        narratives: tables::narratives(&report),
        external: (report.external.closed > 0).then(|| format!("{base}?figure=external&row=total")),
        previous: report.period.previous().ok(),
        next: report.period.next().ok().filter(|next| next.from <= visitor.today()),
        report,
    }))
}
