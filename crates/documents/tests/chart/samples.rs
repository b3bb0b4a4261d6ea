//! One figure of each kind, from series of any length.

use redress_documents::chart::{Distribution, Figure, Flow, FlowStage};
use redress_domain::spc::{
    Better, Bounds, Hundredths, Measure, Point, Settings, Share, effect, pareto, proportion, xmr,
};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub fn measure(bounds: Bounds, target: Option<u32>) -> Measure {
    Measure {
        name: "complaints received".into(),
        each: "month".into(),
        bounds,
        better: Some(Better::Lower),
        target: target.map(Hundredths::whole),
    }
}

fn month(at: usize) -> String {
    format!("{} {}", MONTHS[at % 12], 2020 + at / 12)
}

pub fn points(values: &[u32]) -> Vec<Point> {
    let point = |(at, value): (usize, &u32)| Point { label: month(at), value: Hundredths::whole(*value) };
    values.iter().enumerate().map(point).collect()
}

/// A control chart of counts.
pub fn counts(values: &[u32], target: Option<u32>) -> Figure {
    let settings = Settings::default();
    Figure::control("counts", "Complaints", &xmr(&measure(Bounds::Count, target), &points(values), &settings))
}

/// Every kind of figure, from one series.
pub fn every_kind(values: &[u32], target: u32, label: &str) -> Vec<Figure> {
    let named = |at: usize| if label.is_empty() { month(at) } else { format!("{label} {at}") };
    let mut series = points(values);
    series.iter_mut().enumerate().for_each(|(at, point)| point.label = named(at));
    let shares: Vec<Share> = values
        .iter()
        .enumerate()
        .map(|(at, value)| Share { label: named(at), part: *value, rest: (at % 5) as u32 * 7 })
        .collect();
    let labelled: Vec<(String, u32)> = values.iter().enumerate().map(|(at, value)| (named(at), *value)).collect();
    let days: Vec<(u32, u32)> = (0..).zip(values.iter().copied()).collect();
    let stage = |label: String, of: &[u32]| FlowStage {
        label,
        closed: of.first().copied().unwrap_or(0),
        moved_on: of.get(1).copied().unwrap_or(0),
        open: of.get(2).copied().unwrap_or(0),
    };
    let stages = values.chunks(3).enumerate().map(|(at, of)| stage(named(at), of)).collect();
    let (before, after) = series.split_at(series.len() / 2);
    let counts = measure(Bounds::Count, Some(target));
    let settings = Settings { rebase: vec![values.len() / 3], ..Settings::default() };
    let word = |plain: &str| if label.is_empty() { plain.to_owned() } else { label.to_owned() };
    vec![
        Figure::control("xmr", &word("Complaints"), &xmr(&counts, &series, &settings)),
        Figure::control(
            "share",
            &word("Shares"),
            &proportion(&measure(Bounds::Percent, Some(90)), &shares, &Settings::default()),
        ),
        Figure::control(
            "effect",
            &word("Did it work"),
            &effect(&counts, Better::Lower, before, after, &Settings::default()).chart,
        ),
        Figure::pareto("causes", &word("Causes"), &word("cause"), &pareto("causes", &word("complaints"), &labelled)),
        Figure::distribution(
            "days",
            &word("Days"),
            &Distribution {
                counted: word("complaints"),
                unit: word("working days"),
                days: days.clone(),
                target: Some(target),
            },
        ),
        Figure::flow("flow", &word("Flow"), &Flow { counted: word("complaints"), stages }),
    ]
}
