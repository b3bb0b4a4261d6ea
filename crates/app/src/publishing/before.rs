//! What readers have already of an organisation's public figures: nothing that is published next may give away what it masks.

use redress_domain::statistics::{PublishedBefore, Report};
use redress_store::{Reader, newest_editions};

use super::editions::read_report;
use crate::error::AppError;

/// So many editions are reckoned with, the newest: three years of quarters, half-years and years, and their corrections.
const EDITIONS: u32 = 24;

/// The editions published before a report that tell of days it tells of; none where the procedure masks nothing.
pub(crate) fn published_before(reader: &mut Reader<'_>, report: &Report) -> Result<Vec<PublishedBefore>, AppError> {
    if report.layout.suppress_below <= 1 {
        return Ok(Vec::new());
    }
    let from = report.trend.first().map_or(report.period.from, |first| first.from);
    let mut before = Vec::new();
    for (internal, public) in newest_editions(reader, &report.organisation, EDITIONS)? {
        let internal = read_report(&internal)?;
        if internal.period.to >= from {
            before.push(PublishedBefore { internal, public: read_report(&public)? });
        }
    }
    Ok(before)
}
