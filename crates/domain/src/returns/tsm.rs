//! Tenant satisfaction measures CH01 and CH02: complaints against homes, and answers within the time of the Code.

use std::collections::BTreeMap;

use super::content::{Content, base_check, check, complaints, seen, unverified};
use super::model::{ReturnCell, ReturnCheck, ReturnTable};
use super::splits::{NOT_RECORDED, NOT_RECORDED_LABEL, TENURE, options};
use crate::period::Period;
use crate::procedure::{Procedure, Provenance, Route};
use crate::rate_base::RateBase;
use crate::statistics::Decimal;

/// Kinds of the rate bases: homes owned of either tenure.
pub const HOMES_RENTED: &str = "homes-rented";
pub const HOMES_OWNED: &str = "homes-shared-ownership";

/// The two tenures that are told apart: option of the split, label, kind of base.
const TENURES: [(&str, &str, &str); 2] = [
    ("low-cost-rental", "Low cost rental", HOMES_RENTED),
    ("low-cost-home-ownership", "Low cost home ownership", HOMES_OWNED),
];

/// The first stage, or the second however it was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TsmStage {
    One,
    Two,
}

/// What the answers of CH02 are a share of (`ch02.denominator`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Denominator {
    /// Of the complaints received in the year, those answered in time.
    #[default]
    Received,
    /// Of the complaints answered in the year, those answered in time.
    Answered,
}

/// Handlings that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TsmRow<'a> {
    pub route: Route,
    /// Option of the split `tenure`.
    pub tenure: Option<&'a str>,
    /// Whether they were received, and whether answered, in the year.
    pub received: bool,
    pub answered: bool,
    /// Whether they were answered within the time of the Code, its extension included; none while they are not answered.
    pub in_time: Option<bool>,
    pub count: u64,
}

/// What CH01 and CH02 are computed from.
#[derive(Debug, Clone, Default)]
pub struct TsmFacts {
    tallies: BTreeMap<(TsmStage, Option<String>), Tally>,
    pub homes_rented: Option<RateBase>,
    pub homes_owned: Option<RateBase>,
    denominator: Denominator,
}

#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    received: u64,
    received_in_time: u64,
    received_waiting: u64,
    answered: u64,
    answered_in_time: u64,
}

impl TsmStage {
    const ALL: [TsmStage; 2] = [TsmStage::One, TsmStage::Two];

    fn of(route: Route) -> Self {
        match route {
            Route::S1 => Self::One,
            Route::S2 | Route::Esc => Self::Two,
        }
    }

    fn number(self) -> &'static str {
        match self {
            Self::One => "1",
            Self::Two => "2",
        }
    }
}

impl TsmFacts {
    /// None yet.
    pub fn new(denominator: Denominator) -> Self {
        Self { denominator, ..Self::default() }
    }

    /// Adds handlings that are alike.
    pub fn add(&mut self, row: &TsmRow<'_>) {
        let key = (TsmStage::of(row.route), row.tenure.map(str::to_owned));
        let tally = self.tallies.entry(key).or_default();
        let add = |sum: &mut u64, holds: bool| *sum = sum.saturating_add(if holds { row.count } else { 0 });
        add(&mut tally.received, row.received);
        add(&mut tally.received_in_time, row.received && row.in_time == Some(true));
        add(&mut tally.received_waiting, row.received && row.in_time.is_none());
        add(&mut tally.answered, row.answered);
        add(&mut tally.answered_in_time, row.answered && row.in_time == Some(true));
    }

    fn of(&self, stage: TsmStage, tenure: Option<&str>) -> Tally {
        self.tallies.get(&(stage, tenure.map(str::to_owned))).copied().unwrap_or_default()
    }

    fn at(&self, stage: TsmStage, count: fn(&Tally) -> u64) -> u64 {
        self.tallies.iter().filter(|((at, _), _)| *at == stage).map(|(_, tally)| count(tally)).sum()
    }

    fn base(&self, kind: &str) -> Option<&RateBase> {
        if kind == HOMES_RENTED { self.homes_rented.as_ref() } else { self.homes_owned.as_ref() }
    }
}

pub(super) fn content(procedure: &Procedure, period: &Period, facts: &TsmFacts) -> Content {
    let mut checks: Vec<ReturnCheck> =
        TENURES.iter().map(|(_, _, kind)| base_check(kind, facts.base(kind), period)).collect();
    checks.extend(TsmStage::ALL.map(|stage| tenure_check(facts, stage)));
    checks.push(waiting_check(facts));
    Content {
        tables: vec![ch01(facts), ch02(facts), by_tenure(procedure, facts)],
        checks,
        verified: verified(facts.denominator),
        nil: facts.tallies.values().all(|tally| tally.received == 0 && tally.answered == 0),
    }
}

