//! Random cases, and making a return of them.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use proptest::prelude::*;
use redress_domain::calendar::{Calendar, Division};
use redress_domain::period::{FiscalYearStart, Period};
use redress_domain::procedure::{OutcomeEffect, Procedure, shipped};
use redress_domain::rate_base::RateBase;
use redress_domain::returns::{CaseRow, Return, ReturnCell, ReturnFacts, ReturnId, ReturnOf, make};
use redress_domain::time::{Date, parse_date, plus_days};

pub const EFFECTS: [OutcomeEffect; 5] = [
    OutcomeEffect::Upheld,
    OutcomeEffect::PartlyUpheld,
    OutcomeEffect::NotUpheld,
    OutcomeEffect::Resolved,
    OutcomeEffect::Withdrawn,
];

/// A case as it was lived. What it refers to is an index.
#[derive(Debug, Clone)]
pub struct Lived {
    pub received: Date,
    pub closed: Option<Date>,
    pub effect: OutcomeEffect,
    /// Options of two splits; an option of the first that is none is not recorded.
    pub one: Option<usize>,
    pub many: Vec<usize>,
    pub pence: u64,
}

impl Lived {
    pub fn row(&self) -> CaseRow {
        CaseRow { received_on: self.received, closed_on: self.closed, effect: self.closed.map(|_| self.effect) }
    }

    pub fn open_on(&self, day: Date) -> bool {
        self.received <= day && self.closed.is_none_or(|on| on > day)
    }

    pub fn closed_in(&self, period: &Period) -> bool {
        self.closed.is_some_and(|on| period.contains(on))
    }

    /// Whether whoever reads the register hands it to a return of the period.
    pub fn touches(&self, period: &Period) -> bool {
        self.received <= period.to && self.closed.is_none_or(|on| on >= period.from || self.received >= period.from)
    }
}

pub fn lived() -> impl Strategy<Value = Vec<Lived>> {
    let dates = (0u32..1_500, prop::option::weighted(0.85, prop_oneof![0u32..12, 40u32..70, 0u32..400]));
    let splits = (prop::option::weighted(0.9, 0usize..3), prop::collection::btree_set(0usize..4, 0..3));
    let case = (dates, 0usize..5, splits, 0u64..90_000).prop_map(|((after, lasted), effect, (one, many), pence)| {
        let received = plus_days(date("2021-01-01"), after);
        let closed = lasted.map(|days| plus_days(received, days));
        Lived { received, closed, effect: EFFECTS[effect], one, many: many.into_iter().collect(), pence }
    });
    prop::collection::vec(case, 0..120)
}

pub fn date(text: &str) -> Date {
    parse_date(text).unwrap()
}

/// A shipped procedure; read once, since every random register needs it.
pub fn procedure(id: &str) -> Arc<Procedure> {
    static READ: Mutex<BTreeMap<String, Arc<Procedure>>> = Mutex::new(BTreeMap::new());
    let read = || Arc::new(Procedure::stored(shipped::find(id).unwrap().text).unwrap());
    READ.lock().unwrap().entry(id.to_owned()).or_insert_with(read).clone()
}

pub fn period(id: ReturnId, text: &str) -> Period {
    id.period(text, FiscalYearStart::default()).unwrap()
}

pub fn calendar() -> &'static Calendar {
    Calendar::shipped(Division::EnglandAndWales)
}

/// A return of a period that is over.
pub fn made(id: ReturnId, procedure_id: &str, of: &str, facts: &ReturnFacts) -> Return {
    let procedure = procedure(procedure_id);
    let of = ReturnOf {
        organisation: "ours",
        organisation_name: "Ours",
        procedure: &procedure,
        calendar: calendar(),
        period: period(id, of),
        today: date("2026-11-01"),
    };
    make(id, &of, facts).unwrap()
}

pub fn base(kind: &str, as_of: &str, number: u32) -> RateBase {
    RateBase { kind: kind.to_owned(), as_of: date(as_of), number }
}

/// The printed figure of a table, row and column.
pub fn printed(made: &Return, table: &str, row: &str, column: &str) -> String {
    let table = made.table(table).unwrap_or_else(|| panic!("no table {table}"));
    table.cell(row, column).unwrap_or_else(|| panic!("no {row} {column}")).printed()
}

pub fn count(made: &Return, table: &str, row: &str, column: &str) -> u64 {
    match made.table(table).unwrap().cell(row, column) {
        Some(ReturnCell::Count(count)) => count,
        other => panic!("{table} {row} {column} is {other:?}"),
    }
}

pub fn holds(made: &Return, check: &str) -> bool {
    made.check(check).unwrap_or_else(|| panic!("no check {check}")).holds
}

/// Hundredths of `100 * part / whole`, half away from nought, as printed; worked out with whole numbers.
pub fn ratio(numerator: u64, denominator: u64) -> String {
    if denominator == 0 {
        return String::new();
    }
    let (n, d) = (u128::from(numerator), u128::from(denominator));
    let mut hundredths = n * 100 / d;
    if (n * 100 % d) * 2 >= d {
        hundredths += 1;
    }
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
