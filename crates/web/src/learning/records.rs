//! Learning records: those outstanding by date, and those completed with what came of them (R70-R72).

use askama::Template;
use redress_app::{LearningLine, Page, Window, page_after};
use redress_domain::case::Due;
use redress_domain::procedure::Permission;
use redress_domain::time::long_date;

use super::improvement;
use crate::answer::{Answer, Failed, View, case_path, shown};
use crate::case_page::Link;
use crate::extract::Query;
use crate::layout::{self, Area};
use crate::pages::Pages;
use crate::visitor::Visitor;
use crate::words::due::{DueWords, due_words};

#[derive(Template)]
#[template(path = "learning_records.html")]
struct RecordsPage {
    page: layout::Page,
    case: String,
    outstanding: Vec<Outstanding>,
    completed: Vec<Completed>,
    more_outstanding: Pages,
    more_completed: Pages,
}

/// A record that waits.
pub(super) struct Outstanding {
    pub(super) reference: String,
    pub(super) href: String,
    pub(super) summary: String,
    pub(super) owner: String,
    pub(super) due: Option<DueWords>,
}

/// A record that is complete.
pub(super) struct Completed {
    pub(super) reference: String,
    pub(super) href: String,
    pub(super) service_area: String,
    pub(super) root_cause: String,
    pub(super) prevention: String,
    /// Improvement actions that came of it, and where this visitor starts another.
    pub(super) links: Vec<Link>,
}

impl View for RecordsPage {
    fn page(&self) -> &layout::Page {
        &self.page
    }
}

/// Which page of each list.
#[derive(Debug, Default, serde::Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    waiting: u32,
    #[serde(default)]
    completed: u32,
}

/// Both lists, each page by page.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let outstanding = outstanding(&visitor, page_after(asked.waiting)).await?;
    let completed = completed(&visitor, page_after(asked.completed)).await?;
    let address = "/learning/records";
    Ok(shown(&RecordsPage {
        page: visitor.page(Area::Learning, "Learning records").wide(),
        case: visitor.procedure()?.terms.case.clone(),
        more_outstanding: Pages::of(address, "waiting", asked.waiting, outstanding.next),
        more_completed: Pages::of(address, "completed", asked.completed, completed.next),
        outstanding: outstanding.lines,
        completed: completed.lines,
    }))
}

/// Soonest due first.
pub(super) async fn outstanding(visitor: &Visitor, window: Window) -> Result<Page<Outstanding>, Failed> {
    Ok(lines(visitor, true, window).await?.map(|line| Outstanding::of(&line, visitor)))
}

/// What was completed last comes first.
pub(super) async fn completed(visitor: &Visitor, window: Window) -> Result<Page<Completed>, Failed> {
    Ok(lines(visitor, false, window).await?.map(|line| Completed::of(&line, visitor)))
}

async fn lines(visitor: &Visitor, outstanding: bool, window: Window) -> Result<Page<LearningLine>, Failed> {
    let lines = visitor.app().list_learning(&visitor.who.actor, outstanding, window).await;
    lines.map_err(|error| visitor.failed(&error))
}

impl Outstanding {
    pub(super) fn of(line: &LearningLine, visitor: &Visitor) -> Self {
        let settings = &visitor.who.settings;
        Self {
            reference: line.reference.clone(),
            href: format!("{}/learning", case_path(&line.reference)),
            summary: line.summary.clone().unwrap_or_default(),
            owner: line.owner.as_ref().map_or_else(|| "Nobody".to_owned(), |id| settings.staffing.name(id).to_owned()),
            due: line.due_on.map(|on| due_words(Due::On(on), visitor.now, &settings.calendar)),
        }
    }
}

impl Completed {
    pub(super) fn of(line: &LearningLine, visitor: &Visitor) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let owner = line.preventive_owner.as_ref().map(|id| visitor.who.settings.staffing.name(id).to_owned());
        let due = line.preventive_due_on.map(long_date);
        let prevention = match (&line.preventive_action, owner.zip(due)) {
            (Some(what), Some((owner, due))) => format!("{what} - {owner}, by {due}"),
            (Some(what), None) => what.clone(),
            (None, _) => "Nothing was to be learnt from it.".to_owned(),
        };
        Self {
            reference: line.reference.clone(),
            href: case_path(&line.reference),
            service_area: text(&line.service_area),
            root_cause: text(&line.root_cause),
            prevention,
            links: links(line, visitor),
        }
    }
}

fn links(line: &LearningLine, visitor: &Visitor) -> Vec<Link> {
    let seen = line.improvements.iter().filter(|_| visitor.may(Permission::Report));
    let start =
        || Link { href: improvement::start_path(&line.reference), label: "Start an improvement action".to_owned() };
    seen.map(|number| improvement::link(*number)).chain(visitor.may(Permission::Improve).then(start)).collect()
}
