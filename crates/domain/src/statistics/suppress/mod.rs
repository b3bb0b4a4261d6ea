//! Masking small numbers of a public edition, with as many more as keep them from being worked back (regimes 3c).

mod counts;
mod derived;
mod relations;
mod sums;

use super::ReportError;
use super::model::Report;
use crate::disclosure::mask;
use sums::Sums;

/// The report with its small numbers masked, and without what would tell them: shares, means, lists, the spread of days, the
/// months. Unchanged where the procedure masks none.
pub(super) fn suppressed(mut report: Report) -> Result<Report, ReportError> {
    if report.layout.suppress_below <= 1 {
        return Ok(report);
    }
    // Nearly every number by day or by month is small, and which are not tells too much of the others.
    report.distribution = None;
    report.months = None;
    let (cells, relations) = {
        let counts = counts::counts(&mut report);
        let printed = counts.into_iter().filter_map(|(name, count)| Some((name, count.shown()?)));
        let mut sums = Sums::of(printed);
        relations::state(&report, &mut sums);
        sums.into_tables()
    };
    let mask = mask(report.layout.suppress_below.into(), &cells, &relations)
        .map_err(|error| ReportError::Tables { relation: error.to_string() })?;
    for (name, count) in counts::counts(&mut report) {
        if mask.masked().contains(&name) {
            *count = super::Count::Masked;
        }
    }
    derived::withhold(&mut report);
    Ok(report)
}
