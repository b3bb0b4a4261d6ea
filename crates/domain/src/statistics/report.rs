//! Putting a report together from the facts.

use std::collections::BTreeMap;

use super::checks::checks;
use super::layout::layout;
use super::model::{Basis, Edition, External, Header, ProcedureRef, RemarkCounts, Report};
use super::rules::Rules;
use super::{Facts, explain, flow, measures, open, outcomes, splits, timescales, trend, volumes, words};
use crate::calendar::{Calendar, CalendarError};
use crate::period::{Period, PeriodError};
use crate::procedure::Procedure;
use crate::time::Date;

/// Why there is no report. The sentence is fit to show to the person who asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReportError {
    /// A handling was received in a period before 1900 or after 2199.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// The calendar does not know the days up to which open cases are counted.
    #[error(transparent)]
    Calendar(#[from] CalendarError),
    /// The figures do not agree with one another, so that it cannot be said which of them a reader could work back.
    #[error(
        "The figures do not agree, so the small ones among them cannot be masked: {relation}. Nothing is published."
    )]
    Tables { relation: String },
}

impl ReportError {
    /// The stable name of the error, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Period(error) => error.code(),
            Self::Calendar(error) => error.code(),
            Self::Tables { .. } => "report-tables-disagree",
        }
    }
}

/// The internal edition of the report of a period, in the procedure's rows, its checks made.
///
/// The work grows with the number of names and days tallied, not with the number of handlings.
///
/// # Errors
/// [`ReportError`]: receipts in a period that is none, or a calendar that does not know the end of the period.
pub fn report(
    facts: &Facts,
    procedure: &Procedure,
    calendar: &Calendar,
    period: &Period,
    header: Header,
) -> Result<Report, ReportError> {
    let rules = Rules::of(procedure);
    let outcomes = outcomes::outcomes(facts, &rules);
    let timescales = timescales::timescales(facts, &rules);
    let mut report = Report {
        organisation: header.organisation,
        organisation_name: header.organisation_name,
        title: procedure.report.title.clone(),
        procedure: ProcedureRef { id: procedure.id.clone(), version: procedure.version.clone() },
        period: period.clone(),
        edition: Edition::Internal,
        basis: Basis::Closed,
        known_on: header.known_on,
        as_of: Some(header.as_of),
        records_from: header.first_case.map(Date::first_of_month),
        issue: None,
        counting_basis: words::counting_basis(&rules),
        volumes: volumes::volumes(facts, &rules, period)?,
        late_sentence: words::late_sentence(&timescales),
        narratives: outcomes::narratives(facts),
        external: External { closed: facts.external.closed.into(), upheld: facts.external.upheld.into() },
        remarks: remarks(facts),
        measures: measures::measures(facts, procedure, &rules, header.rate_base),
        distribution: Some(timescales::distribution(facts, &rules)),
        open: open::open(facts, calendar, header.as_of.min(period.to))?,
        service_areas: splits::service_areas(facts),
        channels: splits::channels(facts),
        natures: splits::natures(facts, procedure),
        causes: splits::causes(facts, procedure),
        flow: flow::flow(facts, procedure, &rules),
        trend: trend::trend(&facts.trend, &rules),
        months: Some(trend::trend(&facts.months, &rules)),
        texts: BTreeMap::new(),
        checks: Vec::new(),
        layout: layout(procedure, &rules, &outcomes),
        definitions: explain::definitions(procedure, &rules),
        outcomes,
        timescales,
    };
    report.checks = checks(&report, &facts.told);
    Ok(report)
}

fn remarks(facts: &Facts) -> RemarkCounts {
    RemarkCounts {
        settled_at_first_contact: facts.remarks.settled_at_first_contact.into(),
        wish_not_stated: facts.remarks.wish_not_stated.into(),
        referred_outside: facts.remarks.referred_outside.into(),
        repeated: facts.remarks.repeated.into(),
        repeats: facts.remarks.repeats.clone(),
    }
}
