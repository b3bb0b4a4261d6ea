//! Masking references in what is published (R103, R110).

use std::collections::BTreeMap;

use super::model::{Narrative, TimescaleRow};

/// Replaces each reference by `Case 1`, `Case 2` … in the order of the references, the same case by the same name in every table.
pub(super) fn mask_references(timescales: &mut [TimescaleRow], narratives: &mut [Narrative]) {
    let late = || timescales.iter().flat_map(|row| row.late.iter().flatten()).map(|late| late.reference.clone());
    let mut masks: BTreeMap<String, String> = late()
        .chain(narratives.iter().map(|narrative| narrative.reference.clone()))
        .map(|reference| (reference, String::new()))
        .collect();
    for (mask, number) in masks.values_mut().zip(1_u64..) {
        *mask = format!("Case {number}");
    }
    let references = timescales
        .iter_mut()
        .flat_map(|row| row.late.iter_mut().flatten())
        .map(|late| &mut late.reference)
        .chain(narratives.iter_mut().map(|narrative| &mut narrative.reference));
    for reference in references {
        if let Some(mask) = masks.get(reference) {
            reference.clone_from(mask);
        }
    }
}
