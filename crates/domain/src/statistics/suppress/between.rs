//! What readers of several reports know: the numbers of a period are those of the periods it is made of.

use std::collections::{BTreeMap, BTreeSet};

use super::sums::Sums;
use crate::statistics::model::Report;
use crate::time::{Date, plus_days};

/// Periods that reports tell of, by id: first and last day.
type Periods = BTreeMap<String, (Date, Date)>;

/// States it for the periods of all these reports and of their trends. What a report of a period does not print is nought in it;
/// what a trend does not print is not known.
pub(super) fn state<'r>(reports: impl IntoIterator<Item = &'r Report> + Clone, sums: &mut Sums) {
    let reported: BTreeSet<&str> = reports.clone().into_iter().map(|report| report.period.id.as_str()).collect();
    let periods = periods(reports);
    for (whole, (from, to)) in &periods {
        let Some(parts) = parts(&periods, *from, *to) else { continue };
        for measure in measures(whole, sums) {
            let of = |part: &str| format!("{part} {measure}");
            if parts.iter().all(|part| reported.contains(part) || sums.numbers().contains_key(&of(part))) {
                sums.total_if(&of(whole), parts.iter().map(|part| of(part)));
            }
        }
    }
}

fn periods<'r>(reports: impl IntoIterator<Item = &'r Report>) -> Periods {
    let mut periods = Periods::new();
    for report in reports {
        periods.insert(report.period.id.clone(), (report.period.from, report.period.to));
        periods.extend(report.trend.iter().map(|one| (one.period.clone(), (one.from, one.to))));
    }
    periods
}

/// The fewest shorter periods that follow one another from the first day to the last. Their own parts are stated of them.
fn parts(periods: &Periods, from: Date, to: Date) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let mut day = from;
    while day <= to {
        let shorter =
            periods.iter().filter(|(_, (first, last))| *first == day && *last <= to && (*first, *last) != (from, to));
        let (id, (_, last)) = shorter.max_by_key(|(_, (_, last))| *last)?;
        parts.push(id.as_str());
        day = plus_days(*last, 1);
    }
    Some(parts)
}

/// What is told of a period, but for what was open at its end and what is told by the period it was received in.
fn measures(period: &str, sums: &Sums) -> BTreeSet<String> {
    let beginning = format!("{period} ");
    let of_it = sums.numbers().range(beginning.clone()..).map_while(|(name, _)| name.strip_prefix(&beginning));
    of_it.filter(|measure| !measure.contains(" from ") && !measure.starts_with("open ")).map(str::to_owned).collect()
}
