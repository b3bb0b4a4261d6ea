//! Control charts against published examples, hand values and a plain reading of the rules; effects; Pareto.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

mod effects;
mod oracle;
mod paretos;
mod properties;
mod shares;
mod single_values;

use redress_domain::spc::{Better, Bounds, ControlChart, Hundredths, Measure, Point, Rule, Settings};

/// The worked example of NHSRplotthedots.
const WORKED: [u32; 18] = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1];

fn complaints(better: Option<Better>, target: Option<u32>) -> Measure {
    Measure {
        name: "complaints received".into(),
        each: "month".into(),
        bounds: Bounds::Count,
        better,
        target: target.map(Hundredths::whole),
    }
}

/// Points of months that are called M1, M2 and so on.
fn months(values: &[i64]) -> Vec<Point> {
    let point =
        |(at, value): (usize, &i64)| Point { label: format!("M{}", at + 1), value: Hundredths::new(value * 100) };
    values.iter().enumerate().map(point).collect()
}

fn counts(values: &[u32]) -> Vec<Point> {
    months(&values.iter().map(|value| i64::from(*value)).collect::<Vec<_>>())
}

fn unscreened() -> Settings {
    Settings { screen_outliers: false, ..Settings::default() }
}

fn printed(chart: &ControlChart) -> [String; 3] {
    let limits = chart.limits().unwrap();
    [limits.upper, limits.centre, limits.lower].map(|limit| limit.to_string())
}

/// Which points signal, and by which rule.
fn signals(chart: &ControlChart) -> Vec<(usize, Rule)> {
    let points = chart.points.iter().enumerate();
    points.filter_map(|(at, point)| Some((at, point.signal?.rule))).collect()
}
