//! Did it work? The verdict with the chart that shows it (R10).

use redress_documents::chart::Figure;
use redress_domain::improvement::Improvement;
use redress_domain::spc::{Effect, Effectiveness};
use redress_domain::words::Word;

use super::lines::Chip;
use crate::layout::capital;

/// What came of an improvement action, to be shown.
pub(super) struct EffectView {
    pub(super) chip: Chip,
    pub(super) figure: Figure,
}

impl EffectView {
    pub(super) fn of(improvement: &Improvement, effect: &Effectiveness) -> Self {
        let mut figure = Figure::control(&format!("effect-{}", improvement.number), &title(improvement), &effect.chart);
        // The verdict stands above it already.
        if let Some(reason) = figure.sentence.strip_prefix(&format!("{}: ", effect.effect.label())) {
            figure.sentence = capital(reason);
        }
        Self { chip: chip(effect.effect), figure }
    }
}

fn title(improvement: &Improvement) -> String {
    format!("Upheld cases of its cause, month by month: {}", improvement.title)
}

/// The verdict, in words and shape.
pub(super) fn chip(effect: Effect) -> Chip {
    let class = match effect {
        Effect::Worked => "rd-chip--met",
        Effect::NoChangeYet => "rd-chip--running",
        Effect::Worse => "rd-chip--missed",
    };
    Chip { class, words: effect.label().to_owned() }
}
