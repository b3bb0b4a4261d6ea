//! A report for somebody to whom one of its cases is not there: no list names it; the figures stay what was published.

use std::collections::BTreeSet;

use redress_domain::statistics::{Difference, Report};
use redress_store::Viewer;

/// Takes out of a report what names a case that is hidden from the viewer; whether anything was taken out.
pub(super) fn conceal_in_report(viewer: &Viewer<'_>, report: &mut Report) -> bool {
    let hidden = hidden_in(viewer, report);
    if hidden.is_empty() {
        return false;
    }
    report.narratives.retain(|told| !hidden.contains(&told.reference));
    for late in report.timescales.iter_mut().filter_map(|row| row.late.as_mut()) {
        late.retain(|late| !hidden.contains(&late.reference));
    }
    report.remarks.repeats.retain(|repeat| !hidden.contains(&repeat.reference) && !hidden.contains(&repeat.repeat_of));
    for issue in report.issue.iter_mut() {
        issue.changes.retain(|change| !hidden.iter().any(|reference| names(change, reference)));
    }
    for check in &mut report.checks {
        // The longest first: a reference can be the beginning of another.
        for reference in hidden.iter().rev() {
            check.detail = check.detail.replace(reference.as_str(), "a case");
        }
    }
    true
}

/// Every case that the report names and the viewer may not see.
fn hidden_in(viewer: &Viewer<'_>, report: &Report) -> BTreeSet<String> {
    let told = report.narratives.iter().map(|told| &told.reference);
    let late = report.timescales.iter().flat_map(|row| row.late.iter().flatten()).map(|late| &late.reference);
    let repeats = report.remarks.repeats.iter().flat_map(|repeat| [&repeat.reference, &repeat.repeat_of]);
    let changes = report.issue.iter().flat_map(|issue| &issue.changes);
    let changed = changes.flat_map(|change| [Some(&change.reference), change.before.as_ref(), change.after.as_ref()]);
    let named = told.chain(late).chain(repeats).chain(changed.flatten());
    // A check names cases that are told of nowhere else.
    let in_checks = |reference: &&String| report.checks.iter().any(|check| check.detail.contains(reference.as_str()));
    let checked = viewer.hidden().filter(in_checks);
    named.filter(|reference| viewer.hides(reference)).chain(checked).cloned().collect()
}

fn names(change: &Difference, reference: &str) -> bool {
    let told = [Some(&change.reference), change.before.as_ref(), change.after.as_ref()];
    told.into_iter().flatten().any(|text| text.contains(reference))
}
