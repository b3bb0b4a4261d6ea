//! What this person can do now, in a few groups, so that a long list stays calm.

use redress_app::CaseView;
use redress_domain::case::CommandKind;

use super::Link;
use crate::answer::case_path;
use crate::commands::{FORMS, Purpose, people_of};

/// Forms under one heading; folded away but for those of every day.
pub(super) struct Offers {
    pub(super) id: &'static str,
    /// Empty for what is done every day.
    pub(super) heading: String,
    pub(super) links: Vec<Link>,
}

const ORDER: [(Purpose, &str); 7] = [
    (Purpose::Everyday, "everyday"),
    (Purpose::Matter, "matter"),
    (Purpose::Person, "person"),
    (Purpose::Time, "time"),
    (Purpose::Review, "review"),
    (Purpose::OtherCases, "other-cases"),
    (Purpose::Closing, "closing"),
];

/// The groups that have anything in them.
pub(super) fn offers(view: &CaseView) -> Vec<Offers> {
    let group = |(purpose, id)| Offers { id, heading: heading(purpose, view), links: links(view, purpose) };
    ORDER.into_iter().map(group).filter(|group| !group.links.is_empty()).collect()
}

fn heading(purpose: Purpose, view: &CaseView) -> String {
    match purpose {
        Purpose::Everyday => String::new(),
        Purpose::Person => format!("The {}", view.procedure.terms.person),
        Purpose::Matter => "The matter".to_owned(),
        Purpose::Time => "Time".to_owned(),
        Purpose::Review => "Review".to_owned(),
        Purpose::OtherCases => "Other cases".to_owned(),
        Purpose::Closing => "Deciding and closing".to_owned(),
    }
}

fn links(view: &CaseView, purpose: Purpose) -> Vec<Link> {
    let path = case_path(&view.case.reference);
    let open = FORMS.into_iter().filter(|form| form.purpose == purpose && is_open(view, form.kind));
    let open = open.map(|form| Link { href: format!("{path}/{}", form.slug), label: (form.title)(view) });
    let corrections = corrections(view).filter(|_| purpose == Purpose::Person);
    open.chain(corrections).collect()
}

/// Putting right how each person is called or reached.
fn corrections(view: &CaseView) -> impl Iterator<Item = Link> {
    let path = case_path(&view.case.reference);
    let may = view.offered.contains(&CommandKind::CorrectPerson);
    let acting = view.case.representative.as_ref().map(|representative| representative.person.number);
    people_of(&view.case).filter(move |_| may).map(move |number| {
        let whom = if Some(number) == acting { "representative" } else { view.procedure.terms.person.as_str() };
        Link {
            href: format!("{path}/people/{number}/correction"),
            label: format!("Put particulars of the {whom} right"),
        }
    })
}

/// Whether it is offered, and has anything to choose from.
fn is_open(view: &CaseView, kind: CommandKind) -> bool {
    let has_choice = kind != CommandKind::ChangeProcedure || !view.other_versions.is_empty();
    view.offered.contains(&kind) && has_choice
}
