//! What a case tells of others: to whom another case is not there, no case names it.

use redress_domain::case::{Case, Fact, Recorded};
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
