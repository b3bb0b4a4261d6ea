//! What everybody may read: the published reports of an organisation, in every version.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use redress_app::{AppError, EditionLine, PublicEdition, PublicReport, PublishedReport};
use redress_documents::document::{Document, to_html_fragment};
use redress_documents::report_document;
use redress_domain::time::{Zone, long_date};
use redress_http_kit::path::segment;

use super::files;
use super::show::Asked;
use crate::answer::{Answer, Failed, View, shown, shown_as};
use crate::error_pages;
use crate::extract::{Path, Query};
use crate::layout::Page;
use crate::state::Web;

#[derive(Template)]
#[template(path = "published_reports.html")]
struct ListPage {
    page: Page,
    organisation: String,
    periods: Vec<PeriodLine>,
    /// Where everybody reads what was learnt.
    lessons: String,
}

struct PeriodLine {
    label: String,
    /// The newest version.
    href: String,
    versions: Vec<VersionLine>,
}

struct VersionLine {
    words: String,
    /// Absent where it is withheld.
    href: Option<String>,
}

#[derive(Template)]
#[template(path = "published_report.html")]
struct EditionPage {
    page: Page,
    document: Document,
    sections: String,
    /// Where all reports are listed.
    all: String,
    /// Of this report; the format is added.
    file: String,
    superseded: Option<Superseded>,
}

/// That there is a newer version, and where.
struct Superseded {
    words: String,
    href: String,
}

#[derive(Template)]
#[template(path = "published_withheld.html")]
struct WithheldPage {
    page: Page,
    period: String,
    words: String,
    reason: String,
    all: String,
    newest: Option<String>,
}

impl View for ListPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl View for EditionPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl View for WithheldPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Every period whose report is published with its versions, the last published first.
pub(crate) async fn list(State(web): State<Web>, Path(organisation): Path<String>) -> Answer {
    let app = &web.http.app;
    let published = app.published(&organisation).await.map_err(|error| failed(&error))?;
    let settings = app.settings(&organisation).await.map_err(|error| failed(&error))?;
    let name = settings.organisation.name.clone();
    Ok(shown(&ListPage {
        page: public_page(&name, "Published reports"),
        periods: published.iter().map(|report| PeriodLine::of(&organisation, report)).collect(),
        lessons: format!("/lessons/{}", segment(&organisation)),
        organisation: name,
    }))
}

impl PeriodLine {
    fn of(organisation: &str, report: &PublicReport) -> Self {
        let href = path(organisation, &report.period.id);
        let version = |line: &EditionLine| {
            let on = long_date(line.published_at.local_date(Zone::LONDON));
            let mut words = format!("Version {}, published on {on}", line.version);
            words.extend(line.reason.iter().map(|reason| format!(": {reason}")));
            words.extend(
                line.withheld
                    .iter()
                    .map(|withheld| format!(" (withheld since {})", long_date(withheld.at.local_date(Zone::LONDON)))),
            );
            let link = format!("{href}?version={}", line.version);
            VersionLine { words, href: line.withheld.is_none().then_some(link) }
        };
        Self { label: report.period.label.clone(), versions: report.versions.iter().map(version).collect(), href }
    }
}

/// The public edition of one of them; `?format=` gives it as a file.
pub(crate) async fn show(
    State(web): State<Web>,
    Path((organisation, period)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let absent = || failed(&AppError::NotFound { what: "published report" });
    let version = match asked.version() {
        Ok(version) => version,
        Err(()) => return Err(absent()),
    };
    let edition = web.http.app.published_edition(&organisation, &period, version).await;
    let PublishedReport { line, report, json, superseded_by } = match edition.map_err(|error| failed(&error))? {
        PublicEdition::Published(published) => *published,
        withheld @ PublicEdition::Withheld { .. } => return Ok(gone(&organisation, withheld, &asked.format)),
    };
    let page = public_page(&report.organisation_name, &format!("{}: {}", report.title, report.period.label));
    if !asked.format.is_empty() {
        return files::answer(report, Some(json), &asked.format, page).await;
    }
    let document = report_document(&report);
    let here = path(&organisation, &report.period.id);
    Ok(shown(&EditionPage {
        page: page.wide(),
        sections: to_html_fragment(&document),
        document,
        all: all(&organisation),
        file: format!("{here}?version={}&format=", line.version),
        superseded: superseded_by.map(|newest| Superseded {
            words: format!("Version {} is superseded by version {newest}.", line.version),
            href: here,
        }),
    }))
}

/// The notice in place of a version that is withheld: as a page, and for programs as problem details.
fn gone(organisation: &str, edition: PublicEdition, format: &str) -> Response {
    let PublicEdition::Withheld { organisation_name, period, version, withheld, superseded_by } = edition else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let on = long_date(withheld.at.local_date(Zone::LONDON));
    let words = format!("{organisation_name} has withheld version {version} since {on}.");
    if format == "json" {
        let problem = serde_json::json!({
            "type": "/problems/edition-withheld",
            "title": "This version of the report is withheld",
            "status": StatusCode::GONE.as_u16(),
            "code": "edition-withheld",
            "detail": format!("{words} {}", withheld.reason),
        });
        let kind = [(CONTENT_TYPE, "application/problem+json")];
        return (StatusCode::GONE, kind, problem.to_string()).into_response();
    }
    let notice = WithheldPage {
        page: public_page(&organisation_name, &format!("Withheld: {}", period.label)),
        words,
        reason: withheld.reason,
        all: all(organisation),
        newest: superseded_by.map(|_| path(organisation, &period.id)),
        period: period.label,
    };
    shown_as(StatusCode::GONE, &notice)
}

fn path(organisation: &str, period: &str) -> String {
    format!("{}/{}", all(organisation), segment(period))
}

fn all(organisation: &str) -> String {
    format!("/published/{}", segment(organisation))
}

fn public_page(organisation: &str, title: &str) -> Page {
    Page { organisation: organisation.to_owned(), ..Page::public(title, None) }
}

fn failed(error: &AppError) -> Failed {
    error_pages::of_error(Page::public("", None), error)
}
