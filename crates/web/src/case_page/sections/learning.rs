//! What the case taught, as recorded.

use redress_app::CaseView;
use redress_domain::procedure::Permission;
use redress_domain::time::long_date;

use super::Section;
use crate::case_page::Link;
use crate::case_page::returns::LinkedRow;
use crate::learning::{improvement_path, start_path};
use crate::visitor::Visitor;

pub(super) fn learning(view: &CaseView) -> Vec<Section> {
    let Some(learning) = &view.case.learning else { return Vec::new() };
    let name = |id| view.settings.staffing.name(id).to_owned();
    let asked = learning.outstanding.then(|| learning.owner.as_ref().map_or_else(|| "somebody".to_owned(), name));
    let first = Section::new("learning", "Learning").row("Still to be completed by", asked);
    vec![learning.entries.iter().map(|entry| &entry.learnt).fold(first, |section, learnt| {
        let prevention = learnt.preventive_action.as_ref().map_or_else(
            || "Nothing was to be learnt from it".to_owned(),
            |action| format!("{} - {}, by {}", action.what, name(&action.owner), long_date(action.due_on)),
        );
        section
            .row("Reason", Some(learnt.reason.as_str()))
            .row("Root cause", Some(learnt.root_cause.as_str()))
            .row("What will prevent it", Some(prevention))
            .row("Service area", Some(learnt.service_area.as_str()))
    })]
}

/// The improvement actions that came of it, and where another is started; nothing before something was learnt (R71).
pub(in crate::case_page) fn improvements(view: &CaseView, numbers: &[u32], visitor: &Visitor) -> Vec<LinkedRow> {
    if !is_learnt(view) {
        return Vec::new();
    }
    let came_of_it = numbers.iter().map(|number| LinkedRow {
        key: format!("Improvement action {number}"),
        text: "It came of what was learnt here".to_owned(),
        link: Some(Link { href: improvement_path(*number), label: "Look at it".to_owned() }),
    });
    let start = || LinkedRow {
        key: if numbers.is_empty() { "Improvement action" } else { "Another one" }.to_owned(),
        text: "Something that will be done so that it happens less, by whom and by when".to_owned(),
        link: Some(Link { href: start_path(&view.case.reference), label: "Start one".to_owned() }),
    };
    came_of_it.chain(visitor.may(Permission::Improve).then(start)).collect()
}

/// Whether a learning record is complete.
pub(in crate::case_page) fn is_learnt(view: &CaseView) -> bool {
    view.case.learning.as_ref().is_some_and(|learning| !learning.entries.is_empty())
}
