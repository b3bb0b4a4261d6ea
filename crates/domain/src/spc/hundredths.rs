//! The number a chart is reckoned with: exact to the hundredth, printed like every number of a report.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::statistics::Decimal;

/// A number of two decimals, either sign, serialised as it is printed: `6.95`, `14.5`, `-3.06`. (R98)
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hundredths(i64);

impl Hundredths {
    /// Of so many hundredths: 291 is 2.91.
    pub const fn new(hundredths: i64) -> Hundredths {
        Hundredths(hundredths)
    }

    /// A count.
    pub fn whole(count: u32) -> Hundredths {
        Hundredths(i64::from(count) * 100)
    }

    /// `numerator / denominator` to the hundredth, half away from zero. `None` when divided by nought.
    pub fn ratio(numerator: u64, denominator: u64) -> Option<Hundredths> {
        (denominator > 0).then(|| Hundredths::rounded(i128::from(numerator) * 100, i128::from(denominator)))
    }

    /// How many hundredths it is.
    pub fn get(self) -> i64 {
        self.0
    }

    /// `hundredths / denominator`, half away from zero; the denominator is positive.
    pub(super) fn rounded(hundredths: i128, denominator: i128) -> Hundredths {
        let nearest = (2 * hundredths.abs() + denominator) / (2 * denominator) * hundredths.signum();
        let limit = if nearest < 0 { i64::MIN } else { i64::MAX };
        Hundredths(i64::try_from(nearest).unwrap_or(limit))
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = Decimal::ratio(self.0.unsigned_abs(), 100).ok_or(fmt::Error)?;
        write!(f, "{sign}{size}")
    }
}

impl Serialize for Hundredths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
