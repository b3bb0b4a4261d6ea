//! The performance indicators of the Scottish Public Services Ombudsman, as councils print them.

use std::collections::BTreeMap;

use super::content::{Content, base_check, check, seen, unverified};
use super::model::{ReturnCell, ReturnCheck, ReturnTable};
use crate::period::Period;
use crate::procedure::{Outcome, OutcomeEffect, Procedure, Route};
use crate::rate_base::RateBase;
use crate::statistics::{Decimal, Facts, RouteTally, RowId};

const SOURCES: &str = "Fife Council, SPSO indicators 2015/16 and 2016/17";
const TOTAL_LABEL: &str = "All complaints";

/// What the indicators are computed from.
#[derive(Debug, Clone)]
pub struct SpsoFacts {
    pub facts: Facts,
    /// Id of the kind of rate base that volumes are set against: `residents`.
    pub base_kind: String,
    pub base: Option<RateBase>,
}

/// One row of every table: a route, or all together.
struct Row<'a> {
    id: &'static str,
    label: &'a str,
    sums: Sums,
}

/// Handlings of a row.
#[derive(Debug, Clone, Default)]
struct Sums {
    received: u64,
    /// By outcome id.
    outcomes: BTreeMap<String, u64>,
    closed: u64,
    days: u64,
    met: u64,
    met_unextended: u64,
    extended: u64,
}

pub(super) fn content(procedure: &Procedure, period: &Period, facts: &SpsoFacts) -> Content {
    let rows = rows(procedure, &facts.facts);
    let outcomes: Vec<&Outcome> =
        procedure.outcomes.iter().filter(|outcome| outcome.effect != OutcomeEffect::Reclassified).collect();
    let mut checks = checks(&rows, &outcomes);
    checks.push(base_check(&facts.base_kind, facts.base.as_ref(), period));
    Content {
        tables: vec![
            received(&rows, facts.base.as_ref()),
            closed(&rows),
            outcome_table(&rows, &outcomes),
            days(&rows),
            in_time(&rows),
            extended(&rows),
        ],
        checks,
        verified: verified(),
        nil: rows.iter().all(|row| row.sums.received == 0 && row.sums.closed == 0),
    }
}

fn rows<'a>(procedure: &'a Procedure, facts: &Facts) -> Vec<Row<'a>> {
    let mut all = Sums::default();
    let mut rows = Vec::new();
    for route in [Route::S1, Route::S2, Route::Esc] {
        let id = RowId::from(route).id();
        let sums = Sums::of(*facts.received.routes.get(route), facts.closed.routes.get(route));
        // Who moves up a stage was received before (R88).
        let received = if route == Route::Esc { 0 } else { sums.received };
        all.add(&sums, received);
        rows.push(Row { id, label: procedure.report.rows.get(&route).map_or(id, String::as_str), sums });
    }
    rows.push(Row { id: RowId::Total.id(), label: TOTAL_LABEL, sums: all });
    rows
}

impl Sums {
    fn of(received: u64, tally: &RouteTally) -> Self {
        let days = tally.days.iter().map(|(days, count)| u64::from(*days).saturating_mul(*count));
        Self {
            received,
            outcomes: tally.outcomes.clone(),
            closed: tally.days.values().sum(),
            days: days.sum(),
            met: tally.met,
            met_unextended: tally.met_unextended,
            extended: tally.extended,
        }
    }

    fn add(&mut self, other: &Self, received: u64) {
        self.received = self.received.saturating_add(received);
        for (id, count) in &other.outcomes {
            let sum = self.outcomes.entry(id.clone()).or_default();
            *sum = sum.saturating_add(*count);
        }
        self.closed = self.closed.saturating_add(other.closed);
        self.days = self.days.saturating_add(other.days);
        self.met = self.met.saturating_add(other.met);
        self.met_unextended = self.met_unextended.saturating_add(other.met_unextended);
        self.extended = self.extended.saturating_add(other.extended);
    }

    fn outcome(&self, outcome: &Outcome) -> u64 {
        self.outcomes.get(&outcome.id).copied().unwrap_or(0)
    }
}

