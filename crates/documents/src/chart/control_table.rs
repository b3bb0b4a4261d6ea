//! The table under a control chart.

use redress_domain::spc::{ChartPoint, ControlChart, Meaning};

use super::labels::capital;

/// What stands where a point has no value or no limits.
const NONE: &str = "none";

/// Its columns and rows.
pub(super) fn table(chart: &ControlChart) -> (Vec<String>, Vec<Vec<String>>) {
    let measure = &chart.measure;
    let shares = chart.points.iter().any(|point| point.counted.is_some());
    let mut columns = vec![capital(&measure.each), capital(&measure.name)];
    columns.extend(shares.then(|| "Counted".to_owned()));
    columns.extend(["Lower limit", "Mean", "Upper limit", "Signal"].map(str::to_owned));
    let rows = chart.points.iter().map(|point| row(chart, point, shares)).collect();
    (columns, rows)
}

fn row(chart: &ControlChart, point: &ChartPoint, shares: bool) -> Vec<String> {
    let bounds = chart.measure.bounds;
    let print = |value| bounds.print(value);
    let mut row = vec![point.label.clone(), point.value.map_or_else(|| NONE.to_owned(), print)];
    if shares {
        row.push(point.counted.map_or_else(String::new, |counted| format!("{} of {}", counted.part, counted.whole)));
    }
    match point.limits.map(|limits| limits.drawn(bounds)) {
        Some(limits) => row.extend([limits.lower, limits.centre, limits.upper].map(print)),
        None => row.extend([NONE, NONE, NONE].map(str::to_owned)),
    }
    row.push(signal(point));
    row
}

/// What a point signals, in words.
pub(super) fn signal(point: &ChartPoint) -> String {
    let Some(signal) = point.signal else {
        return NONE.to_owned();
    };
    let meaning = match signal.meaning {
        Meaning::Improvement => "improvement: ",
        Meaning::Concern => "concern: ",
        Meaning::Neither => "",
    };
    format!("{meaning}{}", signal.words())
}
