//! The front of learning: what waits, what comes again, what is done about it, and whether it worked.

use askama::Template;
use redress_domain::procedure::{Permission, Procedure};

use super::found::FoundLine;
use super::lines::ImprovementLine;
use super::records::{Completed, Outstanding, completed, outstanding};
use super::untold::untold;
use crate::answer::{Answer, Failed, View, shown};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

/// Lines of each list; the rest stands on a page of its own.
const SHOWN: usize = 10;

#[derive(Template)]
#[template(path = "learning.html")]
struct Hub {
    page: Page,
    case: String,
    outstanding: Vec<Outstanding>,
    completed: Vec<Completed>,
    /// Whether more records are kept than are shown.
    more_records: bool,
    untold: usize,
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
    let (mut outstanding, mut completed) = (outstanding(&visitor).await?, completed(&visitor).await?);
    let more_records = cut(&mut outstanding) | cut(&mut completed);
    Ok(shown(&Hub {
        page: visitor.page(Area::Learning, "Learning").wide(),
        case: procedure.terms.case.clone(),
        outstanding,
        completed,
        more_records,
        untold: untold(&visitor).await?.len(),
        work: work(&visitor, procedure).await?,
        may_keep: visitor.may(Permission::Improve),
    }))
}

async fn work(visitor: &Visitor, procedure: &Procedure) -> Result<Option<Work>, Failed> {
    if !visitor.may(Permission::Report) {
        return Ok(None);
    }
    let meeting = visitor.app().improvement_meeting(&visitor.who.actor, visitor.today()).await;
    let meeting = meeting.map_err(|error| visitor.failed(&error))?;
    let line = |improvement| ImprovementLine::of(improvement, visitor, procedure);
    let mut found: Vec<_> = meeting.found.iter().map(|found| FoundLine::of(found, visitor, procedure)).collect();
    // Those overdue are due soonest.
    let mut open: Vec<_> = meeting.overdue.iter().chain(&meeting.open).map(line).collect();
    let mut done: Vec<_> = meeting.done.iter().map(|view| ImprovementLine::of_view(view, visitor, procedure)).collect();
    let (more_found, more_open, more_done) = (cut(&mut found), cut(&mut open), cut(&mut done));
    Ok(Some(Work { found, open, done, more_found, more_open, more_done }))
}

/// Shortens a list, and says whether it was longer.
fn cut<T>(list: &mut Vec<T>) -> bool {
    let is_longer = list.len() > SHOWN;
    list.truncate(SHOWN);
    is_longer
}
