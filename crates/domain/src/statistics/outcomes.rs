//! Table 2: how the closed handlings ended (R91), and what the upheld ones teach (R100-R102).

use std::collections::BTreeMap;

use super::model::{Narrative, OutcomeRow};
use super::row::RowId;
use super::rules::Rules;
use super::{Count, Decimal, Facts, NarrativeTexts, ToldHandling};
use crate::procedure::{OutcomeEffect, TotalPercent};

/// The rows of table 2.
pub(super) fn outcomes(facts: &Facts, rules: &Rules) -> Vec<OutcomeRow> {
    rules.rows.iter().map(|row| outcome_row(*row, facts, rules)).collect()
}

fn outcome_row(row: RowId, facts: &Facts, rules: &Rules) -> OutcomeRow {
    let tally = facts.closed.of_row(row);
    let number = |id: &str| tally.outcomes.get(id).copied().unwrap_or_default();
    let counts: BTreeMap<String, Count> =
        rules.outcomes.iter().map(|outcome| (outcome.id.clone(), number(&outcome.id).into())).collect();
    let total: u64 = tally.outcomes.values().sum();
    let with = |effect: OutcomeEffect| tally.with_effect(rules, |other| other == effect);
    let decided = total.saturating_sub(with(OutcomeEffect::Withdrawn));
    let percent = |number: u64| {
        let blank = row == RowId::Total && rules.total_percent == TotalPercent::Blank;
        Decimal::percent(number, decided).filter(|_| !blank)
    };
    let (upheld, partly) = (with(OutcomeEffect::Upheld), with(OutcomeEffect::PartlyUpheld));
    OutcomeRow {
        row,
        label: rules.label(row),
        counts,
        total: total.into(),
        upheld_percent: percent(upheld),
        upheld_any_percent: percent(upheld + partly),
    }
}

/// The narratives that are printed of upheld and partly upheld handlings, by reference (R100-R102).
pub(super) fn narratives(facts: &Facts) -> Vec<Narrative> {
    let mut narratives: Vec<Narrative> = facts.told.narratives.iter().map(narrative).collect();
    narratives.sort_by(|a, b| (&a.reference, a.row).cmp(&(&b.reference, b.row)));
    narratives
}

fn narrative(handling: &ToldHandling) -> Narrative {
    let NarrativeTexts { finding, explanation, action_taken, learning } = handling.texts.clone();
    Narrative {
        row: handling.route.into(),
        reference: handling.reference.clone(),
        finding,
        explanation,
        action_taken,
        learning,
        released: false,
    }
}
