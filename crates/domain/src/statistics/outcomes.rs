//! Table 2: how the closed handlings ended (R91).

use std::collections::BTreeMap;

use super::layout::Layout;
use super::model::{Narrative, OutcomeRow, RowId};
use super::{ClosedHandling, Decimal, Facts, NarrativeTexts};
use crate::procedure::OutcomeEffect;

/// The rows of table 2.
pub(super) fn outcomes(facts: &Facts, layout: &Layout) -> Vec<OutcomeRow> {
    RowId::ALL.into_iter().map(|row| outcome_row(row, facts, layout)).collect()
}

fn outcome_row(row: RowId, facts: &Facts, layout: &Layout) -> OutcomeRow {
    let mut counts: BTreeMap<String, u64> = layout.outcomes.keys().map(|id| (id.clone(), 0)).collect();
    let (mut total, mut upheld, mut withdrawn) = (0, 0, 0);
    for handling in facts.closed.iter().filter(|handling| row.route().is_none_or(|route| route == handling.route)) {
        total += 1;
        if let Some(count) = counts.get_mut(&handling.outcome) {
            *count += 1;
        }
        match layout.effect(&handling.outcome) {
            Some(OutcomeEffect::Upheld) => upheld += 1,
            Some(OutcomeEffect::Withdrawn) => withdrawn += 1,
            _ => {}
        }
    }
    let upheld_percent = Decimal::ratio(100 * upheld, total - withdrawn);
    OutcomeRow { row, label: layout.label(row), counts, total, upheld_percent }
}

/// A narrative for each upheld or partly upheld handling, by reference (R100-R102).
pub(super) fn narratives(facts: &Facts, layout: &Layout) -> Vec<Narrative> {
    let has_one = |handling: &&ClosedHandling| {
        matches!(layout.effect(&handling.outcome), Some(OutcomeEffect::Upheld | OutcomeEffect::PartlyUpheld))
    };
    let mut narratives: Vec<Narrative> = facts.closed.iter().filter(has_one).map(narrative).collect();
    narratives.sort_by(|a, b| (&a.reference, a.row).cmp(&(&b.reference, b.row)));
    narratives
}

fn narrative(handling: &ClosedHandling) -> Narrative {
    let NarrativeTexts { finding, explanation, action_taken, learning } =
        handling.narrative.as_deref().cloned().unwrap_or_default();
    Narrative {
        row: handling.route.into(),
        reference: handling.reference.clone(),
        finding,
        explanation,
        action_taken,
        learning,
    }
}
