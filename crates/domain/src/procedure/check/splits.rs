//! What returns ask of every case: each with options to choose from, for a return that can be named.

use super::ids::is_id;
use super::{Findings, item};
use crate::procedure::Definition;

pub(super) fn check(definition: &Definition, findings: &mut Findings<'_>) {
    for (index, split) in definition.splits.iter().enumerate() {
        let path = item("splits", index, &split.id);
        if split.options.is_empty() {
            let message = "There is nothing to choose from. Add `options`, or delete the split.";
            findings.error("split-without-options", &format!("{path}.options"), message);
        }
        if let Some(id) = split.for_return.as_ref().filter(|id| !is_id(id)) {
            let message = format!("'{id}' is no id of a return. Write one such as ko41a, or leave it out.");
            findings.error("bad-id", &format!("{path}.for_return"), message);
        }
    }
}