/// A row for each tenure and stage.
fn rows() -> impl Iterator<Item = (String, String, TsmStage, &'static str, &'static str)> {
    TENURES.iter().flat_map(|(tenure, label, kind)| {
        TsmStage::ALL.map(|stage| {
            let number = stage.number();
            (format!("{tenure}-{number}"), format!("{label}, stage {number}"), stage, *tenure, *kind)
        })
    })
}

fn ch01(facts: &TsmFacts) -> ReturnTable {
    let columns = [("complaints", "Complaints"), ("homes", "Homes"), ("per-1000", "Complaints per 1,000 homes")];
    let mut table = ReturnTable::new("ch01", "CH01: complaints relative to the size of the landlord", &columns);
    for (id, label, stage, tenure, kind) in rows() {
        let received = facts.of(stage, Some(tenure)).received;
        let homes = facts.base(kind).map(|base| u64::from(base.number));
        let rate = homes.and_then(|homes| Decimal::ratio(received.saturating_mul(1_000), homes));
        let homes = homes.map_or(ReturnCell::Nothing, ReturnCell::Count);
        table.push(&id, &label, [ReturnCell::Count(received), homes, rate.into()]);
    }
    table
}

fn ch02(facts: &TsmFacts) -> ReturnTable {
    let of = match facts.denominator {
        Denominator::Received => "Complaints received",
        Denominator::Answered => "Complaints answered",
    };
    let columns = [("in-time", "Answered within the time of the Code"), ("of", of), ("percent", "% in time")];
    let title = "CH02: complaints answered within the timescales of the Complaint Handling Code";
    let mut table = ReturnTable::new("ch02", title, &columns);
    for (id, label, stage, tenure, _) in rows() {
        let tally = facts.of(stage, Some(tenure));
        let (in_time, of) = match facts.denominator {
            Denominator::Received => (tally.received_in_time, tally.received),
            Denominator::Answered => (tally.answered_in_time, tally.answered),
        };
        let cells = [ReturnCell::Count(in_time), ReturnCell::Count(of), Decimal::percent(in_time, of).into()];
        table.push(&id, &label, cells);
    }
    table
}

/// Every complaint received, whatever the tenure, so that what CH01 leaves out is seen.
fn by_tenure(procedure: &Procedure, facts: &TsmFacts) -> ReturnTable {
    let columns = [("stage-1", "Received at stage 1"), ("stage-2", "Received at stage 2")];
    let mut table = ReturnTable::new("tenure", "Complaints by how the home is held", &columns);
    let cells = |tenure: Option<&str>| TsmStage::ALL.map(|stage| ReturnCell::Count(facts.of(stage, tenure).received));
    let needed = TENURES.iter().map(|(id, ..)| *id);
    let recorded = needed.chain(facts.tallies.keys().filter_map(|(_, tenure)| tenure.as_deref()));
    for (id, label) in options(procedure.split(TENURE), recorded) {
        table.push(id, label, cells(Some(id)));
    }
    table.push(NOT_RECORDED, NOT_RECORDED_LABEL, cells(None));
    table.push("total", "All", TsmStage::ALL.map(|stage| ReturnCell::Count(facts.at(stage, |tally| tally.received))));
    table
}

fn tenure_check(facts: &TsmFacts, stage: TsmStage) -> ReturnCheck {
    let (unknown, all) = (facts.of(stage, None).received, facts.at(stage, |tally| tally.received));
    let number = stage.number();
    let detail = match unknown {
        0 => format!("Stage {number}: how the home is held is recorded for all of {}.", complaints(all)),
        _ => format!(
            "Stage {number}: how the home is held is not recorded for {unknown} of {}, which are in neither measure. Record \
             it on their pages.",
            complaints(all)
        ),
    };
    check(format!("tenure-stage-{number}"), unknown == 0, detail)
}

fn waiting_check(facts: &TsmFacts) -> ReturnCheck {
    let waiting: u64 = TsmStage::ALL.into_iter().map(|stage| facts.at(stage, |tally| tally.received_waiting)).sum();
    let detail = match waiting {
        0 => "Every complaint received in the year has been answered.".to_owned(),
        _ => format!("Not answered yet: {}. CH02 can still change.", complaints(waiting)),
    };
    check("all-answered", waiting == 0, detail)
}

fn verified(denominator: Denominator) -> Vec<Provenance> {
    let divided = match denominator {
        Denominator::Received => "CH02 divides by the complaints received in the year (ch02.denominator = received).",
        Denominator::Answered => "CH02 divides by the complaints answered in the year (ch02.denominator = answered).",
    };
    vec![
        seen(
            "CH01 is complaints per 1,000 homes and CH02 the share answered within the time of the Code, each for stage 1 \
             and stage 2.",
            "Regulator of Social Housing, TSM technical requirements page",
        ),
        unverified(divided),
        unverified("Low cost rental and low cost home ownership are told apart, each against its own homes."),
        unverified("The year is that from 1 April to 31 March, and homes are those owned at its end."),
        unverified(
            "An answer within an extension that the Code allows is in time; a complaint is answered when it is closed.",
        ),
    ]
}
