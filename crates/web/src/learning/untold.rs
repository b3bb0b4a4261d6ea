//! The people who asked what changes, where something is done and they have still to be told.

use askama::Template;
use redress_app::UntoldChange;
use redress_domain::case::Party;
use redress_domain::procedure::Permission;
use redress_domain::time::long_date;

use super::improvement;
use crate::answer::{Answer, Failed, View, case_path, shown};
use crate::case_page::Link;
use crate::extract::Query;
use crate::layout::{Area, Page};
use crate::pages::{Asked, Pages};
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "learning_people.html")]
struct PeoplePage {
    page: Page,
    person: String,
    lines: Vec<Line>,
    /// On all pages.
    count: u64,
    pages: Pages,
}

/// A change of which somebody is to be told.
struct Line {
    reference: String,
    href: String,
    summary: String,
    /// Who asked, and how they can be reached.
    person: String,
    reached: String,
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

/// Longest done first.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Answer {
    let changes = visitor.app().people_to_tell(&visitor.who.actor, asked.window()).await;
    let changes = changes.map_err(|error| visitor.failed(&error))?;
    Ok(shown(&PeoplePage {
        page: visitor.page(Area::Learning, "People to tell").wide(),
        person: visitor.procedure()?.terms.person.clone(),
        lines: changes.lines.iter().map(|change| Line::of(change, &visitor)).collect(),
        count: count(&visitor).await?,
        pages: asked.pages("/learning/people-to-tell", changes.next),
    }))
}

/// How many changes are still to be told.
pub(super) async fn count(visitor: &Visitor) -> Result<u64, Failed> {
    visitor.app().count_people_to_tell(&visitor.who.actor).await.map_err(|error| visitor.failed(&error))
}

impl Line {
    fn of(change: &UntoldChange, visitor: &Visitor) -> Self {
        let seen = change.improvement.filter(|_| visitor.may(Permission::Report));
        let may_tell = visitor.may(Permission::Handle) || visitor.may(Permission::Resolve);
        let href = case_path(&change.reference);
        Self {
            form: may_tell.then(|| form(&href, change.improvement)),
            reference: change.reference.clone(),
            href,
            person: change.person.as_ref().map_or_else(|| "Nobody is named".to_owned(), |party| party.name.clone()),
            reached: change.person.as_ref().map(reached).unwrap_or_default(),
            summary: change.summary.clone().unwrap_or_default(),
            what: change.what.clone(),
            done_on: long_date(change.done_on),
            improvement: seen.map(improvement::link),
        }
    }
}

/// Where it is recorded that they were told, of the improvement action that it is about.
fn form(case: &str, improvement: Option<u32>) -> String {
    match improvement {
        Some(number) => format!("{case}/changes-told?improvement={number}"),
        None => format!("{case}/changes-told"),
    }
}

/// Telephone number, address of electronic mail, postal address: what is known.
fn reached(party: &Party) -> String {
    let known = [&party.phone, &party.email, &party.address].into_iter().flatten();
    known.map(String::as_str).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ")
}
