//! The splits of a procedure in a return: a row for every option, noughts included, and one for what is not recorded.

use std::collections::BTreeMap;

use super::content::{check, complaints};
use super::model::{ReturnCell, ReturnCheck, ReturnTable};
use crate::procedure::Split;

/// Ids of the splits that returns other than KO41 look for.
pub const TENURE: &str = "tenure";
pub const PRODUCT: &str = "product";
pub const VULNERABLE: &str = "vulnerable";

/// The row of what is not recorded.
pub(super) const NOT_RECORDED: &str = "not-recorded";
pub(super) const NOT_RECORDED_LABEL: &str = "Not recorded";

/// New complaints by the options of one split.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SplitCount {
    /// Under each option; a complaint under every one of its options.
    pub options: BTreeMap<String, u64>,
    /// With an option at all, each once.
    pub complaints: u64,
}

/// Ids and labels of a split's options; then those that are recorded although the procedure no longer has them.
pub(super) fn options<'a>(
    split: Option<&'a Split>,
    recorded: impl Iterator<Item = &'a str>,
) -> Vec<(&'a str, &'a str)> {
    let known = split.map(|split| split.options.as_slice()).unwrap_or_default().iter();
    let mut all: Vec<(&str, &str)> = known.map(|option| (option.id.as_str(), option.label.as_str())).collect();
    for id in recorded {
        if !all.iter().any(|(known, _)| *known == id) {
            all.push((id, id));
        }
    }
    all
}

/// The table of a split over the new complaints of a period.
pub(super) fn split_table(split: &Split, count: &SplitCount, new: u64) -> ReturnTable {
    let mut table = ReturnTable::new(&split.id, &split.label, &[("new", "New complaints")]);
    for (id, label) in options(Some(split), count.options.keys().map(String::as_str)) {
        let count = count.options.get(id).copied().unwrap_or(0);
        table.push(id, label, [ReturnCell::Count(count)]);
    }
    let not_recorded = new.saturating_sub(count.complaints);
    table.push(NOT_RECORDED, NOT_RECORDED_LABEL, [ReturnCell::Count(not_recorded)]);
    table
}

/// Whether a split agrees with the number of new complaints: equal, or where one complaint counts under several options at
/// least that.
pub(super) fn split_check(split: &Split, count: &SplitCount, new: u64) -> ReturnCheck {
    let sum: u64 = count.options.values().sum();
    let not_recorded = new.saturating_sub(count.complaints);
    let (agrees, wanted) = if split.many { (sum >= new, "at least") } else { (sum == new, "equal to") };
    let mut detail = format!("“{}” adds up to {sum}, which has to be {wanted} the {new} new.", split.label);
    if not_recorded > 0 {
        detail.push_str(&format!(" It is not recorded for {}; record it on their pages.", complaints(not_recorded)));
    }
    check(format!("split-{}", split.id), agrees && not_recorded == 0, detail)
}
