//! Raw rows of a register, made up at random, and the facts that whoever reads them would tally.

use std::sync::LazyLock;

use proptest::prelude::*;
use redress_domain::calendar::{Calendar, Division};
use redress_domain::period::{FiscalYearStart, Period};
use redress_domain::procedure::{Definition, OutcomeEffect, Procedure, Route, shipped};
use redress_domain::statistics::{
    ClosedRow, Facts, Flow, Header, LateHandling, NarrativeTexts, PerRoute, PeriodFlow, Report, ToldHandling, report,
};
use redress_domain::time::{Date, parse_date, plus_days};

pub const ROUTES: [Route; 3] = [Route::S1, Route::S2, Route::Esc];
pub const OUTCOMES: [(&str, OutcomeEffect); 5] = [
    ("upheld", OutcomeEffect::Upheld),
    ("partly-upheld", OutcomeEffect::PartlyUpheld),
    ("not-upheld", OutcomeEffect::NotUpheld),
    ("resolved", OutcomeEffect::Resolved),
    ("withdrawn", OutcomeEffect::Withdrawn),
];
pub const CHANNELS: [&str; 5] = ["phone", "in-person", "letter", "email", "web"];
pub const AREAS: [&str; 4] = ["Advice", "Intake", "Review", ""];
pub const CODES: [&str; 4] = ["delay", "quality", "attitude", ""];
pub const NATURES: [&str; 3] = ["late", "rude", "rude-again"];

/// A handling as a register has it. What it refers to is an index.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub reference: u32,
    pub route: usize,
    pub received: Date,
    pub closed: Option<Date>,
    pub outcome: usize,
    pub days: u32,
    pub kept: Kept,
    pub first_contact: bool,
    pub channel: usize,
    pub area: usize,
    pub code: usize,
    /// Which of the natures it has.
    pub natures: [bool; 3],
    pub due: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Met,
    MetByExtension,
    MissedExtended,
    Missed,
}

impl Row {
    pub fn met(&self) -> bool {
        matches!(self.kept, Kept::Met | Kept::MetByExtension)
    }

    pub fn extended(&self) -> bool {
        matches!(self.kept, Kept::MetByExtension | Kept::MissedExtended)
    }

    pub fn name(&self) -> String {
        format!("R{}", self.reference)
    }

    pub fn received_in(&self, period: &Period) -> bool {
        period.contains(self.received)
    }

    pub fn closed_in(&self, period: &Period) -> bool {
        self.closed.is_some_and(|on| period.contains(on))
    }

    fn open_on(&self, day: Date) -> bool {
        self.received <= day && self.closed.is_none_or(|on| on > day)
    }
}

pub fn date(text: &str) -> Date {
    parse_date(text).unwrap()
}

pub fn period(id: &str) -> Period {
    Period::parse(id, FiscalYearStart::default()).unwrap()
}

