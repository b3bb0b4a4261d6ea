//! Learning records: those outstanding by date, and those completed with what came of them (R70-R72).

use askama::Template;
use redress_app::LearningLine;
use redress_domain::case::Due;
use redress_domain::procedure::Permission;
use redress_domain::time::long_date;

use super::improvement;
use crate::answer::{Answer, Failed, View, case_path, shown};
use crate::case_page::Link;
use crate::layout::{Area, Page};
use crate::visitor::Visitor;
use crate::words::due::{DueWords, due_words};

#[derive(Template)]
#[template(path = "learning_records.html")]
struct RecordsPage {
    page: Page,
    case: String,
    outstanding: Vec<Outstanding>,
    completed: Vec<Completed>,
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
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Both lists; at most 100 of each.
pub(crate) async fn show(visitor: Visitor) -> Answer {
    Ok(shown(&RecordsPage {
        page: visitor.page(Area::Learning, "Learning records").wide(),
        case: visitor.procedure()?.terms.case.clone(),
        outstanding: outstanding(&visitor).await?,
        completed: completed(&visitor).await?,
    }))
}

/// Soonest due first.
pub(super) async fn outstanding(visitor: &Visitor) -> Result<Vec<Outstanding>, Failed> {
    Ok(lines(visitor, true).await?.iter().map(|line| Outstanding::of(line, visitor)).collect())
}

/// Newest first.
pub(super) async fn completed(visitor: &Visitor) -> Result<Vec<Completed>, Failed> {
    Ok(lines(visitor, false).await?.iter().map(|line| Completed::of(line, visitor)).collect())
}

async fn lines(visitor: &Visitor, outstanding: bool) -> Result<Vec<LearningLine>, Failed> {
    let lines = visitor.app().list_learning(&visitor.who.actor, outstanding).await;
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
