//! What stands around a case: another body that shares it, and what an outside body said.

use redress_app::CaseView;
use redress_domain::time::long_date;
use redress_domain::words::Word;

use super::Section;

/// A body that has part of the matter. Other cases are listed with links of their own.
pub(super) fn other_cases(view: &CaseView) -> Section {
    let joint = view.case.joint.as_ref();
    let note = joint.and_then(|joint| joint.note.as_deref());
    Section::new("joint", "Answered together with another body")
        .row("Body", joint.map(|joint| joint.body.as_str()))
        .row("Who leads", joint.map(|joint| if joint.we_lead { "We lead" } else { "The other body leads" }))
        .row("Note", note)
}

/// Where the person went, and what was decided there.
pub(super) fn outside(view: &CaseView) -> Section {
    let referred = view.case.referred_outside.as_ref();
    let name = |id: &str| view.procedure.external_body(id).map_or(id, |body| &body.name).to_owned();
    let decided = view.case.external.as_ref();
    Section::new("outside-body", "Before an outside body")
        .row("Body", referred.map(|referred| format!("{}, {}", name(&referred.body), long_date(referred.on))))
        .row("Decided", decided.map(|decided| format!("{}, {}", decided.outcome.label(), long_date(decided.closed_on))))
}
