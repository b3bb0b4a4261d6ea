//! The people who asked what changes, where something is done and they have still to be told.

use askama::Template;
use redress_app::UntoldChange;
use redress_domain::procedure::Permission;
use redress_domain::time::long_date;

use super::improvement;
use crate::answer::{Answer, Failed, View, case_path, shown};
use crate::case_page::Link;
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "learning_people.html")]
struct PeoplePage {
    page: Page,
    person: String,
    lines: Vec<Line>,
}

/// A change of which somebody is to be told.
struct Line {
    reference: String,
    href: String,
    summary: String,
    what: String,
    done_on: String,
    improvement: Option<Link>,
    /// Where it is recorded that they were told; `None` for whoever may not record it.
    form: Option<String>,
}

impl View for PeoplePage {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Longest done first; at most 100.
pub(crate) async fn show(visitor: Visitor) -> Answer {
    let lines = untold(&visitor).await?.iter().map(|change| Line::of(change, &visitor)).collect();
    let person = visitor.procedure()?.terms.person.clone();
    Ok(shown(&PeoplePage { page: visitor.page(Area::Learning, "People to tell").wide(), person, lines }))
}

/// What is still to be told.
pub(super) async fn untold(visitor: &Visitor) -> Result<Vec<UntoldChange>, Failed> {
    visitor.app().people_to_tell(&visitor.who.actor).await.map_err(|error| visitor.failed(&error))
}

impl Line {
    fn of(change: &UntoldChange, visitor: &Visitor) -> Self {
        let seen = change.improvement.filter(|_| visitor.may(Permission::Report));
        let may_tell = visitor.may(Permission::Handle) || visitor.may(Permission::Resolve);
        let href = case_path(&change.reference);
        Self {
            form: may_tell.then(|| format!("{href}/changes-told")),
            reference: change.reference.clone(),
            href,
            summary: change.summary.clone().unwrap_or_default(),
            what: change.what.clone(),
            done_on: long_date(change.done_on),
            improvement: seen.map(improvement::link),
        }
    }
}
