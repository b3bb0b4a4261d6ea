//! What came of an improvement action, month by month, as a chart can show it.

use redress_domain::spc::{ChartPoint, Effectiveness, Hundredths};
use redress_domain::words::Word;
use serde::Serialize;
use utoipa::ToSchema;

/// Whether an improvement action worked.
#[derive(Debug, Serialize, ToSchema)]
pub struct EffectBody {
    /// `worked`, `no-change-yet` or `worse`.
    pub verdict: &'static str,
    /// The verdict with its reason.
    pub sentence: String,
    /// The months before, then those after it, oldest first. The month in which it was done is in neither.
    pub months: Vec<EffectMonthBody>,
}

/// A month: cases of the cause received in it, whose last decision upheld them, wholly or in part.
#[derive(Debug, Serialize, ToSchema)]
pub struct EffectMonthBody {
    /// `Mar 2026`.
    pub month: String,
    /// Whether it came after the action.
    pub after: bool,
    #[schema(value_type = Option<String>)]
    pub cases: Option<Hundredths>,
    /// Within what chance alone would leave it, reckoned from the months before; absent while they are too few.
    #[schema(value_type = Option<String>)]
    pub upper: Option<Hundredths>,
    #[schema(value_type = Option<String>)]
    pub mean: Option<Hundredths>,
    #[schema(value_type = Option<String>)]
    pub lower: Option<Hundredths>,
    /// Whether it signals a change.
    pub signal: bool,
}

impl From<&Effectiveness> for EffectBody {
    fn from(effect: &Effectiveness) -> Self {
        let chart = &effect.chart;
        let is_after = |at: usize| chart.changed_at.is_some_and(|changed| at >= changed);
        let month = |(at, point): (usize, &ChartPoint)| {
            let limits = point.limits.map(|limits| limits.drawn(chart.measure.bounds));
            EffectMonthBody {
                month: point.label.clone(),
                after: is_after(at),
                cases: point.value,
                upper: limits.map(|limits| limits.upper),
                mean: limits.map(|limits| limits.centre),
                lower: limits.map(|limits| limits.lower),
                signal: point.signal.is_some(),
            }
        };
        Self {
            verdict: effect.effect.id(),
            sentence: effect.sentence().to_owned(),
            months: chart.points.iter().enumerate().map(month).collect(),
        }
    }
}
