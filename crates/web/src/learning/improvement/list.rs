//! Improvement actions by how far they are.

use askama::Template;
use redress_app::{ImprovementFilter, Window, page_after};
use redress_domain::procedure::Permission;

use crate::answer::{Answer, Failed, View, shown};
use crate::extract::Query;
use crate::layout::{Area, Page};
use crate::learning::lines::ImprovementLine;
use crate::pages::Pages;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "improvements.html")]
struct ListPage {
    page: Page,
    tabs: [Tab; 3],
    lines: Vec<ImprovementLine>,
    pages: Pages,
    /// What to know where there is none.
    empty: &'static str,
    may_keep: bool,
}

struct Tab {
    id: &'static str,
    label: &'static str,
    current: bool,
}

impl View for ListPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Which of them.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    show: String,
    #[serde(default)]
    after: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Open,
    Done,
    Dropped,
}

impl Shown {
    /// As in the address.
    fn id(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

/// The list.
pub(crate) async fn list(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let which = match asked.show.as_str() {
        "done" => Shown::Done,
        "dropped" => Shown::Dropped,
        _ => Shown::Open,
    };
    let lines = lines(&visitor, which, page_after(asked.after)).await?;
    let tab = |of: Shown, label| Tab { id: of.id(), label, current: of == which };
    Ok(shown(&ListPage {
        page: visitor.page(Area::Learning, "Improvement actions").wide(),
        tabs: [tab(Shown::Open, "To be done"), tab(Shown::Done, "Done"), tab(Shown::Dropped, "Dropped")],
        pages: Pages::of(&format!("/learning/improvements?show={}", which.id()), "after", asked.after, lines.next),
        lines: lines.lines,
        empty: match which {
            Shown::Open => {
                "None waits. One is started from a completed learning record, or from what comes again: it says who does what \
                 by when, so that the same thing happens less."
            }
            Shown::Done => "None is done yet. Once one is, later cases of its cause show whether it worked.",
            Shown::Dropped => "None was dropped.",
        },
        may_keep: visitor.may(Permission::Improve),
    }))
}

async fn lines(visitor: &Visitor, which: Shown, window: Window) -> Result<redress_app::Page<ImprovementLine>, Failed> {
    let (app, actor, procedure) = (visitor.app(), &visitor.who.actor, visitor.procedure()?);
    let filter = match which {
        Shown::Open => ImprovementFilter::Open,
        Shown::Dropped => ImprovementFilter::Dropped { since: None },
        // Those that are done are shown with whether they worked.
        Shown::Done => {
            let done = app.improvements_done(actor, None, window).await.map_err(|error| visitor.failed(&error))?;
            return Ok(done.map(|view| ImprovementLine::of_view(&view, visitor, procedure)));
        }
    };
    let improvements = app.improvements(actor, filter, window).await.map_err(|error| visitor.failed(&error))?;
    Ok(improvements.map(|improvement| ImprovementLine::of(&improvement, visitor, procedure)))
}
