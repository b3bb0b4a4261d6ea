//! Learning records: those outstanding by date, and those completed.

use askama::Template;
use redress_app::LearningLine;
use redress_domain::case::Due;

use crate::answer::{Answer, View, case_path, shown};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;
use crate::words::due::{DueWords, due_words};

#[derive(Template)]
#[template(path = "learning.html")]
struct LearningPage {
    page: Page,
    case: String,
    outstanding: Vec<Outstanding>,
    completed: Vec<Completed>,
}

struct Outstanding {
    reference: String,
    href: String,
    summary: String,
    owner: String,
    due: Option<DueWords>,
}

struct Completed {
    reference: String,
    href: String,
    service_area: String,
    root_cause: String,
    prevention: String,
}

impl View for LearningPage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Both lists.
pub(crate) async fn show(visitor: Visitor) -> Answer {
    let list = async |outstanding| {
        let list = visitor.app().list_learning(&visitor.who.actor, outstanding).await;
        list.map_err(|error| visitor.failed(&error))
    };
    let (outstanding, completed) = (list(true).await?, list(false).await?);
    Ok(shown(&LearningPage {
        page: visitor.page(Area::Learning, "Learning").wide(),
        case: visitor.procedure()?.terms.case.clone(),
        outstanding: outstanding.iter().map(|line| Outstanding::of(line, &visitor)).collect(),
        completed: completed.iter().map(|line| Completed::of(line, &visitor)).collect(),
    }))
}

impl Outstanding {
    fn of(line: &LearningLine, visitor: &Visitor) -> Self {
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
    fn of(line: &LearningLine, visitor: &Visitor) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let owner = line.preventive_owner.as_ref().map(|id| visitor.who.settings.staffing.name(id).to_owned());
        let due = line.preventive_due_on.map(redress_domain::time::long_date);
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
        }
    }
}
