//! Checks of tables 1 to 3 and of the narratives.

use super::{ROUTES, Weight, check, check_naming};
use crate::statistics::model::{Check, Report, VolumeRow};
use crate::statistics::{Count, RowId, ToldTally, Unwritten};

/// R90: opening + received - closed is what a direct count finds open at the end, and the closed ones were all received in some
/// period.
pub(super) fn carried_forward(report: &Report) -> Check {
    let balance = |row: &VolumeRow| {
        let VolumeRow { opening, received, closed, closing, .. } = row;
        let wrong = *opening + *received != *closed + *closing;
        wrong.then(|| format!("{}: {opening} + {received} - {closed} is not {closing}", row.row.id()))
    };
    let carried = |row: &VolumeRow| {
        let sum: Count = row.closed_by_received_period.values().copied().sum();
        (sum != row.closed).then(|| format!("{}: {sum} by period of receipt, {} closed", row.row.id(), row.closed))
    };
    let total = report.volumes.iter().find(|row| row.row == RowId::Total);
    let open = total.filter(|total| total.closing != report.open.open);
    let open = open.map(|total| format!("{} open by due date, {} at the end", report.open.open, total.closing));
    let wrong = report.volumes.iter().flat_map(|row| [balance(row), carried(row)]).flatten().chain(open);
    check("R90", Weight::Must, "opening + received - closed = closing counted directly, in every row", wrong.collect())
}

/// R92: table 2 and table 3 speak of as many handlings as table 1 says were closed.
pub(super) fn totals_agree(report: &Report) -> Check {
    let mut wrong = Vec::new();
    for ((volume, outcome), timescale) in report.volumes.iter().zip(&report.outcomes).zip(&report.timescales) {
        let by_outcome: Count = outcome.counts.values().copied().sum();
        let by_timescale = timescale.met + timescale.missed;
        if [by_outcome, outcome.total, by_timescale].iter().any(|count| *count != volume.closed) {
            wrong.push(format!(
                "{}: closed {}, by outcome {by_outcome}, met and missed {by_timescale}",
                volume.row.id(),
                volume.closed
            ));
        }
    }
    check("R92", Weight::Must, "the outcomes, and met + missed, add up to closed in every row", wrong)
}

/// R95: each mean is the total of days by the number closed.
pub(super) fn means_agree(report: &Report) -> Check {
    let mut wrong = Vec::new();
    for (volume, timescale) in report.volumes.iter().zip(&report.timescales) {
        let (Some(total), Some(closed)) = (timescale.days_total, volume.closed.shown()) else { continue };
        let agrees = match timescale.days_mean {
            Some(mean) => closed > 0 && mean.is_near(total, closed),
            None => closed == 0,
        };
        if !agrees {
            let mean = timescale.days_mean.map_or_else(|| "none".to_owned(), |mean| mean.to_string());
            wrong.push(format!("{}: {total} days by {closed} closed is not {mean}", volume.row.id()));
        }
    }
    check("R95", Weight::Must, "mean = total of days by closed, in every row", wrong)
}

/// R97: each handling that was late is named.
pub(super) fn late_ones_named(report: &Report) -> Check {
    let wrong = report.timescales.iter().filter_map(|row| {
        let named = Count::Shown(u64::try_from(row.late.as_ref()?.len()).unwrap_or(u64::MAX));
        (named != row.missed).then(|| format!("{}: {named} named, {} missed", row.row.id(), row.missed))
    });
    check("R97", Weight::Must, "every handling that was late is stated, in every row", wrong.collect())
}

/// R100 and R101: every narrative says what was found, and what was learnt.
pub(super) fn narratives_say(id: &str, field: &str, unwritten: &Unwritten) -> Check {
    let count = usize::try_from(unwritten.count).unwrap_or(usize::MAX);
    check_naming(id, Weight::Warns, &format!("every narrative has a {field}"), &unwritten.first, count)
}

/// R102: as many narratives as table 2 says were upheld or partly upheld, row by row.
pub(super) fn narratives_complete(report: &Report, told: &ToldTally) -> Check {
    let mut wrong = Vec::new();
    for row in report.outcomes.iter().filter(|row| ROUTES.contains(&row.row)) {
        let (told, upheld) = (told.handlings.of_row(row.row), report.upheld(row));
        if upheld != told {
            wrong.push(format!("{}: {told} narratives for {upheld} upheld or partly upheld", row.row.id()));
        }
    }
    check("R102", Weight::Must, "as many narratives as upheld and partly upheld, in every row", wrong)
}
