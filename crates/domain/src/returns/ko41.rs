//! KO41a and KO41b: written complaints of a year, brought forward and carried forward, with what was found and the splits.

use std::collections::BTreeMap;

use super::ReturnId;
use super::case_row::CaseRow;
use super::content::{Content, check, complaints, seen, unverified};
use super::model::{ReturnCell, ReturnCheck, ReturnTable};
use super::splits::{SplitCount, split_check, split_table};
use crate::period::Period;
use crate::procedure::{OutcomeEffect, Procedure, Provenance, Split};

/// What KO41 is computed from. Every complaint counts once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ko41Facts {
    brought_forward: u64,
    new: u64,
    upheld: u64,
    partly_upheld: u64,
    not_upheld: u64,
    /// Closed without a finding: taken back, no consent, settled by agreement.
    without_finding: u64,
    /// Open at the end, counted directly.
    open: u64,
    /// New complaints by split id.
    pub splits: BTreeMap<String, SplitCount>,
}

impl Ko41Facts {
    /// Adds a case that was open before the period, or received in it.
    pub fn add(&mut self, case: &CaseRow, period: &Period) {
        self.brought_forward += u64::from(case.was_open_before(period));
        self.new += u64::from(case.is_new(period));
        self.open += u64::from(case.was_open_after(period));
        if case.was_closed_in(period) {
            let sum = match case.effect {
                Some(OutcomeEffect::Upheld) => &mut self.upheld,
                Some(OutcomeEffect::PartlyUpheld) => &mut self.partly_upheld,
                Some(OutcomeEffect::NotUpheld) => &mut self.not_upheld,
                _ => &mut self.without_finding,
            };
            *sum += 1;
        }
    }

    fn resolved(&self) -> u64 {
        self.upheld.saturating_add(self.partly_upheld).saturating_add(self.not_upheld)
    }
}

pub(super) fn content(id: ReturnId, procedure: &Procedure, facts: &Ko41Facts) -> Content {
    // Both forms are filled from the same splits.
    let asked = |split: &&Split| {
        split.for_return.as_deref() == Some(ReturnId::Ko41a.id()) || split.for_return.as_deref() == Some(id.id())
    };
    let splits: Vec<&Split> = procedure.splits.iter().filter(asked).collect();
    let none = SplitCount::default();
    let count = |split: &Split| facts.splits.get(&split.id).unwrap_or(&none);
    let tables = splits.iter().map(|split| split_table(split, count(split), facts.new));
    let checks = splits.iter().map(|split| split_check(split, count(split), facts.new));
    Content {
        tables: std::iter::once(totals(facts)).chain(tables).collect(),
        checks: vec![carried_forward(facts), without_finding(facts)].into_iter().chain(checks).collect(),
        verified: verified(id),
        nil: facts.brought_forward == 0 && facts.new == 0,
    }
}

fn totals(facts: &Ko41Facts) -> ReturnTable {
    let mut table = ReturnTable::new("totals", "Written complaints", &[("complaints", "Complaints")]);
    for (id, label, count) in [
        ("brought-forward", "Brought forward", facts.brought_forward),
        ("new", "New", facts.new),
        ("upheld", "Upheld", facts.upheld),
        ("partly-upheld", "Partly upheld", facts.partly_upheld),
        ("not-upheld", "Not upheld", facts.not_upheld),
        ("resolved", "Resolved: upheld, partly upheld and not upheld", facts.resolved()),
        ("without-finding", "Closed without a finding", facts.without_finding),
        ("carried-forward", "Carried forward", facts.open),
    ] {
        table.push(id, label, [ReturnCell::Count(count)]);
    }
    table
}

fn carried_forward(facts: &Ko41Facts) -> ReturnCheck {
    let Ko41Facts { brought_forward, new, without_finding, open, .. } = facts;
    let resolved = facts.resolved();
    let came = brought_forward.saturating_add(*new);
    let left = came.checked_sub(resolved).and_then(|left| left.checked_sub(*without_finding));
    let detail = format!(
        "{brought_forward} brought forward + {new} new - {resolved} resolved - {without_finding} closed without a finding; \
         counted directly, {open} were open at the end."
    );
    check("carried-forward", left == Some(*open), detail)
}

fn without_finding(facts: &Ko41Facts) -> ReturnCheck {
    let detail = match facts.without_finding {
        0 => "Every complaint that was closed was upheld, partly upheld or not upheld.".to_owned(),
        count => format!(
            "{} closed without a finding: taken back, without consent, or settled by agreement. The form carries forward what \
             was brought forward and new less what was resolved, and has no line for them: look up how it wants them counted.",
            complaints(count)
        ),
    };
    check("without-finding", facts.without_finding == 0, detail)
}

fn verified(id: ReturnId) -> Vec<Provenance> {
    let guide = "NHS Digital, KO41a guidelines and KO41b guidance pages";
    let mut all = vec![
        seen("Resolved is upheld, partly upheld and not upheld together.", guide),
        seen("Carried forward is brought forward and new less resolved, and never below nought.", guide),
        seen(
            "Splits by age and by who complains each equal the new complaints; a complaint counts under each of its \
             subjects, services and professions, and once in the totals.",
            guide,
        ),
        seen("It is collected yearly since 2022-23.", "NHS written complaints definitions 2021-22"),
        unverified("The lists of options, their order and their codes: compare them with the form of the year."),
        unverified("A complaint counts by the day it was received and by the day its last stage was closed."),
    ];
    if id == ReturnId::Ko41b {
        all.push(unverified(
            "KO41b differs from KO41a only in its splits; here it is filled from the splits of KO41a.",
        ));
    }
    all
}
