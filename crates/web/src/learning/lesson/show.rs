//! All lessons, and one of them.

use askama::Template;
use redress_domain::improvement::{Audience, LessonState};
use redress_domain::procedure::Permission;

use super::steps::offered;
use super::{LessonLine, found, path, public_path, state};
use crate::answer::{Answer, View, shown};
use crate::case_page::Link;
use crate::extract::{Path, Query};
use crate::layout::{Area, Page};
use crate::learning::lines::Chip;
use crate::learning::{case_links, cause, improvement};
use crate::pages::{Asked, Pages};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "lessons.html")]
struct ListPage {
    page: Page,
    lessons: Vec<LessonLine>,
    pages: Pages,
    public: String,
    may_keep: bool,
}

#[derive(Template)]
#[template(path = "lesson.html")]
struct LessonPage {
    page: Page,
    number: u32,
    title: String,
    state: Chip,
    withdrawn_because: String,
    happened: String,
    changed: String,
    about: String,
    /// The improvement action and the cases it comes from.
    sources: Vec<Link>,
    /// Where everybody reads it; `None` where not everybody does.
    public: Option<String>,
    /// Empty for those who only read.
    forms: Vec<Link>,
}

impl View for ListPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl View for LessonPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// All that this visitor may read.
pub(crate) async fn list(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let lessons =
        visitor.app().lessons(&visitor.who.actor, asked.window()).await.map_err(|error| visitor.failed(&error))?;
    Ok(shown(&ListPage {
        page: visitor.page(Area::Learning, "Lessons").wide(),
        pages: asked.pages("/learning/lessons", lessons.next),
        lessons: lessons.lines.iter().map(LessonLine::of).collect(),
        public: public_path(&visitor.who.settings.organisation.id),
        may_keep: visitor.may(Permission::Improve),
    }))
}

/// One of them.
pub(crate) async fn show(visitor: Visitor, Path(number): Path<u32>) -> Answer {
    let lesson = found(&visitor, number).await?;
    let procedure = visitor.procedure()?;
    let forms: Vec<Link> = offered(&lesson)
        .into_iter()
        .map(|(slug, label)| Link { href: format!("{}/{slug}", path(number)), label: label.to_owned() })
        .collect();
    let has_sources = lesson.improvement.is_some() || !lesson.cases.is_empty();
    let sources = lesson.improvement.map(improvement::link).into_iter().chain(case_links(&lesson.cases));
    Ok(shown(&LessonPage {
        page: visitor.page(Area::Learning, format!("Lesson {number}: {}", lesson.title)),
        number,
        state: state(&lesson.state),
        withdrawn_because: match &lesson.state {
            LessonState::Withdrawn { reason, .. } => reason.clone(),
            LessonState::Draft | LessonState::Shared { .. } => String::new(),
        },
        about: cause::of(lesson.cause.as_ref(), procedure),
        sources: sources.collect(),
        public: match &lesson.state {
            LessonState::Shared { audience: Audience::Public, .. } => {
                Some(public_path(&visitor.who.settings.organisation.id))
            }
            LessonState::Draft | LessonState::Shared { .. } | LessonState::Withdrawn { .. } => None,
        },
        // Whoever is not told what it comes from reads it and no more.
        forms: if visitor.may(Permission::Improve) && has_sources { forms } else { Vec::new() },
        title: lesson.title,
        happened: lesson.happened,
        changed: lesson.changed,
    }))
}
