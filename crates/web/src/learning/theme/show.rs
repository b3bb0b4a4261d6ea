//! All themes, those found and those named; and one of them.

use askama::Template;
use redress_app::ImprovementFilter;
use redress_domain::procedure::Permission;

use super::{ThemeLine, all, found, path};
use crate::answer::{Answer, View, shown};
use crate::case_page::Link;
use crate::extract::{Path, Query};
use crate::layout::{Area, Page};
use crate::learning::found::FoundLine;
use crate::learning::lines::ImprovementLine;
use crate::learning::{case_links, cause};
use crate::pages::{Asked, Pages};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "themes.html")]
struct ListPage {
    page: Page,
    found: Vec<FoundLine>,
    themes: Vec<ThemeLine>,
    pages: Pages,
    may_keep: bool,
}

#[derive(Template)]
#[template(path = "theme.html")]
struct ThemePage {
    page: Page,
    number: u32,
    title: String,
    note: String,
    about: String,
    cases: Vec<Link>,
    improvements: Vec<ImprovementLine>,
    pages: Pages,
    /// Empty for those who only read.
    forms: Vec<Link>,
}

impl View for ListPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

impl View for ThemePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// What was found, most cases first, and what was named, newest first.
pub(crate) async fn list(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let procedure = visitor.procedure()?;
    let found = visitor.app().found_themes(&visitor.who.actor, asked.window()).await;
    let found = found.map_err(|error| visitor.failed(&error))?;
    let themes = all(&visitor, asked.window()).await?;
    Ok(shown(&ListPage {
        page: visitor.page(Area::Learning, "Themes").wide(),
        found: found.lines.iter().map(|found| FoundLine::of(found, &visitor, procedure)).collect(),
        // Both lists are turned at once: the next page has the next lines of each.
        pages: asked.pages("/learning/themes", found.next.or(themes.next)),
        themes: themes.lines.iter().map(|theme| ThemeLine::of(theme, procedure)).collect(),
        may_keep: visitor.may(Permission::Improve),
    }))
}

/// One of them.
pub(crate) async fn show(visitor: Visitor, Path(number): Path<u32>, Query(asked): Query<Asked>) -> Answer {
    let theme = found(&visitor, number).await?;
    let procedure = visitor.procedure()?;
    let filter = ImprovementFilter::OfTheme(number);
    let improvements = visitor.app().improvements(&visitor.who.actor, filter, asked.window()).await;
    let improvements = improvements.map_err(|error| visitor.failed(&error))?;
    let forms = || {
        vec![
            Link {
                href: format!("/learning/improvements/new?theme={number}"),
                label: "Start an improvement action".to_owned(),
            },
            Link { href: format!("{}/text", path(number)), label: "Change what it says".to_owned() },
        ]
    };
    Ok(shown(&ThemePage {
        page: visitor.page(Area::Learning, format!("Theme {number}: {}", theme.title)),
        number,
        about: cause::of(theme.cause.as_ref(), procedure),
        cases: case_links(&theme.cases),
        pages: asked.pages(&path(number), improvements.next),
        improvements: improvements.map(|improvement| ImprovementLine::of(&improvement, &visitor, procedure)).lines,
        forms: if visitor.may(Permission::Improve) { forms() } else { Vec::new() },
        title: theme.title,
        note: theme.note,
    }))
}
