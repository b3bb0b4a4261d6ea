//! Masking small numbers of a public edition, with as many more as keep them from being worked back (regimes 3c).

mod between;
mod counts;
mod derived;
mod relations;
mod sums;

use std::collections::{BTreeMap, BTreeSet};

use super::model::Report;
use super::{Count, ReportError};
use crate::disclosure::mask;
use sums::Sums;

/// An edition that readers have already: what they see of it, and the numbers behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedBefore {
    /// Its internal edition.
    pub internal: Report,
    /// Its public edition.
    pub public: Report,
}

/// The report with its small numbers masked, and without what would tell them: shares, means, lists, the spread of days, the
/// months. What the editions published `before` mask stays masked, and cannot be worked back from all of them together.
/// Unchanged where the procedure masks none.
pub(super) fn suppressed(mut report: Report, before: &[PublishedBefore]) -> Result<Report, ReportError> {
    if report.layout.suppress_below <= 1 {
        return Ok(report);
    }
    let below = report.layout.suppress_below.into();
    // Nearly every number by day or by month is small, and which are not tells too much of the others.
    report.distribution = None;
    report.months = None;
    let mut sums = Sums::of(shown(&mut report));
    relations::state(&report, &mut sums);
    for (edition, published) in before.iter().enumerate() {
        let PublishedBefore { mut internal, mut public } = published.clone();
        let masked = counts::counts(&mut public).into_iter().filter(|(_, count)| **count == Count::Masked);
        let masked: BTreeSet<String> = masked.map(|(name, _)| name).collect();
        sums.earlier(edition, shown(&mut internal), &masked, below);
        relations::state(&internal, &mut sums);
    }
    sums.between();
    between::state(before.iter().map(|published| &published.internal).chain([&report]), &mut sums);
    let (cells, relations) = sums.into_tables();
    let mask = mask(below, &cells, &relations).map_err(|error| ReportError::Tables { relation: error.to_string() })?;
    for (name, count) in counts::counts(&mut report) {
        if mask.masked().contains(&name) {
            *count = Count::Masked;
        }
    }
    derived::withhold(&mut report);
    Ok(report)
}

/// The numbers of a report by name.
fn shown(report: &mut Report) -> BTreeMap<String, u64> {
    let counts = counts::counts(report);
    counts.into_iter().filter_map(|(name, count)| Some((name, count.shown()?))).collect()
}
