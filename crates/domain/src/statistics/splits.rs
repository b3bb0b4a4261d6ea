//! The handlings of a period by channel, service area, nature and cause (R86).

use std::collections::{BTreeMap, BTreeSet};

use super::model::SplitRow;
use super::{Decimal, Facts, SplitTally};
use crate::procedure::{Channel, Procedure};
use crate::words::Word;

const NOT_STATED: &str = "Not stated";

pub(super) fn channels(facts: &Facts) -> Vec<SplitRow> {
    let label = |id: &str| Channel::from_id(id).map_or_else(|| id.to_owned(), |channel| channel.label().to_owned());
    rows(Some(&facts.received.channels), &facts.closed.channels, label)
}

pub(super) fn service_areas(facts: &Facts) -> Vec<SplitRow> {
    rows(Some(&facts.received.service_areas), &facts.closed.service_areas, str::to_owned)
}

/// None where no case says what it is about, as under a procedure without natures.
pub(super) fn natures(facts: &Facts, procedure: &Procedure) -> Vec<SplitRow> {
    let label = |id: &str| procedure.nature(id).map_or_else(|| id.to_owned(), |nature| nature.label.clone());
    let rows = rows(Some(&facts.received.natures), &facts.closed.natures, label);
    if rows.iter().any(|row| !row.id.is_empty()) { rows } else { Vec::new() }
}

pub(super) fn causes(facts: &Facts, procedure: &Procedure) -> Vec<SplitRow> {
    let label = |id: &str| procedure.code(id).map_or_else(|| id.to_owned(), |code| code.label.clone());
    rows(None, &facts.closed.codes, label)
}

/// A row for each name that came or went, the most closed first.
fn rows(
    received: Option<&BTreeMap<String, u64>>,
    closed: &BTreeMap<String, SplitTally>,
    label: impl Fn(&str) -> String,
) -> Vec<SplitRow> {
    let ids: BTreeSet<&String> = closed.keys().chain(received.into_iter().flat_map(BTreeMap::keys)).collect();
    let mut rows: Vec<(u64, SplitRow)> = ids
        .into_iter()
        .map(|id| {
            let tally = closed.get(id).copied().unwrap_or_default();
            let label = if id.is_empty() { NOT_STATED.to_owned() } else { label(id) };
            (tally.closed, row(id, label, received.map(|by_id| by_id.get(id).copied().unwrap_or_default()), tally))
        })
        .collect();
    rows.sort_by(|(a_closed, a), (b_closed, b)| (b_closed, &a.label, &a.id).cmp(&(a_closed, &b.label, &b.id)));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn row(id: &str, label: String, received: Option<u64>, tally: SplitTally) -> SplitRow {
    SplitRow {
        id: id.to_owned(),
        label,
        received: received.map(Into::into),
        closed: tally.closed.into(),
        upheld: tally.upheld.into(),
        partly_upheld: tally.partly_upheld.into(),
        withdrawn: tally.withdrawn.into(),
        upheld_percent: Decimal::percent(tally.upheld, tally.closed.saturating_sub(tally.withdrawn)),
    }
}
