//! Control charts by calendar month. Of small numbers no limits can be told for a percentage: then their counts are charted.
//! Months that the register does not tell of, and the one that is not over, are in none of them.

use redress_domain::procedure::{Spc, Uphold};
use redress_domain::spc::{Better, Bounds, ControlChart, Hundredths, Measure, Point, Settings, Share, proportion, xmr};
use redress_domain::statistics::{Count, RowId, TrendPeriod, TrendRow};

use super::cells::drawn;
use super::trend::ended;
use super::writer::Writer;
use crate::chart::Figure;
use crate::document::Block;

/// A month of all stages together.
type Month<'a> = (String, &'a TrendRow);

pub(super) fn charts(writer: &mut Writer<'_>) -> Vec<Block> {
    let report = writer.report;
    let Some(months) = &report.months else {
        return vec![Block::Note("There are no charts by month here: most numbers of a month are small.".to_owned())];
    };
    let total = months.iter().filter_map(|month| {
        let row = month.rows.iter().find(|row| row.row == RowId::Total)?;
        Some((month.from.strftime("%b %Y").to_string(), row))
    });
    let settings = settings(months, &report.layout.spc);
    let months: Vec<Month<'_>> = total.collect();
    let uphold = report.layout.uphold;
    let charts = [
        ("Received each month", counts("the number received", None, &months, |row| row.received, &settings)),
        ("Closed each month", counts("the number closed", None, &months, |row| row.closed, &settings)),
        in_time(&months, report.layout.spc.in_time_target, &settings),
        upheld(&months, uphold, &settings),
    ];
    let mut blocks = Vec::new();
    for (title, chart) in charts {
        if let Some(chart) = chart {
            blocks.extend(writer.chart(|id| Figure::control(id, title, &chart)));
        }
    }
    blocks
}

/// Limits start anew with the months that the procedure names.
fn settings(months: &[TrendPeriod], spc: &Spc) -> Settings {
    let rebase = spc.rebase.iter().filter_map(|day| months.iter().position(|month| month.from == *day));
    Settings { rebase: rebase.collect(), ..spc.settings() }
}

/// The percentage in time where limits can be told, against what is aimed at; otherwise how many were late.
fn in_time(months: &[Month<'_>], target: Option<u32>, settings: &Settings) -> (&'static str, Option<ControlChart>) {
    let measure = Measure {
        target: target.map(Hundredths::whole),
        ..measure("the share closed in time", Bounds::Percent, Some(Better::Higher))
    };
    let shares = shares(&measure, months, |row| (row.met, row.missed.shown()), settings);
    match shares.filter(has_limits) {
        Some(chart) => ("Closed in time each month, in percent", Some(chart)),
        None => {
            let late = counts("the number closed late", Some(Better::Lower), months, |row| row.missed, settings);
            ("Closed late each month", late)
        }
    }
}

/// The percentage upheld where limits can be told, otherwise how many were upheld. Neither way is better: fewer upheld may mean
/// that less goes wrong, or that less is admitted.
fn upheld(months: &[Month<'_>], uphold: Uphold, settings: &Settings) -> (&'static str, Option<ControlChart>) {
    let (name, percent, number) = match uphold {
        Uphold::Strict => ("upheld", "Upheld each month, in percent", "Upheld each month"),
        Uphold::Any => (
            "upheld or partly upheld",
            "Upheld or partly upheld each month, in percent",
            "Upheld or partly upheld each month",
        ),
    };
    let part = |row: &TrendRow| {
        let upheld = ended(row).upheld_as(uphold);
        let rest = ended(row).decided().zip(upheld.shown()).map(|(decided, upheld)| decided.saturating_sub(upheld));
        (upheld, rest)
    };
    let measure = measure(&format!("the share {name}"), Bounds::Percent, None);
    match shares(&measure, months, part, settings).filter(has_limits) {
        Some(chart) => (percent, Some(chart)),
        None => (number, counts(&format!("the number {name}"), None, months, |row| part(row).0, settings)),
    }
}

fn has_limits(chart: &ControlChart) -> bool {
    chart.limits().is_some()
}

/// None where a number is masked.
fn counts(
    name: &str,
    better: Option<Better>,
    months: &[Month<'_>],
    count: impl Fn(&TrendRow) -> Count,
    settings: &Settings,
) -> Option<ControlChart> {
    let point = |(label, row): &Month<'_>| {
        Some(Point { label: label.clone(), value: Hundredths::whole(drawn(count(row).shown()?)) })
    };
    let points: Vec<Point> = months.iter().map(point).collect::<Option<_>>()?;
    Some(xmr(&measure(name, Bounds::Count, better), &points, settings))
}

/// None where a number is masked.
fn shares(
    measure: &Measure,
    months: &[Month<'_>],
    parts: impl Fn(&TrendRow) -> (Count, Option<u64>),
    settings: &Settings,
) -> Option<ControlChart> {
    let share = |(label, row): &Month<'_>| {
        let (part, rest) = parts(row);
        Some(Share { label: label.clone(), part: drawn(part.shown()?), rest: drawn(rest?) })
    };
    let shares: Vec<Share> = months.iter().map(share).collect::<Option<_>>()?;
    Some(proportion(measure, &shares, settings))
}

fn measure(name: &str, bounds: Bounds, better: Option<Better>) -> Measure {
    Measure { name: name.to_owned(), each: "month".to_owned(), bounds, better, target: None }
}
