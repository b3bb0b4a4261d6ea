//! What the case taught, as recorded.

use redress_app::CaseView;
use redress_domain::time::long_date;

use super::Section;

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
