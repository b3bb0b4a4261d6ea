//! The front of learning: what waits, what comes again, what is done about it, and whether it worked.

use askama::Template;
use redress_app::{ImprovementFilter, Window};
use redress_domain::procedure::{Permission, Procedure};
use redress_domain::time::minus_months;

use super::found::FoundLine;
use super::lines::ImprovementLine;
use super::records::{Completed, Outstanding, completed, outstanding};
use super::untold;
use crate::answer::{Answer, Failed, View, shown};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

/// Lines of each list; the rest stands on a page of its own.
const SHOWN: Window = Window { skip: 0, limit: 10 };
/// For so many months after it is done it is shown here whether an improvement action worked.
const EFFECT_MONTHS: u32 = 24;

#[derive(Template)]
#[template(path = "learning.html")]
struct Hub {
    page: Page,
    case: String,
    outstanding: Vec<Outstanding>,
    completed: Vec<Completed>,
    /// Whether more records are kept than are shown.
    more_records: bool,
    untold: u64,
    /// `None` for those who may not see reports.
    work: Option<Work>,
    may_keep: bool,
}

/// What comes again, and what is done so that it does not.
struct Work {
    found: Vec<FoundLine>,
    open: Vec<ImprovementLine>,
    done: Vec<ImprovementLine>,
    more_found: bool,
    more_open: bool,
    more_done: bool,
}

impl View for Hub {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// The page.
pub(crate) async fn show(visitor: Visitor) -> Answer {
    let procedure = visitor.procedure()?;
    let (outstanding, completed) = (outstanding(&visitor, SHOWN).await?, completed(&visitor, SHOWN).await?);
    Ok(shown(&Hub {
        page: visitor.page(Area::Learning, "Learning").wide(),
        case: procedure.terms.case.clone(),
        more_records: outstanding.next.is_some() || completed.next.is_some(),
        outstanding: outstanding.lines,
        completed: completed.lines,
        untold: untold::count(&visitor).await?,
        work: work(&visitor, procedure).await?,
        may_keep: visitor.may(Permission::Improve),
    }))
}

async fn work(visitor: &Visitor, procedure: &Procedure) -> Result<Option<Work>, Failed> {
    if !visitor.may(Permission::Report) {
        return Ok(None);
    }
    let (app, actor) = (visitor.app(), &visitor.who.actor);
    let failed = |error| visitor.failed(&error);
    let found = app.found_themes(actor, SHOWN).await.map_err(failed)?;
    // Those overdue are due soonest.
    let open = app.improvements(actor, ImprovementFilter::Open, SHOWN).await.map_err(failed)?;
    let since = minus_months(visitor.today(), EFFECT_MONTHS);
    let done = app.improvements_done(actor, Some(since), SHOWN).await.map_err(failed)?;
    Ok(Some(Work {
        found: found.lines.iter().map(|found| FoundLine::of(found, visitor, procedure)).collect(),
        more_found: found.next.is_some(),
        more_open: open.next.is_some(),
        more_done: done.next.is_some(),
        open: open.lines.iter().map(|line| ImprovementLine::of(line, visitor, procedure)).collect(),
        done: done.lines.iter().map(|view| ImprovementLine::of_view(view, visitor, procedure)).collect(),
    }))
}
