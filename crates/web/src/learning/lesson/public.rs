//! The lessons that everybody may read, without an account.

use askama::Template;
use axum::extract::State;
use redress_app::AppError;
use redress_domain::improvement::Lesson;
use redress_http_kit::path::segment;

use super::public_path;
use crate::answer::{Answer, Failed, View, shown};
use crate::error_pages;
use crate::extract::{Path, Query};
use crate::layout::Page;
use crate::pages::{Asked, Pages};
use crate::state::Web;

#[derive(Template)]
#[template(path = "lessons_public.html")]
struct PublicPage {
    page: Page,
    lessons: Vec<Told>,
    pages: Pages,
    /// Where the published reports are.
    reports: String,
}

struct Told {
    title: String,
    happened: String,
    changed: String,
}

impl View for PublicPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Latest first.
pub(crate) async fn public(
    State(web): State<Web>,
    Path(organisation): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let app = &web.http.app;
    let lessons = app.public_lessons(&organisation, asked.window()).await.map_err(|error| failed(&error))?;
    let settings = app.settings(&organisation).await.map_err(|error| failed(&error))?;
    let page = Page { organisation: settings.organisation.name.clone(), ..Page::public("What we have learnt", None) };
    let told = |lesson: Lesson| Told { title: lesson.title, happened: lesson.happened, changed: lesson.changed };
    Ok(shown(&PublicPage {
        page,
        pages: asked.pages(&public_path(&organisation), lessons.next),
        reports: format!("/published/{}", segment(&organisation)),
        lessons: lessons.map(told).lines,
    }))
}

fn failed(error: &AppError) -> Failed {
    error_pages::of_error(Page::public("", None), error)
}
