//! The lessons that everybody may read, without an account.

use askama::Template;
use axum::extract::State;
use redress_app::AppError;

use crate::answer::{Answer, Failed, View, shown};
use crate::error_pages;
use crate::extract::Path;
use crate::layout::Page;
use crate::state::Web;

#[derive(Template)]
#[template(path = "lessons_public.html")]
struct PublicPage {
    page: Page,
    lessons: Vec<Told>,
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

/// Latest first; at most 100.
pub(crate) async fn public(State(web): State<Web>, Path(organisation): Path<String>) -> Answer {
    let app = &web.http.app;
    let lessons = app.public_lessons(&organisation).await.map_err(|error| failed(&error))?;
    let settings = app.settings(&organisation).await.map_err(|error| failed(&error))?;
    let page = Page { organisation: settings.organisation.name.clone(), ..Page::public("What we have learnt", None) };
    let told = lessons.into_iter().map(|lesson| Told {
        title: lesson.title,
        happened: lesson.happened,
        changed: lesson.changed,
    });
    Ok(shown(&PublicPage { page, lessons: told.collect() }))
}

fn failed(error: &AppError) -> Failed {
    error_pages::of_error(Page::public("", None), error)
}
