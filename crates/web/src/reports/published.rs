//! Published reports, for everybody and without an account (R84, R110).

use askama::Template;
use axum::extract::State;
use redress_app::AppError;
use redress_documents::document::{Document, to_html_fragment};
use redress_documents::report_document;
use redress_domain::time::{Zone, long_date};
use redress_http_kit::path::segment;

use super::files;
use super::show::Asked;
use crate::answer::{Answer, Failed, View, shown};
use crate::error_pages;
use crate::extract::{Path, Query};
use crate::layout::Page;
use crate::state::Web;

#[derive(Template)]
#[template(path = "published_reports.html")]
struct ListPage {
    page: Page,
    organisation: String,
    lines: Vec<Line>,
}

struct Line {
    label: String,
    href: String,
    words: String,
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

/// Every period whose report is published, the last published first.
pub(crate) async fn list(State(web): State<Web>, Path(organisation): Path<String>) -> Answer {
    let app = &web.http.app;
    let published = app.published(&organisation).await.map_err(|error| failed(&error))?;
    let settings = app.settings(&organisation).await.map_err(|error| failed(&error))?;
    let name = settings.organisation.name.clone();
    let line = |report: &redress_app::PublicReport| Line {
        label: report.period.label.clone(),
        href: path(&organisation, &report.period.id),
        words: format!(
            "Version {}, published on {}",
            report.version,
            long_date(report.published_at.local_date(Zone::LONDON))
        ),
    };
    Ok(shown(&ListPage {
        page: public_page(&name, "Published reports"),
        lines: published.iter().map(line).collect(),
        organisation: name,
    }))
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
    let published = web.http.app.published_edition(&organisation, &period, version).await;
    let published = published.map_err(|error| failed(&error))?;
    let page = public_page(
        &published.report.organisation_name,
        &format!("{}: {}", published.report.title, published.report.period.label),
    );
    if !asked.format.is_empty() {
        return files::answer(published.report, Some(published.json), &asked.format, page).await;
    }
    let document = report_document(&published.report);
    let here = path(&organisation, &published.report.period.id);
    Ok(shown(&EditionPage {
        page: page.wide(),
        sections: to_html_fragment(&document),
        document,
        all: format!("/published/{}", segment(&organisation)),
        file: format!("{here}?version={}&format=", published.line.version),
    }))
}

fn path(organisation: &str, period: &str) -> String {
    format!("/published/{}/{}", segment(organisation), segment(period))
}

fn public_page(organisation: &str, title: &str) -> Page {
    Page { organisation: organisation.to_owned(), ..Page::public(title, None) }
}

fn failed(error: &AppError) -> Failed {
    error_pages::of_error(Page::public("", None), error)
}
