//! Numbers as the report prints them: exact division, at most two decimals, half away from zero (R98).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number of at most two decimals that is not negative, serialised as it is printed: `2.91`, `14.5`, `12`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal {
    hundredths: u128,
}

impl Decimal {
    /// `numerator / denominator`, rounded to hundredths, half away from zero. `None` when divided by nought.
    pub fn ratio(numerator: u64, denominator: u64) -> Option<Decimal> {
        let (numerator, denominator) = (u128::from(numerator), u128::from(denominator));
        let twice = denominator.checked_mul(2).filter(|twice| *twice > 0)?;
        let hundredths = numerator.checked_mul(200)?.checked_add(denominator)?.checked_div(twice)?;
        Some(Decimal { hundredths })
    }

    /// So many per hundred. `None` of nothing.
    pub fn percent(count: u64, of: u64) -> Option<Decimal> {
        Decimal::ratio(count.saturating_mul(100), of)
    }

    /// Reads a number as it is printed. `None` for what is not written so.
    fn parse(text: &str) -> Option<Decimal> {
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || rest.len() > 2 || !digits(whole) || !digits(rest) {
            return None;
        }
        let hundredths = format!("{whole}{rest:0<2}").parse().ok()?;
        let read = Decimal { hundredths };
        (read.to_string() == text).then_some(read)
    }

    /// Whether this is `numerator / denominator` to within half a hundredth.
    pub(super) fn is_near(self, numerator: u64, denominator: u64) -> bool {
        let (numerator, denominator) = (u128::from(numerator), u128::from(denominator));
        let printed = self.hundredths.saturating_mul(denominator);
        let exact = numerator.saturating_mul(100);
        printed.abs_diff(exact).saturating_mul(2) <= denominator
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.hundredths / 100, self.hundredths % 100);
        match (rest, rest % 10) {
            (0, _) => write!(f, "{whole}"),
            (_, 0) => write!(f, "{whole}.{}", rest / 10),
            _ => write!(f, "{whole}.{rest:02}"),
        }
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let wrong = || serde::de::Error::custom(format!("“{text}” is no number of at most two decimals"));
        Decimal::parse(&text).ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::as_conversions, clippy::panic)]

    use proptest::prelude::*;

    use super::Decimal;

    fn printed(numerator: u64, denominator: u64) -> String {
        Decimal::ratio(numerator, denominator).unwrap().to_string()
    }

    /// R98
    #[test]
    fn as_the_source_prints() {
        assert_eq!(printed(32, 11), "2.91");
        assert_eq!(printed(32, 12), "2.67");
        assert_eq!(printed(29, 2), "14.5");
        assert_eq!(printed(60, 5), "12");
        assert_eq!(printed(0, 5), "0");
        assert_eq!(printed(200, 18), "11.11");
        assert_eq!(printed(1, 20), "0.05");
        assert_eq!(Decimal::ratio(1, 0), None);
    }

    /// R98
    #[test]
    fn halves_round_away_from_nought() {
        assert_eq!(printed(1, 200), "0.01");
        assert_eq!(printed(1, 201), "0");
        assert_eq!(printed(201, 200), "1.01");
        assert_eq!(printed(199, 200), "1");
        assert_eq!(printed(2675, 1000), "2.68");
    }

    #[test]
    fn what_is_not_printed_so_is_not_read() {
        for text in ["", ".", "1.", ".5", "1.50", "01", "1.234", "-1", "1,5", "x"] {
            assert!(serde_json::from_value::<Decimal>(text.into()).is_err(), "{text}");
        }
    }

    proptest! {
        /// What is printed, read back as an integer of hundredths, lies within half a hundredth of the fraction,
        /// and when it lies exactly half a hundredth away it lies above.
        /// R98
        #[test]
        fn nearest_hundredth_without_trailing_noughts(numerator in any::<u64>(), denominator in 1u64..) {
            let text = printed(numerator, denominator);
            let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
            prop_assert!(decimals.len() <= 2 && !decimals.ends_with('0'));
            prop_assert!(whole == "0" || !whole.starts_with('0'));
            let hundredths: i128 = format!("{whole}{decimals:0<2}").parse().unwrap();
            let (n, d) = (i128::from(numerator), i128::from(denominator));
            let error = hundredths * d - n * 100;
            prop_assert!(-d < 2 * error && 2 * error <= d);
        }

        #[test]
        fn what_is_printed_reads_back(numerator in any::<u64>(), denominator in 1u64..) {
            let number = Decimal::ratio(numerator, denominator).unwrap();
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(serde_json::from_str::<Decimal>(&json).unwrap(), number);
        }
    }
}
