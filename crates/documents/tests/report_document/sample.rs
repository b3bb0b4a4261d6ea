//! The register behind the published tables, and the report of its quarter, its facts counted plainly.

use std::io::Cursor;

use redress_documents::{ColumnMap, RegisterKind, open_register};
use redress_domain::period::Period;
use redress_domain::procedure::{OutcomeEffect, Procedure};
use redress_domain::register::{ExternalOutcome, RegisterCase, RegisterHandling, Rules, check_register};
use redress_domain::statistics::{
    ClosedRow, Facts, Flow, LateHandling, NarrativeTexts, PerRoute, PeriodFlow, Report, ToldHandling,
};

use redress_domain::time::Date;
use redress_domain::words::Word;

use crate::raw::{calendar, date, period, report_of, spso};

pub const SAMPLE: &[u8] = include_bytes!("../data/spso-2017-18-q2.csv");

/// The report of the quarter that the source publishes.
pub fn report() -> Report {
    let (procedure, period) = (spso(), period("2017-18-Q2"));
    report_of(&facts_of(&cases(SAMPLE), procedure, &period), procedure, &period)
}

/// A register as CSV, read and checked.
pub fn cases(register: &[u8]) -> Vec<RegisterCase> {
    let procedure = spso();
    let rules = Rules { procedure, calendar: calendar(), today: date("2017-11-01") };
    let rows = open_register(Cursor::new(register), RegisterKind::Csv, ColumnMap::default());
    check_register(rows, &rules).unwrap().into_iter().map(|placed| placed.case).collect()
}

/// A handling with what closing it counts as.
struct Closed<'a> {
    handling: &'a RegisterHandling,
    on: Date,
    row: ClosedRow<'a>,
}

impl<'a> Closed<'a> {
    fn of(case: &'a RegisterCase, handling: &'a RegisterHandling, procedure: &Procedure) -> Option<Self> {
        let closed = handling.closed.as_ref()?;
        let clock = procedure.timescale_or_stage(handling.route).unwrap();
        let days = calendar().taken(handling.received_on, closed.on, clock.start_rule.day_one().unwrap()).unwrap();
        let row = ClosedRow {
            route: handling.route,
            received_on: handling.received_on,
            outcome: &closed.outcome,
            effect: procedure.outcomes.iter().find(|outcome| outcome.id == closed.outcome).unwrap().effect,
            days,
            met: days <= clock.length,
            met_unextended: days <= clock.length,
            extended: handling.extended_to.is_some(),
            first_contact: false,
            channel: case.channel.id(),
            service_area: case.service_area.as_deref(),
            code: closed.code.as_deref(),
            natures: None,
            count: 1,
        };
        Some(Self { handling, on: closed.on, row })
    }
}

pub fn facts_of(cases: &[RegisterCase], procedure: &Procedure, period: &Period) -> Facts {
    let mut facts = Facts::default();
    let before = period.from.yesterday().unwrap();
    for (case, handling) in each(cases) {
        let closed = Closed::of(case, handling, procedure);
        let open_on = |day| handling.received_on <= day && closed.as_ref().is_none_or(|closed| closed.on > day);
        *facts.opening.get_mut(handling.route) += u64::from(open_on(before));
        if period.contains(handling.received_on) {
            facts.received.add(handling.route, case.channel.id(), case.service_area.as_deref(), None, 1);
        }
        if open_on(period.to) {
            facts.open.add(handling.route, Some(date("2017-10-20")), 1);
        }
        if let Some(closed) = closed.filter(|closed| period.contains(closed.on)) {
            add_closed(&case.reference, &closed, &mut facts);
        }
    }
    for external in
        cases.iter().filter_map(|case| case.external.as_ref()).filter(|external| period.contains(external.closed_on))
    {
        facts.external.closed += 1;
        facts.external.upheld += u64::from(external.outcome == ExternalOutcome::Upheld);
    }
    facts.trend = flows(cases, procedure, period.back(procedure.report.trend_periods).unwrap());
    facts.months = flows(cases, procedure, period.months_back(24).unwrap());
    facts
}

fn each(cases: &[RegisterCase]) -> impl Iterator<Item = (&RegisterCase, &RegisterHandling)> {
    cases.iter().flat_map(|case| case.handlings.iter().map(move |handling| (case, handling)))
}

fn add_closed(reference: &str, closed: &Closed<'_>, facts: &mut Facts) {
    let Closed { handling, row, .. } = closed;
    facts.closed.add(row);
    if !row.met {
        facts.late.push(LateHandling { reference: reference.to_owned(), route: row.route, days: row.days });
    }
    if row.effect.is_fault() {
        let texts = NarrativeTexts {
            finding: handling.finding.clone(),
            explanation: handling.explanation.clone(),
            action_taken: handling.action_taken.clone(),
            learning: handling.learning.clone(),
        };
        facts.told.add(ToldHandling { reference: reference.to_owned(), route: row.route, closed_on: closed.on, texts });
    }
}

fn flows(cases: &[RegisterCase], procedure: &Procedure, periods: Vec<Period>) -> Vec<PeriodFlow> {
    let flow = |period: Period| {
        let mut routes = PerRoute::<Flow>::default();
        for (case, handling) in each(cases) {
            let flow = routes.get_mut(handling.route);
            flow.received += u64::from(period.contains(handling.received_on));
            if let Some(closed) = Closed::of(case, handling, procedure).filter(|closed| period.contains(closed.on)) {
                flow.closed += 1;
                flow.upheld += u64::from(closed.row.effect == OutcomeEffect::Upheld);
                flow.met += u64::from(closed.row.met);
                flow.days += u64::from(closed.row.days);
            }
        }
        PeriodFlow { period, routes }
    };
    periods.into_iter().map(flow).collect()
}
