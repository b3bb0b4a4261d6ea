//! A control chart: its points with their limits and signals, and what it says of its target.

use serde::Serialize;

use super::{Better, Bounds, Hundredths, Measure, Settings, Signal};

/// A series with its limits and signals, and the sentence that says what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ControlChart {
    /// What it measures.
    pub measure: Measure,
    /// In order of time.
    pub points: Vec<ChartPoint>,
    /// Whether the latest limits rest on too few points to be more than a trial.
    pub trial: bool,
    /// The first point after a change that is judged, or at which the latest limits start anew.
    pub changed_at: Option<usize>,
    /// Whether the target can be relied on; `None` without a target, a better way, or limits that are more than a trial.
    pub assurance: Option<Assurance>,
    /// What the chart shows, for people. It never compares one point with another.
    pub sentence: String,
}

/// A point of a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChartPoint {
    /// Its month or other period.
    pub label: String,
    /// Its value; `None` for a share of nothing.
    pub value: Option<Hundredths>,
    /// What a share was reckoned from.
    pub counted: Option<Counted>,
    /// Where chance alone would leave it; `None` while there are too few points to say.
    pub limits: Option<Limits>,
    /// The rule by which it signals a change.
    pub signal: Option<Signal>,
}

/// What a share was reckoned from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// How many were counted.
    pub part: u64,
    /// Of how many.
    pub whole: u64,
    /// So few that limits are rough: fewer than five could be expected to be counted, or not to be.
    pub few: bool,
}

/// The natural limits of a process, not cut off at what values are possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Upper limit.
    pub upper: Hundredths,
    /// Mean.
    pub centre: Hundredths,
    /// Lower limit; that of a count can be below nought.
    pub lower: Hundredths,
    /// What the step from one point to the next can be by chance; `None` for a share.
    pub range: Option<Hundredths>,
}

impl Limits {
    /// As they are drawn and told: within what values are possible.
    #[must_use]
    pub fn drawn(self, bounds: Bounds) -> Limits {
        Limits {
            upper: bounds.clip(self.upper),
            centre: self.centre,
            lower: bounds.clip(self.lower),
            range: self.range,
        }
    }
}

/// Whether a process as it is now will meet its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assurance {
    /// Its limits lie wholly on the good side of the target.
    ConsistentPass,
    /// Its limits lie wholly on the bad side.
    ConsistentFail,
    /// The target lies within the limits: chance decides.
    HitOrMiss,
}

impl Assurance {
    /// By the lowest and the highest of the limits.
    fn of((lower, upper): (Hundredths, Hundredths), target: Hundredths, better: Better) -> Assurance {
        let (above, below) = match better {
            Better::Lower => (Assurance::ConsistentPass, Assurance::ConsistentFail),
            Better::Higher => (Assurance::ConsistentFail, Assurance::ConsistentPass),
        };
        if target > upper {
            above
        } else if target < lower {
            below
        } else {
            Assurance::HitOrMiss
        }
    }
}

impl ControlChart {
    /// A chart of points that have been judged, whose latest limits rest on `rests_on` points.
    pub(super) fn assemble(
        measure: &Measure,
        points: Vec<ChartPoint>,
        changed_at: Option<usize>,
        rests_on: usize,
        settings: &Settings,
    ) -> ControlChart {
        let trial = rests_on < settings.min_points;
        let mut chart = ControlChart {
            measure: measure.clone(),
            points,
            trial,
            changed_at,
            assurance: None,
            sentence: String::new(),
        };
        chart.assurance = chart.widest().filter(|_| !trial).and_then(|widest| {
            let (target, better) = measure.target.zip(measure.better)?;
            Some(Assurance::of(widest, target, better))
        });
        chart.sentence = super::sentence::of_chart(&chart, rests_on, settings);
        chart
    }

    /// The limits of the latest point that has a value.
    pub fn limits(&self) -> Option<Limits> {
        self.points.iter().rev().find(|point| point.value.is_some())?.limits
    }

    /// The lowest and the highest limit since limits last started: those of shares differ from point to point.
    fn widest(&self) -> Option<(Hundredths, Hundredths)> {
        let latest = || self.points.iter().skip(self.changed_at.unwrap_or(0)).filter_map(|point| point.limits);
        Some((latest().map(|limits| limits.lower).min()?, latest().map(|limits| limits.upper).max()?))
    }
}
