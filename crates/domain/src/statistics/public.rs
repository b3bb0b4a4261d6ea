//! The public edition: without references, without what was written of a case, without numbers too small to publish (R103, R110).

use std::collections::BTreeMap;

use super::model::{Check, Edition, Narrative, Report};
use super::suppress::{PublishedBefore, suppressed};
use super::{NarrativeTexts, ReportError, RowId};

/// What may be told the public of each upheld handling, by reference and row. Somebody wrote it for this, or approved it.
pub type ReleasedTexts = BTreeMap<(String, RowId), NarrativeTexts>;

/// The public edition of an internal report. There is no other way to one.
///
/// What was written of a case is left out, but for what is released. References become `Case 1`, `Case 2` … where the procedure
/// masks them, in the released texts and the author's as well. Small numbers are masked where the procedure wants it, and with
/// them what would tell them to those who read the editions published `before`.
///
/// # Errors
/// [`ReportError::Tables`] where small numbers are to be masked and the figures do not agree with one another.
pub fn public(report: Report, released: &ReleasedTexts, before: &[PublishedBefore]) -> Result<Report, ReportError> {
    let mut report = suppressed(report, before)?;
    report.edition = Edition::Public;
    report.narratives = report.narratives.into_iter().map(|narrative| told(narrative, released)).collect();
    // Without references a list of repeats says nothing more than its length.
    report.remarks.repeats.clear();
    report.checks = report.checks.into_iter().map(Check::without_places).collect();
    // What changed in the internal edition names its cases; of a public one it is told by its own differences.
    report.issue.iter_mut().for_each(|issue| issue.changes.clear());
    if report.layout.mask_references {
        mask_references(&mut report);
    }
    Ok(report)
}

/// The narrative with the texts released for it, or with none.
fn told(narrative: Narrative, released: &ReleasedTexts) -> Narrative {
    let texts = released.get(&(narrative.reference.clone(), narrative.row));
    let NarrativeTexts { finding, explanation, action_taken, learning } = texts.cloned().unwrap_or_default();
    Narrative { finding, explanation, action_taken, learning, released: texts.is_some(), ..narrative }
}

/// Replaces each reference by `Case 1`, `Case 2` … in the order of the references, the same case by the same name everywhere.
fn mask_references(report: &mut Report) {
    let late = report.timescales.iter().flat_map(|row| row.late.iter().flatten()).map(|late| late.reference.clone());
    let told = report.narratives.iter().map(|narrative| narrative.reference.clone());
    let mut masks: BTreeMap<String, String> = late.chain(told).map(|reference| (reference, String::new())).collect();
    for (mask, number) in masks.values_mut().zip(1_u64..) {
        *mask = format!("Case {number}");
    }
    for reference in references(report) {
        if let Some(mask) = masks.get(reference) {
            reference.clone_from(mask);
        }
    }
    // A reference can be the beginning of another: the longest first.
    let mut by_length: Vec<(&String, &String)> = masks.iter().filter(|(reference, _)| !reference.is_empty()).collect();
    by_length.sort_by_key(|(reference, _)| std::cmp::Reverse(reference.len()));
    for text in texts(report) {
        for (reference, mask) in &by_length {
            if text.contains(*reference) {
                *text = text.replace(*reference, mask);
            }
        }
    }
}

fn references(report: &mut Report) -> impl Iterator<Item = &mut String> {
    let late = report.timescales.iter_mut().flat_map(|row| row.late.iter_mut().flatten());
    let told = report.narratives.iter_mut().map(|narrative| &mut narrative.reference);
    late.map(|late| &mut late.reference).chain(told)
}

fn texts(report: &mut Report) -> impl Iterator<Item = &mut String> {
    let narratives = report.narratives.iter_mut().flat_map(|narrative| {
        let Narrative { finding, explanation, action_taken, learning, .. } = narrative;
        [finding, explanation, action_taken, learning].into_iter().flatten()
    });
    let reason = report.issue.iter_mut().filter_map(|issue| issue.reason.as_mut());
    narratives.chain(report.texts.values_mut()).chain(reason)
}
