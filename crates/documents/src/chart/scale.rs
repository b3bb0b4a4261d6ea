//! An axis of round numbers, and where a value lies on it.

use redress_domain::spc::{Bounds, Hundredths};

/// So many steps at most.
const STEPS: i64 = 5;

/// A scale from one round number to another, in hundredths, drawn between two places in tenths.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    low: i64,
    high: i64,
    step: i64,
    /// Where the lowest and the highest value are drawn.
    from: i64,
    to: i64,
}

impl Scale {
    /// One that holds all values.
    pub fn over(values: impl Iterator<Item = Hundredths>, bounds: Bounds, from: i64, to: i64) -> Scale {
        let (mut low, mut high) = (0, 0);
        let mut least = i64::MAX;
        for value in values {
            low = low.min(value.get());
            high = high.max(value.get());
            least = least.min(value.get());
        }
        if bounds == Bounds::Percent {
            high = high.max(10_000);
            low = if (5_000..i64::MAX).contains(&least) { 5_000 } else { low };
        }
        let smallest = if bounds == Bounds::Amount { 1 } else { 100 };
        let step = round_step(high.saturating_sub(low).max(smallest), smallest);
        let low = low.div_euclid(step).saturating_mul(step);
        let steps = high.saturating_sub(low).saturating_add(step - 1).div_euclid(step).max(1);
        Scale { low, high: low.saturating_add(steps.saturating_mul(step)), step, from, to }
    }

    /// Where a value is drawn.
    pub fn place(self, value: Hundredths) -> i64 {
        let (span, range) = (i128::from(self.to - self.from), i128::from(self.high) - i128::from(self.low));
        let along = (i128::from(value.get()) - i128::from(self.low)) * span / range.max(1);
        self.from.saturating_add(i64::try_from(along).unwrap_or_default())
    }

    /// The round numbers.
    pub fn ticks(self) -> Vec<Hundredths> {
        let ticks = (0..=STEPS + 1).map(|at| self.low.saturating_add(at.saturating_mul(self.step)));
        ticks.take_while(|tick| *tick <= self.high).map(Hundredths::new).collect()
    }
}

/// The smallest of 1, 2, 5, 10, 20, 50 … times `smallest` that takes few enough steps.
fn round_step(range: i64, smallest: i64) -> i64 {
    let mut power = smallest;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if step.saturating_mul(STEPS) >= range {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}
