//! The P chart: shares of groups that differ in size, each with limits of its own.

use super::signal::{Place, Zone, signals};
use super::{Bounds, ChartPoint, ControlChart, Counted, Hundredths, Limits, Measure, Settings, Share, Signal};

/// Of a group from which fewer can be expected, counted or not counted, limits are rough.
const EXPECTED: u128 = 5;

/// The chart of shares, in percent whatever bounds the measure has. A share of nothing has no value and is passed over.
///
/// There are no limits where most groups are too small for them; the sentence then points to the chart of counts.
pub fn proportion(measure: &Measure, shares: &[Share], settings: &Settings) -> ControlChart {
    let measure = Measure { bounds: Bounds::Percent, ..measure.clone() };
    let stretches = settings.stretches(shares);
    let points = stretches.iter().flat_map(|stretch| judge(&measure, stretch, settings));
    let rests_on = stretches.last().map_or(0, |last| valued(last).count());
    let changed_at = settings.starts(shares.len()).last().copied().filter(|start| *start > 0);
    ControlChart::assemble(&measure, points.collect(), changed_at, rests_on, settings)
}

fn valued(shares: &[Share]) -> impl Iterator<Item = &Share> {
    shares.iter().filter(|share| whole(share) > 0)
}

fn judge(measure: &Measure, shares: &[Share], settings: &Settings) -> Vec<ChartPoint> {
    let process = Process::of(shares);
    let process = process.as_ref();
    let few = |share: &Share| process.is_some_and(|process| process.expects_few(share));
    let valued: Vec<&Share> = valued(shares).collect();
    let process = process.filter(|_| 2 * valued.iter().filter(|share| few(share)).count() <= valued.len());
    let judging = process.filter(|_| valued.len() >= settings.min_points);
    let mut found = judging.map_or_else(Vec::new, |process| process.signals(measure, &valued)).into_iter();
    let judged = shares.iter().map(|share| {
        let value = Hundredths::ratio(100 * u64::from(share.part), whole(share));
        ChartPoint {
            label: share.label.clone(),
            value,
            counted: Some(Counted { part: share.part.into(), whole: whole(share), few: few(share) }),
            limits: process.filter(|_| value.is_some()).map(|process| process.limits(share)),
            signal: value.and_then(|_| found.next()).flatten(),
        }
    });
    judged.collect()
}

fn whole(share: &Share) -> u64 {
    u64::from(share.part) + u64::from(share.rest)
}

/// The share that a process has by chance: all that was counted, of all that could be.
#[derive(Debug)]
struct Process {
    part: u128,
    whole: u128,
}

impl Process {
    /// `None` where there is nothing to count.
    fn of(shares: &[Share]) -> Option<Process> {
        let process = Process {
            part: shares.iter().map(|share| u128::from(share.part)).sum(),
            whole: shares.iter().map(|share| u128::from(whole(share))).sum(),
        };
        (process.whole > 0).then_some(process)
    }

    /// At either end: few that are counted, or few that are not.
    fn expects_few(&self, share: &Share) -> bool {
        let fewer = self.part.min(self.whole.saturating_sub(self.part));
        u128::from(whole(share)) * fewer < EXPECTED * self.whole
    }

    /// `p ± 3 √(p (1 - p) / n)` in percent, within 0 and 100.
    fn limits(&self, share: &Share) -> Limits {
        let size = u128::from(whole(share));
        // Everything times whole × size × 2, so that the root alone is rounded, and that downwards.
        let denominator = 2 * self.whole * size;
        let centre = 20_000 * self.part * size;
        let reach = self.variance(size).saturating_mul(4 * 9 * 100_000_000).isqrt();
        let nearest = |doubled: u128| (doubled + denominator / 2) / denominator;
        let percent = |doubled: u128| Hundredths::new(i64::try_from(nearest(doubled)).unwrap_or(i64::MAX));
        Limits {
            upper: Bounds::Percent.clip(percent(centre + reach)),
            centre: percent(centre),
            lower: percent(centre.saturating_sub(reach)),
            range: None,
        }
    }

    fn signals(&self, measure: &Measure, shares: &[&Share]) -> Vec<Option<Signal>> {
        let before = shares.iter().take(1).chain(shares);
        let places: Vec<Place> = shares.iter().zip(before).map(|(share, before)| self.place(share, before)).collect();
        signals(&places, measure.better)
    }

    /// Both sides of each comparison are multiplied out, so that nothing is rounded but the root, and that harmlessly:
    /// a whole number is above a root when it is above its whole part.
    fn place(&self, share: &Share, before: &Share) -> Place {
        let size = u128::from(whole(share));
        let (counted, expected) = (u128::from(share.part) * self.whole, self.part * size);
        let distance = counted.abs_diff(expected);
        let root = |sigmas: u128| self.variance(size).saturating_mul(sigmas * sigmas).isqrt();
        let zone = if distance > root(3) {
            Zone::Outside
        } else if distance > root(2) {
            Zone::OuterThird
        } else {
            Zone::Inner
        };
        let crossed = |one: &Share, other: &Share| u128::from(one.part) * u128::from(whole(other));
        let step = crossed(share, before).cmp(&crossed(before, share));
        Place { side: counted.cmp(&expected), zone, step }
    }

    /// Of a group's number, times the square of `whole`: `part (whole - part) size`.
    fn variance(&self, size: u128) -> u128 {
        (self.part * self.whole.saturating_sub(self.part)).saturating_mul(size)
    }
}