fn received(rows: &[Row<'_>], base: Option<&RateBase>) -> ReturnTable {
    let columns = [("received", "Received"), ("base", "Reckoned on"), ("per-1000", "Received per 1,000")];
    let mut table = ReturnTable::new("received", "Complaints received", &columns);
    for Row { id, label, sums } in rows {
        let reckoned = base.filter(|_| *id == RowId::Total.id()).map(|base| u64::from(base.number));
        let rate = reckoned.and_then(|base| Decimal::ratio(sums.received.saturating_mul(1_000), base));
        let base = reckoned.map_or(ReturnCell::Nothing, ReturnCell::Count);
        table.push(id, label, [ReturnCell::Count(sums.received), base, rate.into()]);
    }
    table
}

fn closed(rows: &[Row<'_>]) -> ReturnTable {
    let columns = [("closed", "Closed"), ("percent", "% of all closed")];
    let mut table = ReturnTable::new("closed", "Complaints closed at each stage", &columns);
    let all = rows.last().map_or(0, |row| row.sums.closed);
    for Row { id, label, sums } in rows {
        table.push(id, label, [ReturnCell::Count(sums.closed), Decimal::percent(sums.closed, all).into()]);
    }
    table
}

fn outcome_table(rows: &[Row<'_>], outcomes: &[&Outcome]) -> ReturnTable {
    let headings: Vec<(String, String)> = outcomes
        .iter()
        .flat_map(|Outcome { id, label, .. }| {
            [(id.clone(), label.clone()), (format!("{id}-percent"), format!("{label}, % of closed at the stage"))]
        })
        .collect();
    let columns: Vec<(&str, &str)> = headings.iter().map(|(id, label)| (id.as_str(), label.as_str())).collect();
    let mut table = ReturnTable::new("outcomes", "Outcomes at each stage", &columns);
    for Row { id, label, sums } in rows {
        let cells = outcomes.iter().flat_map(|outcome| {
            let count = sums.outcome(outcome);
            [ReturnCell::Count(count), Decimal::percent(count, sums.closed).into()]
        });
        table.push(id, label, cells);
    }
    table
}

fn days(rows: &[Row<'_>]) -> ReturnTable {
    let columns = [("days", "Working days in all"), ("mean", "Mean working days")];
    let mut table = ReturnTable::new("days", "Working days to the final response", &columns);
    for Row { id, label, sums } in rows {
        table.push(id, label, [ReturnCell::Count(sums.days), Decimal::ratio(sums.days, sums.closed).into()]);
    }
    table
}

fn in_time(rows: &[Row<'_>]) -> ReturnTable {
    let columns = [
        ("in-time", "Within the time limit"),
        ("in-time-percent", "% within the time limit"),
        ("in-time-extended", "Within the time limit or its extension"),
        ("in-time-extended-percent", "% within the time limit or its extension"),
    ];
    let mut table = ReturnTable::new("in-time", "Closed in time", &columns);
    for Row { id, label, sums } in rows {
        let cells = [sums.met_unextended, sums.met]
            .into_iter()
            .flat_map(|count| [ReturnCell::Count(count), Decimal::percent(count, sums.closed).into()]);
        table.push(id, label, cells);
    }
    table
}

fn extended(rows: &[Row<'_>]) -> ReturnTable {
    let columns = [("extended", "Extended"), ("percent", "% of closed at the stage")];
    let mut table = ReturnTable::new("extended", "Closed after an extension was granted", &columns);
    for Row { id, label, sums } in rows {
        table.push(id, label, [ReturnCell::Count(sums.extended), Decimal::percent(sums.extended, sums.closed).into()]);
    }
    table
}

/// Counts by outcome and by days are tallied apart, so that they check each other.
fn checks(rows: &[Row<'_>], outcomes: &[&Outcome]) -> Vec<ReturnCheck> {
    let Some((total, parts)) = rows.split_last() else { return Vec::new() };
    let by_outcome: u64 = total.sums.outcomes.values().sum();
    let each: Vec<String> = parts.iter().map(|row| row.sums.closed.to_string()).collect();
    let sum: u64 = parts.iter().map(|row| row.sums.closed).sum();
    let told = format!("{} = {sum}, and by outcome {by_outcome} were closed.", each.join(" + "));
    let mut checks = vec![check("closed-add-up", sum == by_outcome && sum == total.sums.closed, told)];
    for Row { id, label, sums } in rows {
        let told: u64 = outcomes.iter().map(|outcome| sums.outcome(outcome)).sum();
        let detail = format!("{label}: the outcomes add up to {told} of {} closed, 100%.", sums.closed);
        checks.push(check(format!("outcomes-{id}"), told == sums.closed, detail));
    }
    checks
}

fn verified() -> Vec<crate::procedure::Provenance> {
    vec![
        seen(
            "Received per 1,000; closed at each stage as % of all closed; outcomes as % of closed at the stage, resolved \
             included; mean working days and % in time by stage.",
            SOURCES,
        ),
        seen(
            "What is closed at the first stage, directly at the second, and after escalation adds up to all closed.",
            "Fife Council, and Public Health Scotland, complaints 2022/23",
        ),
        unverified("Extensions as % of what was closed at the stage."),
        unverified("Who moves up a stage is received once: those received per 1,000 leave escalated complaints out."),
        unverified("Complaints taken back count among those closed, so that every outcome adds up to 100%."),
    ]
}
