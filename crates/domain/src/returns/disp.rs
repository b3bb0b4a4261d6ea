//! The complaints return of the FCA's DISP rules: bands of time, upheld and redress by product.

use std::collections::BTreeMap;

use super::ReturnOf;
use super::case_row::CaseRow;
use super::content::{Content, check, complaints, seen, unverified};
use super::model::{ReturnCell, ReturnCheck, ReturnTable};
use super::splits::{NOT_RECORDED, NOT_RECORDED_LABEL, PRODUCT, VULNERABLE, options};
use crate::calendar::{Calendar, CalendarError, DayOne};
use crate::period::Period;
use crate::procedure::{OutcomeEffect, Procedure, Provenance};
use crate::time::{Date, plus_days};

/// The first band ends with the third business day after receipt, the second with the eighth week.
const BUSINESS_DAYS: u32 = 3;
const EIGHT_WEEKS_DAYS: u32 = 56;

/// A case with its product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DispRow<'a> {
    pub case: CaseRow,
    /// Option of the split `product`.
    pub product: Option<&'a str>,
    /// Option of the split `vulnerable`.
    pub vulnerable: Option<&'a str>,
    /// Compensation decided for it at every stage.
    pub pence: u64,
}

/// Cases that were open before the period or received in it; those alike are counted together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DispFacts {
    lines: BTreeMap<Line, Amount>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    product: Option<String>,
    vulnerable: Option<String>,
    received_on: Date,
    closed_on: Option<Date>,
    upheld: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Amount {
    count: u64,
    pence: u64,
}

/// One row of the return.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    opening: u64,
    opened: u64,
    within_three_days: u64,
    within_eight_weeks: u64,
    later: u64,
    upheld: u64,
    pence: u64,
    closing: u64,
}

impl DispFacts {
    /// Adds a case.
    pub fn add(&mut self, row: &DispRow<'_>) {
        let line = Line {
            product: row.product.map(str::to_owned),
            vulnerable: row.vulnerable.map(str::to_owned),
            received_on: row.case.received_on,
            closed_on: row.case.closed_on,
            // Partly counts as upheld.
            upheld: row.case.effect.is_some_and(OutcomeEffect::is_fault),
        };
        let amount = self.lines.entry(line).or_default();
        amount.count = amount.count.saturating_add(1);
        amount.pence = amount.pence.saturating_add(row.pence);
    }

    fn tallies(
        &self,
        of: &ReturnOf<'_>,
        by: fn(&Line) -> Option<&str>,
    ) -> Result<BTreeMap<Option<&str>, Tally>, CalendarError> {
        let mut tallies: BTreeMap<Option<&str>, Tally> = BTreeMap::new();
        for (line, amount) in &self.lines {
            tallies.entry(by(line)).or_default().add(line, *amount, &of.period, of.calendar)?;
        }
        Ok(tallies)
    }
}

impl Tally {
    fn add(
        &mut self,
        line: &Line,
        Amount { count, pence }: Amount,
        period: &Period,
        calendar: &Calendar,
    ) -> Result<(), CalendarError> {
        let case = CaseRow { received_on: line.received_on, closed_on: line.closed_on, effect: None };
        let counted = |holds: bool| if holds { count } else { 0 };
        self.opening = self.opening.saturating_add(counted(case.was_open_before(period)));
        self.opened = self.opened.saturating_add(counted(case.is_new(period)));
        self.closing = self.closing.saturating_add(counted(case.was_open_after(period)));
        let Some(closed_on) = line.closed_on.filter(|on| period.contains(*on)) else { return Ok(()) };
        let band = if closed_on <= calendar.due(line.received_on, BUSINESS_DAYS, DayOne::DayAfter)? {
            &mut self.within_three_days
        } else if closed_on <= plus_days(line.received_on, EIGHT_WEEKS_DAYS) {
            &mut self.within_eight_weeks
        } else {
            &mut self.later
        };
        *band = band.saturating_add(count);
        self.upheld = self.upheld.saturating_add(counted(line.upheld));
        self.pence = self.pence.saturating_add(pence);
        Ok(())
    }

    fn closed(&self) -> u64 {
        self.within_three_days.saturating_add(self.within_eight_weeks).saturating_add(self.later)
    }

    fn cells(&self) -> [ReturnCell; 9] {
        use ReturnCell::{Count, Pence};
        [
            Count(self.opening),
            Count(self.opened),
            Count(self.within_three_days),
            Count(self.within_eight_weeks),
            Count(self.later),
            Count(self.closed()),
            Count(self.upheld),
            Pence(self.pence),
            Count(self.closing),
        ]
    }
}

