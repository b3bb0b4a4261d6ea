//! The people of the organisation: roles, and who is away when.

mod absence;

use askama::Template;
use redress_domain::procedure::Permission;
use redress_domain::staff::Staff;
use redress_domain::time::long_date;

use crate::answer::{Answer, View, shown};
use crate::layout::{Area, Page};
use crate::visitor::Visitor;

pub(crate) use absence::{ask, cancel, mark, move_cases};

#[derive(Template)]
#[template(path = "people.html")]
struct People {
    page: Page,
    people: Vec<Person>,
    keeps_accounts: bool,
}

struct Person {
    name: String,
    href: String,
    roles: String,
    away: Vec<String>,
    /// Whether this visitor may mark them as away.
    may_mark: bool,
}

impl View for People {
    fn page(&self) -> &Page {
        &self.page
    }
}

/// Everybody, by name.
pub(crate) async fn show(visitor: Visitor) -> Answer {
    let procedure = visitor.procedure()?;
    let label = |role: &String| procedure.role(role).map_or_else(|| role.clone(), |role| role.label.clone());
    let person = |staff: &Staff| Person {
        name: staff.name.clone(),
        href: href(staff),
        roles: staff.roles.iter().map(label).collect::<Vec<_>>().join(", "),
        away: staff
            .absences
            .iter()
            .filter(|absence| absence.to >= visitor.today())
            .map(|absence| format!("{} to {}", long_date(absence.from), long_date(absence.to)))
            .collect(),
        may_mark: may_mark(&visitor, staff),
    };
    let mut people: Vec<Person> =
        visitor.who.settings.staffing.iter().filter(|staff| staff.works_here()).map(person).collect();
    people.sort_by(|a, b| a.name.cmp(&b.name));
    let keeps_accounts = visitor.may(Permission::Administer);
    Ok(shown(&People { page: visitor.page(Area::People, "People").wide(), people, keeps_accounts }))
}

fn href(staff: &Staff) -> String {
    format!("/people/{}/absence", redress_http_kit::path::segment(staff.id.as_str()))
}

fn may_mark(visitor: &Visitor, staff: &Staff) -> bool {
    visitor.who.staff.id == staff.id || visitor.may(Permission::Manage) || visitor.may(Permission::Administer)
}
