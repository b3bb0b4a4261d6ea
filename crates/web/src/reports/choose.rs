//! Choosing a period: those a report is due for, with how far each has come, and any other.

use askama::Template;
use axum::http::StatusCode;
use redress_app::AppError;
use redress_domain::case::FieldError;
use redress_domain::period::{Period, PeriodKind};
use redress_domain::procedure::Permission;
use redress_domain::publication::{DraftStage, Publication};
use redress_domain::time::long_date;
use redress_http_kit::path::segment;

use super::period_path;
use crate::answer::{Answer, Failed, View, shown, shown_as, to};
use crate::components::{Block, ErrorSummary};
use crate::extract::Query;
use crate::forms::{Filling, Typed};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

/// Periods of each kind that are offered, newest first.
const OFFERED: usize = 8;

#[derive(Template)]
#[template(path = "reports.html")]
struct ChoosePage {
    page: Page,
    errors: ErrorSummary,
    blocks: Vec<Block>,
    periods: Vec<Line>,
    overdue: usize,
    public: String,
}

/// A period a report is written for.
struct Line {
    label: String,
    href: String,
    /// Where it is written, and what there is to do.
    draft: Option<(String, &'static str)>,
    state: &'static str,
    tone: &'static str,
    words: String,
}

impl View for ChoosePage {
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
        return Ok(shown(&page(&visitor, &typed, &[]).await?));
    }
    match Period::parse(asked, visitor.who.settings.fiscal_year_start) {
        Ok(period) => Ok(to(&period_path(&period.id))),
        Err(error) => {
            let told = FieldError::new("other", error.code(), error.to_string());
            Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, &typed, &[told]).await?))
        }
    }
}

async fn page(visitor: &Visitor, typed: &Typed, errors: &[FieldError]) -> Result<ChoosePage, Failed> {
    let periods = visitor.app().report_periods(&visitor.who.actor).await.map_err(|error| visitor.failed(&error))?;
    let fiscal = visitor.who.settings.fiscal_year_start;
    let back = |kind| {
        let first = Period::containing(kind, visitor.today(), fiscal).ok();
        std::iter::successors(first, |period| period.previous().ok()).take(OFFERED)
    };
    let kinds = [PeriodKind::Quarter, PeriodKind::HalfYear, PeriodKind::Year, PeriodKind::Month];
    let options = kinds.into_iter().flat_map(back).map(|period| (period.id, period.label)).collect();
    let fill = Filling { typed, errors };
    let other = "A quarter as 2017-18-Q2, a half-year as 2017-18-H1, a fiscal year as 2017-18 (or FY2010-11) or a month as 2017-07";
    let blocks: Vec<Block> = vec![
        fill.select("period", "Period", "Choose a period", options).into(),
        fill.line("other", "Or write another").hint(other).wide("govuk-input--width-10").into(),
    ];
    Ok(ChoosePage {
        page: visitor.page(Area::Reports, "Reports").with_errors(errors),
        errors: ErrorSummary::of(errors, &blocks),
        blocks,
        overdue: periods.iter().filter(|line| line.overdue_days.is_some()).count(),
        periods: periods.into_iter().map(|line| Line::of(line, visitor)).collect(),
        public: format!("/published/{}", segment(&visitor.who.settings.organisation.id)),
    })
}

impl Line {
    fn of(publication: Publication, visitor: &Visitor) -> Self {
        let (state, tone) = match (publication.published, publication.draft) {
            (Some(_), None) => ("published", "met"),
            (Some(_), Some(_)) => ("published, a correction is begun", "met"),
            (None, Some(DraftStage::Writing)) => ("being written", "open"),
            (None, Some(DraftStage::Asked)) => ("waits for approval", "open"),
            (None, Some(DraftStage::Approved)) => ("approved, not published", "open"),
            (None, None) if publication.overdue_days.is_some() => ("not published", "missed"),
            (None, None) if publication.is_over => ("to be written", "open"),
            (None, None) => ("not over yet", "open"),
        };
        let href = period_path(&publication.period.id);
        let may = visitor.may(Permission::Improve) || visitor.may(Permission::Approve);
        let to_do = match publication.draft {
            _ if !may || !publication.is_over => None,
            Some(DraftStage::Asked | DraftStage::Approved) => Some("Look at it"),
            Some(DraftStage::Writing) => Some("Go on writing"),
            None if publication.published.is_some() => None,
            None => Some("Begin writing"),
        };
        Self {
            words: words(&publication),
            draft: to_do.map(|to_do| (format!("{href}/draft"), to_do)),
            label: publication.period.label,
            href,
            state,
            tone,
        }
    }
}

fn words(publication: &Publication) -> String {
    let Publication { published, publish_by, overdue_days, .. } = publication;
    match (published, overdue_days, publish_by) {
        (Some(published), ..) => format!("Version {} on {}", published.version, long_date(published.on)),
        (None, Some(1), Some(by)) => format!("It was to be published by {}, a day ago", long_date(*by)),
        (None, Some(days), Some(by)) => format!("It was to be published by {}, {days} days ago", long_date(*by)),
        (None, _, Some(by)) => format!("To be published by {}", long_date(*by)),
        (None, _, None) => String::new(),
    }
}
