//! What a case tells of others, and what it tells to whom: a case that is not there for somebody is named by no other, and a
//! compartment that is closed to somebody leaves no trace in what they are shown.

use std::collections::BTreeSet;

use redress_domain::access::{Compartment, Rights};
use redress_domain::case::{Case, Fact, Recorded};
use redress_domain::procedure::Procedure;
use redress_domain::words::Word;
use redress_store::Viewer;

/// Takes out of a case what names a case that is hidden from the viewer.
pub(crate) fn conceal(viewer: &Viewer<'_>, case: &mut Case) {
    case.links.retain(|link| !viewer.hides(&link.to));
    case.absorbed.retain(|duplicate| !viewer.hides(duplicate));
    case.merged_into.take_if(|into| viewer.hides(into));
    case.repeat_of.take_if(|earlier| viewer.hides(earlier));
    for entry in case.learning.iter_mut().flat_map(|learning| &mut learning.entries) {
        entry.learnt.repeat_of.take_if(|earlier| viewer.hides(earlier));
    }
}

/// Takes out of a history what names a case that is hidden from the viewer.
pub(crate) fn conceal_in_history(viewer: &Viewer<'_>, history: &mut Vec<Recorded>) {
    history.retain_mut(|recorded| match &mut recorded.event.fact {
        Fact::Linked { to: other, .. } | Fact::MergedInto { into: other, .. } => !viewer.hides(other),
        Fact::Absorbed(absorbed) => !viewer.hides(&absorbed.duplicate),
        Fact::HandlingClosed { repeat_of, .. } => {
            repeat_of.take_if(|earlier| viewer.hides(earlier));
            true
        }
        Fact::LearningCompleted(learnt) => {
            learnt.repeat_of.take_if(|earlier| viewer.hides(earlier));
            true
        }
        _ => true,
    });
}

/// Takes out of a case what stands in compartments that are closed to somebody, and says which of those it has are open.
pub(crate) fn close_compartments(
    rights: Option<&Rights>,
    procedure: &Procedure,
    case: &mut Case,
) -> BTreeSet<Compartment> {
    let is_special = |id: &str| procedure.split(id).is_none_or(|split| split.special);
    let has = |compartment: &Compartment| match compartment {
        Compartment::StaffMatters => !case.staff_matters.is_empty(),
        Compartment::SafetyNotes => case.safety_note.is_some(),
        Compartment::SpecialCategory => case.splits.keys().any(|id| is_special(id)),
    };
    let (open, closed): (BTreeSet<Compartment>, BTreeSet<Compartment>) =
        Compartment::ALL.iter().filter(|compartment| has(compartment)).partition(|it| opens(rights, **it));
    for compartment in closed {
        match compartment {
            Compartment::StaffMatters => case.staff_matters.clear(),
            Compartment::SafetyNotes => case.safety_note = None,
            Compartment::SpecialCategory => case.splits.retain(|id, _| !is_special(id)),
        }
    }
    open
}

/// Takes out of a history what stands in compartments that are closed to somebody.
pub(crate) fn close_compartments_in_history(rights: Option<&Rights>, history: &mut Vec<Recorded>) {
    history.retain_mut(|recorded| match &mut recorded.event.fact {
        // A note on safety that was made with a visit goes; that there was a visit stays.
        Fact::ContactTried { safety, .. } | Fact::ContactMade { safety, .. } => {
            safety.take_if(|_| !opens(rights, Compartment::SafetyNotes));
            true
        }
        fact => rights.is_none_or(|rights| rights.may_see_fact(fact)),
    });
}

fn opens(rights: Option<&Rights>, compartment: Compartment) -> bool {
    rights.is_none_or(|rights| rights.opens(compartment))
}
