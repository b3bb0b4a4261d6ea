//! Tables of a period that were published elsewhere, beside the figures (R95).

use askama::Template;
use axum::http::StatusCode;
use redress_app::{AppError, ComparedTables};
use redress_documents::published_lines;
use redress_domain::case::FieldError;
use redress_domain::procedure::Permission;
use redress_domain::statistics::Difference;
use redress_domain::time::{Zone, long_date};

use super::period_path;
use crate::answer::{Answer, Failed, View, done, shown, shown_as};
use crate::components::{Block, ErrorSummary};
use crate::extract::Path;
use crate::flash::Flash;
use crate::forms::{Filling, Typed};
use crate::layout::{Area, Page};
use crate::visitor::{Submitted, Visitor};

#[derive(Template)]
#[template(path = "published_elsewhere.html")]
struct ElsewherePage {
    page: Page,
    errors: ErrorSummary,
    back: String,
    period: String,
    kept: Option<Kept>,
    /// Empty for those who may not write reports.
    blocks: Vec<Block>,
}

/// What is kept, and how it compares.
struct Kept {
    since: String,
    same: u32,
    differences: Vec<Difference>,
    unknown: Vec<String>,
}

impl View for ElsewherePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What is kept, and the form.
pub(crate) async fn ask(visitor: Visitor, Path(period): Path<String>) -> Answer {
    Ok(shown(&page(&visitor, &period, &Typed::default(), &[]).await?))
}

/// Keeps what was pasted.
pub(crate) async fn keep(Path(period): Path<String>, submitted: Submitted) -> Answer {
    let Submitted { visitor, typed, .. } = submitted;
    let text = typed.raw("figures");
    let errors = match published_lines(text.as_bytes()) {
        Err(error) => vec![FieldError::new("figures", "published-tables", error.to_string())],
        Ok(lines) => match visitor.app().keep_published_tables(&visitor.who.actor, &period, lines).await {
            Ok(()) => return Ok(done(&format!("{}/published-elsewhere", period_path(&period)), Flash::TablesKept)),
            Err(AppError::Invalid(errors)) => {
                errors.into_iter().map(|error| FieldError::new("figures", error.code, error.message)).collect()
            }
            Err(error) => return Err(visitor.failed(&error)),
        },
    };
    Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, &period, &typed, &errors).await?))
}

async fn page(visitor: &Visitor, period: &str, typed: &Typed, errors: &[FieldError]) -> Result<ElsewherePage, Failed> {
    if !visitor.may(Permission::Report) {
        return Err(visitor.failed(&AppError::NotFound { what: "page" }));
    }
    let asked = redress_domain::period::Period::parse(period, visitor.who.settings.fiscal_year_start);
    let asked = asked.map_err(|_| visitor.failed(&AppError::NotFound { what: "period" }))?;
    let kept = match visitor.app().published_tables(&visitor.who.actor, &asked.id).await {
        Ok(compared) => Some(Kept::of(compared)),
        Err(AppError::NotFound { .. }) => None,
        Err(error) => return Err(visitor.failed(&error)),
    };
    let fill = Filling { typed, errors };
    let hint =
        "One figure a line, under the headings table,row,measure,value; the CSV file of a report has the same lines";
    let blocks: Vec<Block> = match visitor.may(Permission::Improve) {
        true => vec![fill.area("figures", "The figures as published").hint(hint).with_rows(10).into()],
        false => Vec::new(),
    };
    Ok(ElsewherePage {
        page: visitor.page(Area::Reports, format!("Published elsewhere: {}", asked.label)).wide().with_errors(errors),
        errors: ErrorSummary::of(errors, &blocks),
        back: period_path(&asked.id),
        period: asked.label,
        kept,
        blocks,
    })
}

impl Kept {
    fn of(compared: ComparedTables) -> Self {
        let since = compared.kept_at.map(|at| long_date(at.local_date(Zone::LONDON)));
        let unknown = compared.comparison.unknown.iter();
        Self {
            since: since.unwrap_or_default(),
            same: compared.comparison.same,
            unknown: unknown.map(|unknown| format!("Line {}: {}", unknown.line, unknown.message)).collect(),
            differences: compared.comparison.differences,
        }
    }
}
