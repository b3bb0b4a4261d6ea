//! What is charted: its name, its points, which way is better, and how its limits are to be reckoned.

use serde::{Deserialize, Serialize};

use super::Hundredths;

/// What a chart measures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// As it stands within a sentence: `complaints received`.
    pub name: String,
    /// What one point stands for: `month`, `quarter`.
    pub each: String,
    /// Between what its values can lie.
    pub bounds: Bounds,
    /// Which way is better; `None` where neither is.
    pub better: Option<Better>,
    /// What is aimed at.
    pub target: Option<Hundredths>,
}

/// Which way of a measure is an improvement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// Fewer complaints, fewer days.
    Lower,
    /// More met, more in time.
    Higher,
}

/// Between what values can lie: limits beyond it are drawn at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bounds {
    /// Whole numbers, nought or more.
    Count,
    /// A quantity, nought or more: days, pounds.
    Amount,
    /// 0 to 100.
    Percent,
}

impl Bounds {
    /// The value within the bounds that is nearest.
    pub fn clip(self, value: Hundredths) -> Hundredths {
        let highest = match self {
            Bounds::Count | Bounds::Amount => Hundredths::new(i64::MAX),
            Bounds::Percent => Hundredths::whole(100),
        };
        value.clamp(Hundredths::whole(0), highest)
    }

    /// A value as people read it: `4.2`, `90%`.
    pub fn print(self, value: Hundredths) -> String {
        match self {
            Bounds::Count | Bounds::Amount => value.to_string(),
            Bounds::Percent => format!("{value}%"),
        }
    }
}

/// One value of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its month or other period, short: `Mar 2026`.
    pub label: String,
    /// Its value.
    pub value: Hundredths,
}

/// One share of a series: `part` of `part + rest`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Its month or other period, short: `Mar 2026`.
    pub label: String,
    /// How many are counted.
    pub part: u32,
    /// How many more could have been.
    pub rest: u32,
}

/// How limits are reckoned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Whether moving ranges at or above the range limit are dropped, once, before the limits are reckoned.
    pub screen_outliers: bool,
    /// At these points (the first is 0) limits start anew.
    pub rebase: Vec<usize>,
    /// Limits that rest on fewer points are trial limits, by which nothing signals.
    pub min_points: usize,
    /// Counts whose mean is below this have no limits: single cases would be judged.
    pub min_mean: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { screen_outliers: true, rebase: Vec::new(), min_points: 12, min_mean: 1 }
    }
}

impl Settings {
    /// Where limits start: at the first of so many points, and anew at each point that is named and exists.
    pub(super) fn starts(&self, points: usize) -> Vec<usize> {
        let mut starts: Vec<usize> = self.rebase.iter().copied().chain([0]).filter(|start| *start < points).collect();
        starts.sort_unstable();
        starts.dedup();
        starts
    }

    /// The stretches between those starts.
    pub(super) fn stretches<'a, T>(&self, points: &'a [T]) -> Vec<&'a [T]> {
        let starts = self.starts(points.len());
        let ends = starts.iter().copied().skip(1).chain([points.len()]);
        starts.iter().zip(ends).filter_map(|(start, end)| points.get(*start..end)).collect()
    }
}
