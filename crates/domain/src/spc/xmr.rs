//! The XmR chart: single values, with limits from the ranges between neighbours.

use super::signal::{Place, Zone, signals};
use super::{Bounds, ChartPoint, ControlChart, Hundredths, Limits, Measure, Point, Settings, Signal};

/// Limits lie this many thousandths of the mean moving range from the mean.
const LIMIT: i128 = 2660;
/// A moving range of so many thousandths of their mean is beyond chance.
const RANGE_LIMIT: i128 = 3267;

/// The chart of single values. Signals do not reach across a point where limits start anew.
pub fn xmr(measure: &Measure, points: &[Point], settings: &Settings) -> ControlChart {
    let stretches = settings.stretches(points);
    let judged = stretches.iter().flat_map(|stretch| {
        let process = Process::of(measure, stretch, settings);
        judge(measure, stretch, process.as_ref())
    });
    let rests_on = stretches.last().map_or(0, |last| last.len());
    let changed_at = settings.starts(points.len()).last().copied().filter(|start| *start > 0);
    ControlChart::assemble(measure, judged.collect(), changed_at, rests_on, settings)
}

/// Points with the limits of a process and the signals they make among themselves.
pub(super) fn judge(measure: &Measure, points: &[Point], process: Option<&Process>) -> Vec<ChartPoint> {
    let judging = process.filter(|process| !process.on_trial);
    let signals = judging.map_or_else(|| vec![None; points.len()], |process| process.signals(measure, points));
    let limits = process.map(Process::limits);
    let judged = points.iter().zip(signals).map(|(point, signal)| ChartPoint {
        label: point.label.clone(),
        value: Some(point.value),
        counted: None,
        limits,
        signal,
    });
    judged.collect()
}

/// What a process does by chance: its mean and its mean moving range, as exact fractions of hundredths.
#[derive(Debug)]
pub(super) struct Process {
    sum: i128,
    points: i128,
    range_sum: i128,
    ranges: i128,
    /// It rests on too few points for signals.
    on_trial: bool,
}

impl Process {
    /// From its points; `None` from fewer than two, and from counts so small that single cases would be judged.
    pub fn of(measure: &Measure, points: &[Point], settings: &Settings) -> Option<Process> {
        let values: Vec<i128> = points.iter().map(|point| i128::from(point.value.get())).collect();
        let least = i128::from(settings.min_mean) * 100 * length(&values);
        if measure.bounds == Bounds::Count && least > 0 && values.iter().sum::<i128>() < least {
            return None;
        }
        let mut ranges: Vec<i128> =
            values.iter().zip(values.iter().skip(1)).map(|(one, next)| (next - one).abs()).collect();
        if settings.screen_outliers {
            screen(&mut ranges);
        }
        (!ranges.is_empty()).then(|| Process {
            sum: values.iter().sum(),
            points: length(&values),
            range_sum: ranges.iter().sum(),
            ranges: length(&ranges),
            on_trial: points.len() < settings.min_points,
        })
    }

    fn limits(&self) -> Limits {
        let limit = |sign: i128| {
            let hundredths = self.sum * 1000 * self.ranges + sign * LIMIT * self.range_sum * self.points;
            Hundredths::rounded(hundredths, self.points * 1000 * self.ranges)
        };
        Limits {
            upper: limit(1),
            centre: Hundredths::rounded(self.sum, self.points),
            lower: limit(-1),
            range: Some(Hundredths::rounded(RANGE_LIMIT * self.range_sum, 1000 * self.ranges)),
        }
    }

    fn signals(&self, measure: &Measure, points: &[Point]) -> Vec<Option<Signal>> {
        let before = points.iter().take(1).chain(points);
        let places: Vec<Place> = points.iter().zip(before).map(|(point, before)| self.place(point, before)).collect();
        signals(&places, measure.better)
    }

    /// Both sides of each comparison are multiplied out, so that nothing is rounded.
    fn place(&self, point: &Point, before: &Point) -> Place {
        let distance = i128::from(point.value.get()) * self.points - self.sum;
        let limit = LIMIT * self.range_sum * self.points;
        Place {
            side: distance.cmp(&0),
            zone: Zone::of((distance * 1000 * self.ranges).unsigned_abs(), limit.unsigned_abs()),
            step: point.value.cmp(&before.value),
        }
    }
}

/// Drops, once, the ranges that are beyond chance; of ranges that are all nought none is.
fn screen(ranges: &mut Vec<i128>) {
    let (sum, count) = (ranges.iter().sum::<i128>(), length(ranges));
    if sum > 0 {
        ranges.retain(|range| range * 1000 * count < RANGE_LIMIT * sum);
    }
}

fn length<T>(list: &[T]) -> i128 {
    list.len().try_into().unwrap_or(i128::MAX)
}
