//! What holds for every series.

use proptest::prelude::*;
use redress_domain::spc::{Better, Hundredths, Meaning, Point, Rule, Settings, Side, xmr};

use crate::oracle::{plain_limits, plain_signals};
use crate::{complaints, months};

/// Series with runs in them: steps are small, and now and then there is a jump.
fn series() -> impl Strategy<Value = Vec<i64>> {
    let step = prop_oneof![6 => -3..=3_i64, 2 => 1..=2_i64, 1 => -25..=25_i64];
    (prop::collection::vec(step, 2..60), any::<bool>()).prop_map(|(steps, walk)| {
        let mut sum = 40;
        let of = |step| {
            sum = if walk { sum + step } else { 40 + step };
            sum
        };
        steps.into_iter().map(of).collect()
    })
}

fn settings(screen_outliers: bool) -> Settings {
    Settings { screen_outliers, min_points: 0, min_mean: 0, ..Settings::default() }
}

proptest! {
    #[test]
    fn signals_and_limits_are_those_of_a_plain_reading(values in series(), screen in any::<bool>()) {
        let chart = xmr(&complaints(None, None), &months(&values), &settings(screen));
        let plain: Vec<f64> = values.iter().map(|value| *value as f64).collect();
        let (mean, upper) = plain_limits(&plain, screen);
        let limits = chart.limits().unwrap();
        prop_assert!((limits.centre.get() as f64 / 100.0 - mean).abs() < 0.005001);
        prop_assert!((limits.upper.get() as f64 / 100.0 - upper).abs() < 0.005001);
        let found: String = chart.points.iter().map(|point| match point.signal.map(|signal| signal.rule) {
            Some(Rule::Outside) => 'o',
            Some(Rule::Trend) => 't',
            Some(Rule::TwoOfThree) => '2',
            Some(Rule::Shift) => 's',
            None => '.',
        }).collect();
        prop_assert_eq!(found, plain_signals(&plain, mean, upper));
    }

    #[test]
    fn limits_move_and_stretch_with_the_values(values in series(), shift in -500..500_i64, scale in 1..9_i64) {
        let of = |values: Vec<i64>| {
            // Ten hundredths to the unit, and a number of points that divides them: no limit is rounded.
            let points: Vec<Point> = values.into_iter()
                .map(|value| Point { label: String::new(), value: Hundredths::new(value * 1_000_000_000) }).collect();
            xmr(&complaints(None, None), &points, &settings(true))
        };
        let (one, moved) = (of(values.clone()), of(values.iter().map(|value| value * scale + shift).collect()));
        let (before, after) = (one.limits().unwrap(), moved.limits().unwrap());
        for (one, other) in [(before.upper, after.upper), (before.centre, after.centre), (before.lower, after.lower)] {
            // Each of the two is within half a hundredth.
            prop_assert!((one.get() * scale + shift * 1_000_000_000 - other.get()).abs() <= (scale + 1) / 2 + 1);
        }
        let rules = |chart: &redress_domain::spc::ControlChart| {
            chart.points.iter().map(|point| point.signal).collect::<Vec<_>>()
        };
        prop_assert_eq!(rules(&one), rules(&moved));
    }

    #[test]
    fn a_mirrored_series_has_mirrored_signals(values in series(), screen in any::<bool>()) {
        let mirror: Vec<i64> = values.iter().map(|value| -value).collect();
        let one = xmr(&complaints(Some(Better::Lower), None), &months(&values), &settings(screen));
        let other = xmr(&complaints(Some(Better::Higher), None), &months(&mirror), &settings(screen));
        for (one, other) in one.points.iter().zip(&other.points) {
            prop_assert_eq!(one.signal.map(|s| (s.rule, s.meaning)), other.signal.map(|s| (s.rule, s.meaning)));
            prop_assert!(one.signal.is_none() || one.signal.map(|s| s.side) != other.signal.map(|s| s.side));
        }
    }

    #[test]
    fn lower_is_better_and_higher_is_better_disagree_on_every_signal(values in series()) {
        let of = |better| xmr(&complaints(better, None), &months(&values), &settings(true));
        let (lower, higher, neither) = (of(Some(Better::Lower)), of(Some(Better::Higher)), of(None));
        for ((lower, higher), neither) in lower.points.iter().zip(&higher.points).zip(&neither.points) {
            let Some(signal) = lower.signal else {
                prop_assert!(higher.signal.is_none() && neither.signal.is_none());
                continue;
            };
            prop_assert_ne!(signal.meaning, higher.signal.unwrap().meaning);
            prop_assert_eq!(signal.meaning == Meaning::Improvement, signal.side == Side::Lower);
            prop_assert_eq!(neither.signal.unwrap().meaning, Meaning::Neither);
        }
    }
}