/// Rows received from 2015 to 2019.
pub fn rows(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Row>> {
    let kept =
        prop::sample::select(vec![Kept::Met, Kept::Met, Kept::MetByExtension, Kept::MissedExtended, Kept::Missed]);
    let dates = (0u32..1_600, prop::option::weighted(0.9, 0u32..150), prop::option::weighted(0.8, 0u32..90));
    let what = (0usize..3, 0usize..5, 0u32..40, kept, any::<bool>());
    let split = (0usize..5, 0usize..4, 0usize..4, natures());
    let row = (0u32..5_000, dates, what, split).prop_map(|(reference, dates, what, split)| {
        let received = plus_days(date("2015-01-01"), dates.0);
        let (route, outcome, days, kept, first_contact) = what;
        Row {
            reference,
            route,
            received,
            closed: dates.1.map(|after| plus_days(received, after)),
            outcome,
            days,
            kept,
            first_contact,
            channel: split.0,
            area: split.1,
            code: split.2,
            natures: split.3,
            due: dates.2.map(|after| plus_days(received, after)),
        }
    });
    prop::collection::vec(row, count)
}

/// Mostly the first, often none, seldom all.
fn natures() -> impl Strategy<Value = [bool; 3]> {
    let weighted = |weight| prop::bool::weighted(weight);
    (weighted(0.7), weighted(0.3), weighted(0.1)).prop_map(|(late, rude, again)| [late, rude, again])
}

/// Tallied plainly, one row after the other.
pub fn facts_of(rows: &[Row], period: &Period) -> Facts {
    let mut facts = Facts::default();
    let day_before = period.from.yesterday().unwrap();
    for row in rows {
        let route = ROUTES[row.route];
        *facts.opening.get_mut(route) += u64::from(row.open_on(day_before));
        let area = Some(AREAS[row.area]).filter(|area| !area.is_empty());
        let natures: Vec<&str> = (0..3).filter(|at| row.natures[*at]).map(|at| NATURES[at]).collect();
        let natures = (!natures.is_empty()).then(|| natures.join(" "));
        if row.received_in(period) {
            facts.received.add(route, CHANNELS[row.channel], area, natures.as_deref(), 1);
        }
        if row.open_on(period.to) {
            facts.open.add(route, row.due, 1);
        }
        if !row.closed_in(period) {
            continue;
        }
        let (outcome, effect) = OUTCOMES[row.outcome];
        facts.closed.add(&ClosedRow {
            route,
            received_on: row.received,
            outcome,
            effect,
            days: row.days,
            met: row.met(),
            met_unextended: row.kept == Kept::Met,
            extended: row.extended(),
            first_contact: row.first_contact,
            channel: CHANNELS[row.channel],
            service_area: area,
            code: Some(CODES[row.code]).filter(|code| !code.is_empty()),
            natures: natures.as_deref(),
            count: 1,
        });
        if !row.met() {
            facts.late.push(LateHandling { reference: row.name(), route, days: row.days });
        }
        if row.outcome <= 1 {
            let texts = NarrativeTexts { finding: Some(format!("Found for {}", row.name())), ..Default::default() };
            facts.told.add(ToldHandling { reference: row.name(), route, closed_on: row.closed.unwrap(), texts });
        }
    }
    facts.trend = flows(rows, &period.back(8).unwrap());
    facts.months = flows(rows, &period.months_back(24).unwrap());
    facts
}

fn flows(rows: &[Row], periods: &[Period]) -> Vec<PeriodFlow> {
    let flow = |period: &Period| {
        let mut routes = PerRoute::<Flow>::default();
        for row in rows {
            let flow = routes.get_mut(ROUTES[row.route]);
            flow.received += u64::from(row.received_in(period));
            if row.closed_in(period) {
                flow.closed += 1;
                flow.upheld += u64::from(row.outcome == 0);
                flow.partly_upheld += u64::from(row.outcome == 1);
                flow.withdrawn += u64::from(row.outcome == 4);
                flow.met += u64::from(row.met());
                flow.extended += u64::from(row.extended());
                flow.days += u64::from(row.days);
            }
        }
        PeriodFlow { period: period.clone(), routes }
    };
    periods.iter().map(flow).collect()
}

/// The SPSO's procedure, with its `[report]` changed.
pub fn spso_with(change: impl Fn(&mut redress_domain::procedure::Report)) -> Procedure {
    let file = shipped::find("spso-customer-service").unwrap();
    let mut definition: Definition = (*Procedure::load(file.file, file.text).procedure.unwrap()).clone();
    change(&mut definition.report);
    Procedure::stored(&toml::to_string(&definition).unwrap()).unwrap()
}

pub fn spso() -> &'static Procedure {
    static SPSO: LazyLock<Procedure> = LazyLock::new(|| spso_with(|_| ()));
    &SPSO
}

pub fn calendar() -> &'static Calendar {
    Calendar::shipped(Division::Scotland)
}

pub fn header(as_of: Date) -> Header {
    Header {
        organisation: "spso".into(),
        organisation_name: "The Ombudsman".into(),
        as_of,
        known_on: None,
        first_case: None,
        rate_base: None,
    }
}

pub fn report_of(facts: &Facts, procedure: &Procedure, period: &Period) -> Report {
    report(facts, procedure, calendar(), period, header(date("2021-01-01"))).unwrap()
}
