//! The report of a period: as known now, on an earlier day, or as it was published.

use askama::Template;
use axum::http::StatusCode;
use redress_app::{AppError, EditionLine};
use redress_documents::document::{Document, to_html_fragment};
use redress_documents::{FigureAt, report_document_with};
use redress_domain::case::FieldError;
use redress_domain::period::Period;
use redress_domain::procedure::Permission;
use redress_domain::statistics::{Edition, Report};
use redress_domain::time::{Zone, long_date, parse_date};

use super::period_path;
use crate::answer::{Answer, View, shown, shown_as};
use crate::components::{Block, ErrorSummary};
use crate::extract::{Path, Query};
use crate::forms::{Filling, Typed};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    page: Page,
    errors: ErrorSummary,
    known_on: Block,
    document: Document,
    /// The sections, already HTML.
    sections: String,
    /// What to read of it, and as which file.
    base: String,
    query: String,
    is_public: bool,
    editions: Vec<PublishedLine>,
    /// That what is shown is not the newest version.
    superseded: Option<String>,
    may_write: bool,
    may_withhold: bool,
    previous: Option<Period>,
    next: Option<Period>,
}

/// A version that was published.
struct PublishedLine {
    version: u32,
    words: String,
    is_shown: bool,
    is_withheld: bool,
}

impl View for ReportPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What is asked for in the address.
#[derive(Debug, Clone, Default, serde::Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    edition: String,
    #[serde(default)]
    known_on: String,
    #[serde(default)]
    version: String,
    #[serde(default)]
    pub(super) format: String,
}

impl Asked {
    /// The edition that is asked for, the internal one where none is.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for one that there is not.
    pub(super) fn edition(&self) -> Result<Edition, AppError> {
        match self.edition.as_str() {
            "" | "internal" => Ok(Edition::Internal),
            "public" => Ok(Edition::Public),
            _ => Err(AppError::NotFound { what: "edition" }),
        }
    }

    /// The version that is asked for, if one is.
    ///
    /// # Errors
    /// Where it is no number.
    pub(super) fn version(&self) -> Result<Option<u32>, ()> {
        if self.version.is_empty() { Ok(None) } else { self.version.parse().map(Some).map_err(|_| ()) }
    }

    /// The same again, for links to files.
    fn query(&self) -> String {
        let edition = if self.edition == "public" { "public" } else { "internal" };
        let mut pairs = vec![("edition", edition)];
        if !self.version.is_empty() {
            pairs.push(("version", &self.version));
        } else if !self.known_on.is_empty() {
            pairs.push(("known_on", &self.known_on));
        }
        serde_html_form::to_string(pairs).unwrap_or_default()
    }
}

/// The report that is asked for, with its JSON where that was published.
///
/// # Errors
/// [`AppError::NotFound`] for a period or version that is not there; [`AppError::Invalid`] for a day that cannot be asked for.
pub(super) async fn find(visitor: &Visitor, period: &str, asked: &Asked) -> Result<(Report, Option<String>), AppError> {
    let (app, actor, edition) = (visitor.app(), &visitor.who.actor, asked.edition()?);
    let of_day = |error: AppError| match error {
        AppError::Invalid(errors) if errors.iter().any(|error| error.field == "period") => {
            AppError::NotFound { what: "period" }
        }
        error => error,
    };
    let version = asked.version().map_err(|()| AppError::NotFound { what: "published report" })?;
    if version.is_some() {
        let published = app.edition(actor, period, version, edition).await.map_err(of_day)?;
        return Ok((published.report, Some(published.json)));
    }
    if asked.known_on.is_empty() {
        return Ok((app.report(actor, period, edition).await.map_err(of_day)?, None));
    }
    let day = parse_date(&asked.known_on)
        .map_err(|error| AppError::from(FieldError::new("known_on", error.code(), error.to_string())))?;
    Ok((app.report_known_on(actor, period, edition, day).await.map_err(of_day)?, None))
}