pub(super) fn content(of: &ReturnOf<'_>, facts: &DispFacts) -> Result<Content, CalendarError> {
    let products = facts.tallies(of, |line| line.product.as_deref())?;
    let vulnerable = facts.tallies(of, |line| line.vulnerable.as_deref())?;
    let all = facts.tallies(of, |_| None)?.remove(&None).unwrap_or_default();
    Ok(Content {
        tables: vec![product_table(of.procedure, &products, &all), vulnerable_table(of.procedure, &vulnerable)],
        checks: checks(&of.period, &products, &all),
        verified: verified(),
        nil: facts.lines.is_empty(),
    })
}

fn product_table(procedure: &Procedure, products: &BTreeMap<Option<&str>, Tally>, all: &Tally) -> ReturnTable {
    let columns = [
        ("opening", "Open at the start"),
        ("opened", "Opened"),
        ("within-3-business-days", "Closed within 3 business days"),
        ("within-8-weeks", "Closed after that, within 8 weeks"),
        ("later", "Closed after more than 8 weeks"),
        ("closed", "Closed in all"),
        ("upheld", "Upheld"),
        ("redress", "Redress"),
        ("closing", "Open at the end"),
    ];
    let mut table = ReturnTable::new("products", "Complaints by product", &columns);
    for (id, label) in options(procedure.split(PRODUCT), products.keys().copied().flatten()) {
        table.push(id, label, products.get(&Some(id)).copied().unwrap_or_default().cells());
    }
    table.push(NOT_RECORDED, NOT_RECORDED_LABEL, products.get(&None).copied().unwrap_or_default().cells());
    table.push("total", "All products", all.cells());
    table
}

fn vulnerable_table(procedure: &Procedure, by_answer: &BTreeMap<Option<&str>, Tally>) -> ReturnTable {
    let columns = [("opened", "Opened"), ("closed", "Closed in all")];
    let mut table = ReturnTable::new("vulnerable", "Complainants with characteristics of vulnerability", &columns);
    let mut push = |id: &str, label: &str, key: Option<&str>| {
        let tally = by_answer.get(&key).copied().unwrap_or_default();
        table.push(id, label, [ReturnCell::Count(tally.opened), ReturnCell::Count(tally.closed())]);
    };
    for (id, label) in options(procedure.split(VULNERABLE), by_answer.keys().copied().flatten()) {
        push(id, label, Some(id));
    }
    push(NOT_RECORDED, NOT_RECORDED_LABEL, None);
    table
}

fn checks(period: &Period, products: &BTreeMap<Option<&str>, Tally>, all: &Tally) -> Vec<ReturnCheck> {
    let Tally { opening, opened, closing, .. } = all;
    let closed = all.closed();
    let left = opening.saturating_add(*opened).checked_sub(closed);
    let mut checks = vec![check(
        "open-at-the-end",
        left == Some(*closing),
        format!(
            "{opening} open at the start + {opened} opened - {closed} closed; counted directly, {closing} were open at the end."
        ),
    )];
    let sum = |count: fn(&Tally) -> u64| -> u64 { products.values().map(count).sum() };
    let add_up = (sum(|tally| tally.opened), sum(Tally::closed)) == (*opened, closed);
    checks.push(check("products-add-up", add_up, "The products add up to all opened and all closed."));
    let unknown = products.get(&None).map_or(0, |tally| tally.opened.saturating_add(tally.opening));
    let detail = match unknown {
        0 => "The product is recorded for every complaint.".to_owned(),
        _ => format!("The product is not recorded for {}; record it on their pages.", complaints(unknown)),
    };
    checks.push(check("product-recorded", unknown == 0, detail));
    checks.extend(calendar_half(period));
    checks
}

/// From 2027 returns are made for the halves of the calendar year.
fn calendar_half(period: &Period) -> Option<ReturnCheck> {
    let is_calendar = period.from.day() == 1 && matches!(period.from.month(), 1 | 7);
    (period.to.year() >= 2027 && !is_calendar).then(|| {
        let year = period.to.year();
        let detail =
            format!("From 2027 the return is made for January to June and July to December: ask for {year}-H1.");
        check("calendar-half-year", false, detail)
    })
}

fn verified() -> Vec<Provenance> {
    let handbook = "FCA Handbook, DISP 1.10 and Annex 1";
    vec![
        seen("Open at the start, opened, closed by band of time, upheld, and redress paid.", handbook),
        seen("A complaint that is upheld in part counts as upheld.", handbook),
        seen("A complaint counts once, under its main product.", handbook),
        seen(
            "From January to June 2027 one return for each legal entity, with a nil option and two counts of vulnerability.",
            "FCA PS25/19",
        ),
        unverified(
            "The first band: closed by the end of the third business day after receipt; the hour of its close is not looked at.",
        ),
        unverified("The product groups are the procedure's own list: compare them with the form."),
        unverified("The two counts of vulnerability are here those opened and those closed."),
        unverified(
            "Redress is the compensation decided for what was closed in the half-year; goodwill, interest and waived excess belong in it.",
        ),
    ]
}
