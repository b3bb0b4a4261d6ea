//! Whether the tables agree with one another: each check names the requirement that asks for it.

use super::layout::Layout;
use super::model::{Check, Narrative, OutcomeRow, RowId, TimescaleRow, VolumeRow};
use crate::procedure::OutcomeEffect;

/// Most places a check names; a report with more has other worries.
const NAMED: usize = 20;

/// The tables a report is checked on.
pub(super) struct Tables<'a> {
    pub(super) volumes: &'a [VolumeRow],
    pub(super) outcomes: &'a [OutcomeRow],
    pub(super) timescales: &'a [TimescaleRow],
    pub(super) narratives: &'a [Narrative],
}

/// Every check, by requirement.
pub(super) fn checks(tables: &Tables<'_>, layout: &Layout) -> Vec<Check> {
    vec![
        carried_forward(tables.volumes),
        totals_agree(tables),
        means_agree(tables),
        narratives_say(tables.narratives, "R100", "finding", |narrative| narrative.finding.as_deref()),
        narratives_say(tables.narratives, "R101", "learning", |narrative| narrative.learning.as_deref()),
        narratives_complete(tables, layout),
    ]
}

/// R90: opening + received - closed is what a direct count finds open at the end.
fn carried_forward(volumes: &[VolumeRow]) -> Check {
    let wrong = volumes.iter().filter(|row| row.opening + row.received != row.closed + row.closing).map(|row| {
        format!("{}: {} + {} - {} is not {}", row.row.id(), row.opening, row.received, row.closed, row.closing)
    });
    check("R90", "opening + received - closed = closing counted directly, in every row", wrong.collect())
}

/// R92: table 2 and table 3 speak of as many handlings as table 1 says were closed.
fn totals_agree(tables: &Tables<'_>) -> Check {
    let mut wrong = Vec::new();
    for ((volume, outcome), timescale) in tables.volumes.iter().zip(tables.outcomes).zip(tables.timescales) {
        let by_outcome: u64 = outcome.counts.values().sum();
        let by_timescale = timescale.met + timescale.missed;
        if by_outcome != volume.closed || outcome.total != volume.closed || by_timescale != volume.closed {
            let row = volume.row.id();
            wrong.push(format!(
                "{row}: closed {}, by outcome {by_outcome}, met and missed {by_timescale}",
                volume.closed
            ));
        }
    }
    check("R92", "the outcomes, and met + missed, add up to closed in every row", wrong)
}

/// R95: each mean is the total of days by the number closed.
fn means_agree(tables: &Tables<'_>) -> Check {
    let mut wrong = Vec::new();
    for (volume, timescale) in
        tables.volumes.iter().zip(tables.timescales).filter(|(volume, _)| volume.row != RowId::Total)
    {
        let total = timescale.days_total.unwrap_or(0);
        let agrees = match timescale.days_mean {
            Some(mean) => volume.closed > 0 && mean.is_near(total, volume.closed),
            None => volume.closed == 0,
        };
        if !agrees {
            let mean = timescale.days_mean.map_or_else(|| "none".to_owned(), |mean| mean.to_string());
            wrong.push(format!("{}: {total} days by {} closed is not {mean}", volume.row.id(), volume.closed));
        }
    }
    check("R95", "mean = total of days by closed, in every row", wrong)
}

/// R100 and R101: every narrative says what was found, and what was learnt.
fn narratives_say(
    narratives: &[Narrative],
    id: &'static str,
    field: &str,
    text: impl Fn(&Narrative) -> Option<&str>,
) -> Check {
    let silent = narratives.iter().filter(|narrative| text(narrative).is_none_or(|text| text.trim().is_empty()));
    check(id, &format!("every narrative has a {field}"), silent.map(|narrative| narrative.reference.clone()).collect())
}

/// R102: as many narratives as table 2 says were upheld or partly upheld, row by row.
fn narratives_complete(tables: &Tables<'_>, layout: &Layout) -> Check {
    let upheld = |row: &OutcomeRow| -> u64 {
        let counted = row
            .counts
            .iter()
            .filter(|(id, _)| matches!(layout.effect(id), Some(OutcomeEffect::Upheld | OutcomeEffect::PartlyUpheld)));
        counted.map(|(_, count)| count).sum()
    };
    let mut wrong = Vec::new();
    for row in tables.outcomes.iter().filter(|row| row.row != RowId::Total) {
        let told = tables.narratives.iter().filter(|narrative| narrative.row == row.row).count();
        let upheld = upheld(row);
        if u64::try_from(told) != Ok(upheld) {
            wrong.push(format!("{}: {told} narratives for {upheld} upheld or partly upheld", row.row.id()));
        }
    }
    check("R102", "as many narratives as upheld and partly upheld, in every row", wrong)
}

fn check(id: &'static str, statement: &str, wrong: Vec<String>) -> Check {
    let holds = wrong.is_empty();
    let more =
        if wrong.len() > NAMED { format!(" and {} more", wrong.len().saturating_sub(NAMED)) } else { String::new() };
    let named: Vec<String> = wrong.into_iter().take(NAMED).collect();
    let detail = if holds {
        format!("Holds: {statement}.")
    } else {
        format!("Does not hold: {statement}. See {}{more}.", named.join("; "))
    };
    Check { id, holds, detail }
}
