//! The four rules by which points signal a change that chance does not explain.

use std::cmp::Ordering;

use serde::Serialize;

use super::Better;

/// So many points in a row make a trend or a shift.
pub const RUN: usize = 7;

/// Why a point signals a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Signal {
    /// The rule.
    pub rule: Rule,
    /// Which way the change goes.
    pub side: Side,
    /// Whether that is good.
    pub meaning: Meaning,
}

impl Signal {
    /// What the point does, for people: `above the upper limit`.
    pub fn words(self) -> &'static str {
        match (self.rule, self.side) {
            (Rule::Outside, Side::Higher) => "above the upper limit",
            (Rule::Outside, Side::Lower) => "below the lower limit",
            (Rule::Trend, Side::Higher) => "rising steadily",
            (Rule::Trend, Side::Lower) => "falling steadily",
            (Rule::TwoOfThree, Side::Higher) => "near the upper limit",
            (Rule::TwoOfThree, Side::Lower) => "near the lower limit",
            (Rule::Shift, Side::Higher) => "above the mean",
            (Rule::Shift, Side::Lower) => "below the mean",
        }
    }
}

/// The rules, in order of precedence: a point that two of them catch is told by the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Outside the limits.
    Outside,
    /// One of seven points, each above (or each below) the one before: six steps.
    Trend,
    /// In the outer third towards a limit, one of two among three points that are all on that side of the mean.
    TwoOfThree,
    /// One of seven points on the same side of the mean; a point on the mean is on neither.
    Shift,
}

/// Which way a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Up.
    Higher,
    /// Down.
    Lower,
}

/// Whether a signal is good news.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// It goes the better way. A trend goes its own way, wherever the mean is; the other rules go by the side of the mean.
    Improvement,
    /// It goes the worse way.
    Concern,
    /// Neither way is better.
    Neither,
}

impl Meaning {
    fn of(side: Side, better: Option<Better>) -> Meaning {
        match (side, better) {
            (_, None) => Meaning::Neither,
            (Side::Higher, Some(Better::Higher)) | (Side::Lower, Some(Better::Lower)) => Meaning::Improvement,
            (Side::Higher, Some(Better::Lower)) | (Side::Lower, Some(Better::Higher)) => Meaning::Concern,
        }
    }
}

/// Where a point stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Against the mean.
    pub side: Ordering,
    /// How far from it.
    pub zone: Zone,
    /// Against the point before; `Equal` for the first.
    pub step: Ordering,
}

/// How far from the mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    Inner,
    OuterThird,
    Outside,
}

impl Zone {
    /// By a distance and the distance of the limit.
    pub fn of(distance: u128, limit: u128) -> Zone {
        if distance > limit {
            Zone::Outside
        } else if distance.saturating_mul(3) > limit.saturating_mul(2) {
            Zone::OuterThird
        } else {
            Zone::Inner
        }
    }
}

/// The signal of each point.
pub(super) fn signals(places: &[Place], better: Option<Better>) -> Vec<Option<Signal>> {
    let outside = marked(places, 1, |window| one_side(window).filter(|_| count(window, Zone::Outside) == 1));
    let trend = marked(places, RUN, |window| all(window.iter().skip(1).map(|place| place.step)));
    let near = marked(places, 3, |window| one_side(window).filter(|_| count(window, Zone::OuterThird) >= 2));
    let shift = marked(places, RUN, one_side);
    let found = places.iter().zip(outside).zip(trend).zip(near).zip(shift);
    found
        .map(|((((place, outside), trend), near), shift)| {
            let near = near.filter(|_| place.zone == Zone::OuterThird);
            let rules =
                [(Rule::Outside, outside), (Rule::Trend, trend), (Rule::TwoOfThree, near), (Rule::Shift, shift)];
            let (rule, side) = rules.into_iter().find_map(|(rule, side)| Some((rule, side?)))?;
            Some(Signal { rule, side, meaning: Meaning::of(side, better) })
        })
        .collect()
}

/// Marks every point of each window of that width for which something holds.
fn marked(places: &[Place], width: usize, holds: impl Fn(&[Place]) -> Option<Side>) -> Vec<Option<Side>> {
    let mut marks = vec![None; places.len()];
    for (start, window) in places.windows(width).enumerate() {
        if let Some(side) = holds(window) {
            marks.iter_mut().skip(start).take(width).for_each(|mark| *mark = Some(side));
        }
    }
    marks
}

fn one_side(window: &[Place]) -> Option<Side> {
    all(window.iter().map(|place| place.side))
}

fn count(window: &[Place], zone: Zone) -> usize {
    window.iter().filter(|place| place.zone == zone).count()
}

fn all(mut ways: impl Iterator<Item = Ordering>) -> Option<Side> {
    let first = ways.next()?;
    let side = match first {
        Ordering::Greater => Side::Higher,
        Ordering::Less => Side::Lower,
        Ordering::Equal => return None,
    };
    ways.all(|way| way == first).then_some(side)
}