/// The page.
pub(crate) async fn show(visitor: Visitor, Path(period): Path<String>, Query(asked): Query<Asked>) -> Answer {
    match find(&visitor, &period, &asked).await {
        Ok((report, _)) => Ok(shown(&page(&visitor, report, &asked, &[]).await?)),
        // Whatever is wrong with the day, the report as known now is shown with it.
        Err(AppError::Invalid(errors)) => {
            let now = Asked { known_on: String::new(), ..asked.clone() };
            let (report, _) = find(&visitor, &period, &now).await.map_err(|error| visitor.failed(&error))?;
            Ok(shown_as(StatusCode::UNPROCESSABLE_ENTITY, &page(&visitor, report, &asked, &errors).await?))
        }
        Err(error) => Err(visitor.failed(&error)),
    }
}

async fn page(
    visitor: &Visitor,
    report: Report,
    asked: &Asked,
    errors: &[FieldError],
) -> Result<ReportPage, crate::answer::Failed> {
    let editions = visitor.app().editions(&visitor.who.actor, &report.period.id).await;
    let editions = editions.map_err(|error| visitor.failed(&error))?;
    // What was published stands; the cases behind it may have changed, so that only live figures lead to them.
    let is_live = report.issue.is_none() && report.known_on.is_none() && report.edition == Edition::Internal;
    let may_read = visitor.may(Permission::Read);
    let link = |at: &FigureAt<'_>| (is_live && may_read).then(|| behind(at));
    let document = report_document_with(&report, &link);
    let typed = Typed::default().with("known_on", asked.known_on.clone());
    let fill = Filling { typed: &typed, errors };
    let known_on: Block = fill.date("known_on", "As it was known on").into();
    Ok(ReportPage {
        page: visitor
            .page(Area::Reports, format!("{}: {}", report.title, report.period.label))
            .wide()
            .with_errors(errors),
        errors: ErrorSummary::of(errors, std::slice::from_ref(&known_on)),
        known_on,
        sections: to_html_fragment(&document),
        document,
        base: period_path(&report.period.id),
        query: asked.query(),
        is_public: report.edition == Edition::Public,
        editions: editions.iter().map(|line| PublishedLine::of(line, asked)).collect(),
        superseded: superseded(&editions, asked),
        may_write: visitor.may(Permission::Improve) || visitor.may(Permission::Approve),
        may_withhold: visitor.may(Permission::Approve),
        previous: report.period.previous().ok(),
        next: report.period.next().ok().filter(|next| next.from <= visitor.today()),
    })
}

fn superseded(editions: &[EditionLine], asked: &Asked) -> Option<String> {
    let version = asked.version().ok().flatten()?;
    let newest = editions.iter().map(|line| line.version).max().filter(|newest| *newest > version)?;
    Some(format!("Version {version} is superseded by version {newest}."))
}

/// The address of the list of cases behind a number.
fn behind(at: &FigureAt<'_>) -> String {
    let mut query = vec![("figure", at.figure.to_string()), ("row", at.row.id().to_owned())];
    query.extend(at.part.as_ref().map(|part| ("part", part.to_string())));
    let query = serde_html_form::to_string(query).unwrap_or_default();
    format!("{}/cases?{query}", period_path(at.period))
}

impl PublishedLine {
    fn of(line: &EditionLine, asked: &Asked) -> Self {
        let on = long_date(line.published_at.local_date(Zone::LONDON));
        let reason = line.reason.as_ref().map(|reason| format!(": {reason}")).unwrap_or_default();
        let withheld = line.withheld.as_ref().map(|withheld| {
            let since = long_date(withheld.at.local_date(Zone::LONDON));
            format!(" (withheld from the public since {since}: {})", withheld.reason)
        });
        Self {
            version: line.version,
            is_withheld: withheld.is_some(),
            words: format!("Version {}, published on {on}{reason}{}", line.version, withheld.unwrap_or_default()),
            is_shown: asked.version() == Ok(Some(line.version)),
        }
    }
}
