//! Improvement actions by how far they are.

use askama::Template;
use redress_app::ImprovementFilter;
use redress_domain::procedure::Permission;
use redress_domain::time::Date;

use crate::answer::{Answer, Failed, View, shown};
use crate::extract::Query;
use crate::layout::{Area, Page};
use crate::learning::lines::ImprovementLine;
use crate::visitor::Visitor;

/// Before any improvement action.
const FIRST_DAY: Date = Date::constant(1900, 1, 1);

#[derive(Template)]
#[template(path = "improvements.html")]
struct ListPage {
    page: Page,
    tabs: [Tab; 3],
    lines: Vec<ImprovementLine>,
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
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Open,
    Done,
    Dropped,
}

/// The list.
pub(crate) async fn list(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let which = match asked.show.as_str() {
        "done" => Shown::Done,
        "dropped" => Shown::Dropped,
        _ => Shown::Open,
    };
    let lines = lines(&visitor, which).await?;
    let tab = |id, label, of| Tab { id, label, current: of == which };
    Ok(shown(&ListPage {
        page: visitor.page(Area::Learning, "Improvement actions").wide(),
        tabs: [
            tab("open", "To be done", Shown::Open),
            tab("done", "Done", Shown::Done),
            tab("dropped", "Dropped", Shown::Dropped),
        ],
        lines,
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

async fn lines(visitor: &Visitor, which: Shown) -> Result<Vec<ImprovementLine>, Failed> {
    let (app, actor, procedure) = (visitor.app(), &visitor.who.actor, visitor.procedure()?);
    let filter = match which {
        Shown::Open => ImprovementFilter::Open,
        Shown::Dropped => ImprovementFilter::DroppedSince(FIRST_DAY),
        // Those that are done are shown with whether they worked.
        Shown::Done => {
            let meeting = app.improvement_meeting(actor, FIRST_DAY).await.map_err(|error| visitor.failed(&error))?;
            return Ok(meeting.done.iter().map(|view| ImprovementLine::of_view(view, visitor, procedure)).collect());
        }
    };
    let improvements = app.improvements(actor, filter).await.map_err(|error| visitor.failed(&error))?;
    Ok(improvements.iter().map(|improvement| ImprovementLine::of(improvement, visitor, procedure)).collect())
}
